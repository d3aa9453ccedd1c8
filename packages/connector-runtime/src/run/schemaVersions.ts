/*
 * What the contract has let a table become. Each version is an object that is never changed: who reads old data can
 * see when a column came, and by which run. A version is written only when its number is free, so two runs that meet
 * the same new column agree on one.
 */
import { createHash } from 'node:crypto';
import type { StreamDeclaration } from '../declaration';
import { ConnectorError } from '../errors';
import type { ObjectStore } from '../ports';
import type { ColumnSchema, RowSchema } from '../schema';
import { withColumns } from './contract';

/** One change of a schema; also the fields of the event in the log. */
export interface SchemaEvent {
  readonly change: 'declared' | 'column-added';
  /** Empty for `declared`. */
  readonly column: string;
  /** Types of the column, such as `number or null`; for `declared` the digest of the declaration. */
  readonly type: string;
}

/** One version of the schema of a stream. */
export interface SchemaVersion {
  readonly version: number;
  readonly at: string;
  readonly run: string;
  readonly changes: readonly SchemaEvent[];
  /** Digest of the declared schema that this version rests on. */
  readonly declared: string;
  /** Columns that the contract has added, in the order they came. */
  readonly added: Readonly<Record<string, ColumnSchema>>;
}

const ATTEMPTS = 10;

function keyOf(stream: string, version: number): string {
  return `schema/${stream}/${String(version).padStart(6, '0')}.json`;
}

function digestOf(schema: RowSchema): string {
  return createHash('sha256')
    .update(JSON.stringify([schema.properties, schema.required]))
    .digest('hex')
    .slice(0, 16);
}

/** The newest version, or undefined when no run has been. */
export async function readSchemaVersion(
  store: ObjectStore,
  stream: string,
): Promise<SchemaVersion | undefined> {
  const newest = (await store.list(`schema/${stream}/`)).at(-1);
  const bytes = newest === undefined ? undefined : await store.get(newest);
  return bytes === undefined
    ? undefined
    : JSON.parse(Buffer.from(bytes).toString('utf8'));
}

/** The declared schema with the columns of a version. */
export function schemaOf(
  stream: StreamDeclaration,
  version: SchemaVersion | undefined,
): RowSchema {
  return withColumns(stream.schema, version?.added ?? {});
}

function eventsOf(
  before: SchemaVersion | undefined,
  declared: string,
  fresh: ReadonlyArray<[string, ColumnSchema]>,
): SchemaEvent[] {
  const events = fresh.map(([column, schema]): SchemaEvent => {
    const types = typeof schema.type === 'string' ? [schema.type] : schema.type;
    return { change: 'column-added', column, type: types.join(' or ') };
  });
  return before?.declared === declared
    ? events
    : [{ change: 'declared', column: '', type: declared }, ...events];
}

/**
 * Remembers added columns, and a declaration that has changed, as a new version; without either nothing is written.
 *
 * @returns the newest version and what changed with it.
 */
export async function writeSchemaVersion(
  store: ObjectStore,
  stream: StreamDeclaration,
  news: {
    added: Readonly<Record<string, ColumnSchema>>;
    run: string;
    at: string;
  },
): Promise<{ version: SchemaVersion; events: readonly SchemaEvent[] }> {
  const declared = digestOf(stream.schema);
  for (let attempt = 1; ; attempt += 1) {
    const before = await readSchemaVersion(store, stream.name);
    const known = before?.added ?? {};
    const fresh = Object.entries(news.added).filter(
      ([name]) => !Object.hasOwn(known, name),
    );
    const events = eventsOf(before, declared, fresh);
    if (before && events.length === 0) {
      return { version: before, events };
    }
    const version: SchemaVersion = {
      version: (before?.version ?? 0) + 1,
      at: news.at,
      run: news.run,
      changes: events,
      declared,
      added: { ...known, ...Object.fromEntries(fresh) },
    };
    try {
      await store.create(
        keyOf(stream.name, version.version),
        Buffer.from(`${JSON.stringify(version, undefined, 2)}\n`),
      );
      return { version, events };
    } catch (error) {
      const lost =
        error instanceof ConnectorError && error.failure === 'conflict';
      if (!lost || attempt === ATTEMPTS) {
        throw error;
      }
    }
  }
}
