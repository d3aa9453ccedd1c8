/*
 * The port behind which rows become a table. One page of one run is one commit, named by both: writing it again
 * writes nothing, so a run that died between two calls simply says it again. What differs between sinks is where the
 * cursor lives. A sink that can commit data and cursor in one step (an Iceberg snapshot, one table in memory) tells
 * the cursor back by `lastCommit`; one that cannot (objects, Trino) leaves the cursor to the checkpoint and relies on
 * the same page being harmless twice.
 */
import type { Row, RowSchema } from '../schema';

/** A value that survives JSON unchanged; what a cursor and a page token are made of. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/** How a large table is cut: by the day or the month of a date or date-time column (UTC). */
export interface PartitionBy {
  /** A column whose schema has `format: 'date'` or `'date-time'`. */
  readonly column: string;
  readonly transform: 'day' | 'month';
}

/** A table as a stream declares it. */
export interface TableSpec {
  /** One level, such as `energy`. */
  readonly namespace: string;
  readonly name: string;
  readonly schema: RowSchema;
  /** Columns that together name a row; the newest row of a key is the row. */
  readonly primaryKey: readonly string[];
  /** Absent: one partition, right for anything below some millions of rows. */
  readonly partitionBy?: PartitionBy;
}

/** One page of one run. Rows keep the schema already; this port does not judge them again. */
export interface Batch {
  /** Sorts after every earlier run of the stream; letters, digits, `-`, `_` and `.`. */
  readonly run: string;
  /** From 0. */
  readonly page: number;
  readonly rows: readonly Row[];
  /** Where the stream stands once these rows are in. */
  readonly cursor: Json;
}

/** What `ensure` did to the table. Changes are additive only. */
export type SchemaChange =
  | { readonly change: 'table-created' }
  | {
      readonly change: 'column-added';
      readonly column: string;
      /** Type in the words of the sink, such as `decimal(38, 9)`. */
      readonly type: string;
    };

/** The newest commit of a table, as the table itself tells it. */
export interface LastCommit {
  readonly run: string;
  readonly page: number;
  readonly cursor: Json;
}

/** What a commit did. */
export interface CommitResult {
  /** False: this page of this run was there already. */
  readonly written: boolean;
  /** Id of the snapshot that holds it, where the sink has snapshots. */
  readonly snapshot?: string;
}

/** The kinds of sinks. */
export type SinkKind =
  | 'memory'
  | 'files'
  | 's3'
  | 'trino'
  | 'iceberg'
  | 'kafka';

/** Where rows become a table. */
export interface TableSink {
  readonly kind: SinkKind;
  /** True: `commit` keeps the cursor in the same step as the data, and `lastCommit` gives it back. */
  readonly keepsCursor: boolean;
  /**
   * Creates the table, or adds the columns it lacks; a table that has them already is left alone.
   *
   * @throws ConnectorError `contract` when a column is there with a type that cannot take the declared one.
   */
  ensure(table: TableSpec): Promise<readonly SchemaChange[]>;
  /**
   * Makes a page visible as a whole, once, however often it is called with the same run and page.
   *
   * @throws ConnectorError; nothing of the page is then visible, or all of it is and the next call says so.
   */
  commit(table: TableSpec, batch: Batch): Promise<CommitResult>;
  /** The newest commit, where the sink keeps the cursor; otherwise, and for an empty table, undefined. */
  lastCommit(table: TableSpec): Promise<LastCommit | undefined>;
  /** The table as a reader sees it: one row a primary key, the newest kept, sorted by key. For tests and previews. */
  read?(table: TableSpec): Promise<Row[]>;
  /** Frees connections; the sink is not used afterwards. */
  close?(): Promise<void>;
}
