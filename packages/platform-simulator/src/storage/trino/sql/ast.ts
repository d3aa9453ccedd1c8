/** What a statement says, as a tree. */
import type { SqlPlace } from '../SqlError';
import type { SqlType, SqlValue, TypeName } from '../types';

interface At {
  at: SqlPlace;
}

/** Names from the outermost: catalog, schema, table. In small letters, as Trino sees them. */
export type Name = readonly string[];

/** Operators of two sides. */
export type BinaryOperator =
  | 'and'
  | 'or'
  | '='
  | '<>'
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '||'
  | 'is distinct from';

/** Something that has a value. */
export type Expression = At &
  (
    | { node: 'literal'; value: SqlValue; type: SqlType }
    | { node: 'column'; name: Name }
    | {
        node: 'binary';
        operator: BinaryOperator;
        left: Expression;
        right: Expression;
      }
    | { node: 'not'; value: Expression }
    | { node: 'minus'; value: Expression }
    | { node: 'isNull'; value: Expression }
    | { node: 'in'; value: Expression; list: Expression[] }
    | { node: 'inQuery'; value: Expression; query: Query }
    | { node: 'exists'; query: Query }
    /** Values that a query gave; made by the engine, never by the parser. */
    | { node: 'inValues'; value: Expression; values: SqlValue[]; type: SqlType }
    /** A value that is already in the row; made by the engine, never by the parser. */
    | { node: 'slot'; index: number; type: SqlType }
    | { node: 'scalarQuery'; query: Query }
    | {
        node: 'like';
        value: Expression;
        pattern: Expression;
        escape?: Expression;
      }
    | {
        node: 'case';
        operand?: Expression;
        branches: { when: Expression; then: Expression }[];
        otherwise?: Expression;
      }
    | { node: 'cast'; value: Expression; to: TypeName; tries: boolean }
    | { node: 'extract'; field: string; value: Expression }
    | { node: 'subscript'; value: Expression; index: Expression }
    | {
        node: 'call';
        name: string;
        distinct: boolean;
        /** `count(*)`. */
        star: boolean;
        args: Expression[];
        filter?: Expression;
      }
  );

/** One output of a SELECT. */
export type SelectItem =
  | { node: 'all'; of?: Name; at: SqlPlace }
  | { node: 'value'; value: Expression; alias?: string };

/** Where rows come from. */
export type Relation = At &
  (
    | { node: 'table'; name: Name; alias?: string; columns?: string[] }
    | { node: 'query'; query: Query; alias?: string; columns?: string[] }
    | {
        node: 'join';
        kind: 'inner' | 'left' | 'cross';
        left: Relation;
        right: Relation;
        on?: Expression;
        using?: string[];
      }
  );

/** How one key orders. */
export interface OrderKey {
  value: Expression;
  descending: boolean;
  /** NULLs are last unless this says otherwise. */
  nullsFirst: boolean;
}

/** A SELECT. */
export interface Select extends At {
  node: 'select';
  distinct: boolean;
  items: SelectItem[];
  from?: Relation;
  where?: Expression;
  groupBy?: Expression[];
  having?: Expression;
}

/** Rows that are written out. */
export interface Values extends At {
  node: 'values';
  rows: Expression[][];
}

/** Two queries in one. */
export interface Union extends At {
  node: 'union';
  distinct: boolean;
  left: QueryBody;
  right: QueryBody;
}

/** What makes the rows of a query, before they are ordered. */
export type QueryBody =
  | Select
  | Values
  | Union
  | (At & { node: 'nested'; query: Query });

/** A query. */
export interface Query extends At {
  /** `WITH name AS (...)`, in order. */
  named: { name: string; columns?: string[]; query: Query }[];
  body: QueryBody;
  orderBy: OrderKey[];
  offset?: number;
  limit?: number;
}

/** A column that a statement makes. */
export interface ColumnDefinition extends At {
  name: string;
  type: TypeName;
  required: boolean;
  comment?: string;
}

/** `WITH (name = value)`. */
export interface Property extends At {
  name: string;
  value: string | number | boolean | string[];
}

/** `SET column = value`. */
export interface Assignment extends At {
  column: string;
  value: Expression;
}

/** One `WHEN` of a MERGE. */
export interface MergeCase extends At {
  matched: boolean;
  condition?: Expression;
  action:
    | { node: 'update'; set: Assignment[] }
    | { node: 'delete' }
    | { node: 'insert'; columns?: string[]; values: Expression[] };
}

/** A statement. */
export type Statement = At &
  (
    | { node: 'select'; query: Query }
    | { node: 'showCatalogs'; like?: string }
    | { node: 'showSchemas'; catalog?: string; like?: string }
    | { node: 'showTables'; schema?: Name; like?: string }
    | { node: 'showColumns'; table: Name; like?: string }
    | { node: 'showCreateTable'; table: Name }
    | { node: 'use'; schema: Name }
    | {
        node: 'createSchema';
        name: Name;
        ifNotExists: boolean;
        properties: Property[];
      }
    | { node: 'dropSchema'; name: Name; ifExists: boolean; cascade: boolean }
    | {
        node: 'createTable';
        name: Name;
        ifNotExists: boolean;
        columns: ColumnDefinition[];
        properties: Property[];
        comment?: string;
        /** `AS SELECT`. */
        query?: Query;
        withData: boolean;
      }
    | { node: 'dropTable'; name: Name; ifExists: boolean }
    | {
        node: 'addColumn';
        table: Name;
        ifExists: boolean;
        ifNotExists: boolean;
        column: ColumnDefinition;
      }
    | { node: 'insert'; table: Name; columns?: string[]; query: Query }
    | {
        node: 'merge';
        table: Name;
        alias?: string;
        source: Relation;
        on: Expression;
        cases: MergeCase[];
      }
    | { node: 'delete'; table: Name; where?: Expression }
    | { node: 'update'; table: Name; set: Assignment[]; where?: Expression }
  );
