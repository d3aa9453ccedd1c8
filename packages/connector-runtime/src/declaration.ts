/*
 * A connector is a declaration: what is read, how its pages follow each other, what a row must look like. All
 * mechanics live in this package, so a fix reaches every connector by a new version and not by editing each one.
 */
import { ConnectorError } from './errors';
import type { RowSchema } from './schema';
import { assertSchema } from './schema';

/** How the source knows the caller; the key itself comes from the environment or a file at run time. */
export interface Authentication {
  /** Where the key travels. */
  readonly in: 'query' | 'header';
  /** Name of the parameter or header. */
  readonly name: string;
  /** Name of the environment variable; `<NAME>_FILE` may name a file instead. */
  readonly secret: string;
}

/** Pages by offset and limit. */
export interface OffsetPagination {
  readonly kind: 'offset';
  readonly offsetParameter: string;
  readonly limitParameter: string;
  readonly pageSize: number;
  /** Dotted place of the number of all rows in the answer, if the source tells it. */
  readonly totalAt?: string;
}

/** How a stream is continued. */
export interface CursorDeclaration {
  /** Column whose greatest accepted value is the cursor. */
  readonly field: string;
  /** Parameter that takes the start. */
  readonly parameter: string;
  /** Unit of the column's values: `2026-11-21T06`, `2026-11-21`, `2026-11`, `2026`. */
  readonly granularity: 'hour' | 'day' | 'month' | 'year';
  /** Where the first run starts. */
  readonly initial: string;
  /** How many units are read again, because the source revises its history. */
  readonly lookback: number;
}

/** One stream of rows. */
export interface StreamDeclaration {
  readonly name: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly pagination: OffsetPagination;
  readonly cursor: CursorDeclaration;
  /** Dotted place of the rows in the answer. */
  readonly recordsAt: string;
  /** Dotted places where an answer with status 200 hides an error. */
  readonly errorsAt: readonly string[];
  /** Columns that together name a row. */
  readonly primaryKey: readonly string[];
  readonly schema: RowSchema;
  /** Greatest share of rows a page may have rejected before the run fails. */
  readonly maxRejectedRatio: number;
}

/** A whole connector. */
export interface ConnectorDeclaration {
  readonly name: string;
  /** The data source, as the catalog names it. */
  readonly source: string;
  readonly baseUrl: string;
  readonly authentication: Authentication;
  readonly streams: readonly StreamDeclaration[];
  readonly limits?: Partial<Limits>;
}

/** Bounds of a run; what is not declared takes these. */
export interface Limits {
  readonly requestTimeoutMs: number;
  readonly maxAttempts: number;
  /** Longest time spent on one page, waiting included. */
  readonly retryBudgetMs: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  readonly maxPages: number;
}

/** The bounds that hold unless a connector declares others. */
export const DEFAULT_LIMITS: Limits = {
  requestTimeoutMs: 30_000,
  maxAttempts: 6,
  retryBudgetMs: 300_000,
  baseDelayMs: 500,
  maxDelayMs: 60_000,
  maxPages: 2_000,
};

const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

function assert(condition: boolean, message: string): void {
  if (!condition) {
    throw new ConnectorError('configuration', message);
  }
}

function assertStream(stream: StreamDeclaration): void {
  const at = `Stream '${stream.name}'`;
  const columns = stream.schema.properties;
  assert(
    NAME.test(stream.name),
    `${at} needs a name of lower-case letters, digits and hyphens.`,
  );
  assert(stream.path.startsWith('/'), `${at}: let the path start with '/'.`);
  assert(
    stream.pagination.pageSize >= 1,
    `${at}: set a page size of at least 1.`,
  );
  assert(
    stream.cursor.field in columns,
    `${at}: the cursor '${
      stream.cursor.field
    }' is no column; name one of ${Object.keys(columns).join(', ')}.`,
  );
  assert(
    stream.primaryKey.length > 0,
    `${at}: name the columns of the primary key.`,
  );
  for (const column of stream.primaryKey) {
    assert(
      column in columns,
      `${at}: the key column '${column}' is not in the schema; add it there.`,
    );
  }
  assertSchema(stream.schema, at);
}

/**
 * Checks a declaration and freezes it.
 *
 * @throws ConnectorError `configuration` that names what to change.
 */
export function defineConnector(
  declaration: ConnectorDeclaration,
): ConnectorDeclaration {
  assert(
    NAME.test(declaration.name),
    `The connector name '${declaration.name}' needs lower-case letters, digits and hyphens only.`,
  );
  assert(
    declaration.streams.length > 0,
    'The connector reads nothing; declare at least one stream.',
  );
  assert(
    /^[A-Z][A-Z0-9_]*$/.test(declaration.authentication.secret),
    'authentication.secret names an environment variable such as EIA_API_KEY and never is the key.',
  );
  const names = declaration.streams.map(stream => stream.name);
  assert(
    new Set(names).size === names.length,
    'Two streams share a name; give each its own.',
  );
  for (const stream of declaration.streams) {
    assertStream(stream);
  }
  return Object.freeze({ ...declaration });
}
