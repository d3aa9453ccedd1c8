/*
 * A table as objects: each page one file of rows and one manifest that names it. The manifest is created last and only
 * if it is free, so it is the commit: rows without a manifest are not in the table, a second manifest for the same
 * page cannot be. It carries the cursor too, so data and cursor become true in one step.
 *
 *   tables/<namespace>/<name>/rows/run=<run>/page-000000-<sha256>.parquet
 *   tables/<namespace>/<name>/manifests/<run>/page-000000.json
 *
 * Every key follows from run, page and content. The table grows only: rows that are read again are newer rows of the
 * same key, and a reader keeps the newest.
 */
import { createHash } from 'node:crypto';
import { ConnectorError } from '../../errors';
import type { ObjectStore } from '../../ports';
import type { Row } from '../../schema';
import { assertTable } from '../columnTypes';
import {
  assertRun,
  canonicalRows,
  markedRows,
  newestRows,
  storedColumnsOf,
} from '../rowMarks';
import { openParquetFile } from '../parquet/parquetFile';
import { readParquet } from '../parquet/readParquet';
import type {
  Batch,
  CommitResult,
  Json,
  LastCommit,
  SchemaChange,
  SinkKind,
  TableSink,
  TableSpec,
} from '../types';
import type { StoredSchema } from './storedSchema';
import { evolveSchema, readSchema } from './storedSchema';

/** How rows are written. */
export type RowFormat = 'ndjson' | 'parquet';

/** What a manifest says of its page. */
export interface PageManifest {
  readonly run: string;
  readonly page: number;
  readonly cursor: Json;
  /** Key of the rows; absent for a page without rows. */
  readonly rows?: string;
  readonly count: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** A name as one part of a key: what is not plain is written as its code. */
function keyPart(name: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,100}$/.test(name)
    ? name
    : `_${Buffer.from(name).toString('hex').slice(0, 160)}`;
}

/** Where a table is in its store; ends with `/`. */
export function tablePrefix(table: TableSpec): string {
  return `tables/${keyPart(table.namespace)}/${keyPart(table.name)}/`;
}

function pageName(page: number): string {
  return `page-${String(page).padStart(6, '0')}`;
}

/** Tables as objects in any store. */
export class ObjectSink implements TableSink {
  readonly kind: SinkKind;
  readonly keepsCursor = true;
  readonly #store: ObjectStore;
  readonly #format: RowFormat;
  readonly #schemas = new Map<string, StoredSchema>();

  constructor(options: {
    kind: SinkKind;
    store: ObjectStore;
    format: RowFormat;
  }) {
    this.kind = options.kind;
    this.#store = options.store;
    this.#format = options.format;
  }

  async ensure(table: TableSpec): Promise<readonly SchemaChange[]> {
    assertTable(table);
    const prefix = tablePrefix(table);
    const { schema, changes } = await evolveSchema(this.#store, prefix, table);
    this.#schemas.set(prefix, schema);
    return changes;
  }

  async #encode(table: TableSpec, rows: readonly Row[]): Promise<Uint8Array> {
    if (this.#format === 'ndjson') {
      return Buffer.from(
        canonicalRows(table, rows)
          .map(row => `${JSON.stringify(row)}\n`)
          .join(''),
      );
    }
    const prefix = tablePrefix(table);
    const schema =
      this.#schemas.get(prefix) ?? (await readSchema(this.#store, prefix));
    if (!schema) {
      throw new ConnectorError(
        'configuration',
        `The table ${table.namespace}.${table.name} is not there yet; call ensure first.`,
      );
    }
    const ids = new Map(schema.columns.map(column => [column.name, column.id]));
    const file = await openParquetFile(
      storedColumnsOf(table).map(column => ({
        ...column,
        id: ids.get(column.name) ?? 0,
      })),
    );
    file.write(rows);
    return file.finish().bytes;
  }

  async commit(table: TableSpec, batch: Batch): Promise<CommitResult> {
    assertRun(batch.run);
    const prefix = tablePrefix(table);
    const page = pageName(batch.page);
    const manifestKey = `${prefix}manifests/${batch.run}/${page}.json`;
    if ((await this.#store.get(manifestKey)) !== undefined) {
      return { written: false };
    }
    const rows = markedRows(table, batch);
    const bytes = await this.#encode(table, rows);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const key = `${prefix}rows/run=${batch.run}/${page}-${sha256.slice(
      0,
      16,
    )}.${this.#format}`;
    if (rows.length > 0) {
      await this.#store.put(key, bytes);
    }
    const manifest: PageManifest = {
      run: batch.run,
      page: batch.page,
      cursor: batch.cursor,
      ...(rows.length > 0 ? { rows: key } : {}),
      count: rows.length,
      bytes: bytes.length,
      sha256,
    };
    try {
      await this.#store.create(
        manifestKey,
        Buffer.from(`${JSON.stringify(manifest)}\n`),
      );
    } catch (error) {
      if (error instanceof ConnectorError && error.failure === 'conflict') {
        return { written: false };
      }
      throw error;
    }
    return { written: true };
  }

  async #manifest(key: string): Promise<PageManifest> {
    const bytes = await this.#store.get(key);
    try {
      const manifest: PageManifest = JSON.parse(
        Buffer.from(bytes ?? []).toString('utf8'),
      );
      return manifest;
    } catch (cause) {
      throw new ConnectorError(
        'contract',
        `The manifest ${key} cannot be read; remove it and run the page again.`,
        cause,
      );
    }
  }

  async lastCommit(table: TableSpec): Promise<LastCommit | undefined> {
    const keys = await this.#store.list(`${tablePrefix(table)}manifests/`);
    const newest = keys.at(-1);
    if (newest === undefined) {
      return undefined;
    }
    const { run, page, cursor } = await this.#manifest(newest);
    return { run, page, cursor };
  }

  async #rowsOf(table: TableSpec, manifest: PageManifest): Promise<Row[]> {
    if (manifest.rows === undefined) {
      return [];
    }
    const bytes = await this.#store.get(manifest.rows);
    const sha256 = createHash('sha256')
      .update(bytes ?? '')
      .digest('hex');
    if (bytes === undefined || sha256 !== manifest.sha256) {
      throw new ConnectorError(
        'contract',
        `The object ${manifest.rows} is not what its manifest says; restore it, or remove the manifest and run the page again.`,
      );
    }
    if (this.#format === 'parquet') {
      return readParquet(bytes, storedColumnsOf(table));
    }
    return Buffer.from(bytes)
      .toString('utf8')
      .split('\n')
      .filter(Boolean)
      .map((line): Row => JSON.parse(line));
  }

  async read(table: TableSpec): Promise<Row[]> {
    const stored: Row[] = [];
    for (const key of await this.#store.list(
      `${tablePrefix(table)}manifests/`,
    )) {
      stored.push(...(await this.#rowsOf(table, await this.#manifest(key))));
    }
    return newestRows(table, stored);
  }
}
