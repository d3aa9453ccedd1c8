/*
 * The columns of a table that has no catalog, kept beside its rows under growing numbers like a checkpoint: a
 * new version is created only when its number is free, so two connectors that evolve a table at once cannot give one
 * id to two columns.
 */
import { ConnectorError } from '../../errors';
import type { ObjectStore } from '../../ports';
import type { LakeType } from '../columnTypes';
import { typeText } from '../columnTypes';
import { storedColumnsOf } from '../rowMarks';
import type { SchemaChange, TableSpec } from '../types';

/** A column with its id, which it never loses. */
export interface StoredColumn {
  readonly id: number;
  readonly name: string;
  readonly type: LakeType;
}

/** All columns there ever were. */
export interface StoredSchema {
  readonly version: number;
  readonly columns: readonly StoredColumn[];
  readonly primaryKey: readonly string[];
}

const ATTEMPTS = 5;

/** The newest schema of a table, or undefined when there is no table. */
export async function readSchema(
  store: ObjectStore,
  prefix: string,
): Promise<StoredSchema | undefined> {
  const newest = (await store.list(`${prefix}schema/`)).at(-1);
  const bytes = newest === undefined ? undefined : await store.get(newest);
  if (bytes === undefined) {
    return undefined;
  }
  const schema: StoredSchema = JSON.parse(Buffer.from(bytes).toString('utf8'));
  return schema;
}

/** What a table lacks. @throws ConnectorError `contract` when a column has another type. */
export function missingColumns(
  table: TableSpec,
  there: ReadonlyMap<string, string>,
): ReturnType<typeof storedColumnsOf> {
  return storedColumnsOf(table).filter(column => {
    const known = there.get(column.name);
    if (known !== undefined && known !== typeText(column.type)) {
      throw new ConnectorError(
        'contract',
        `Column '${column.name}' of ${table.namespace}.${
          table.name
        } is ${known} and was declared ${typeText(
          column.type,
        )}; declare the type it has, or give the new type a new column.`,
      );
    }
    return known === undefined;
  });
}

/** Creates the schema or adds what it lacks. */
export async function evolveSchema(
  store: ObjectStore,
  prefix: string,
  table: TableSpec,
): Promise<{ schema: StoredSchema; changes: SchemaChange[] }> {
  for (let attempt = 1; ; attempt += 1) {
    const current = await readSchema(store, prefix);
    const known = current?.columns ?? [];
    const missing = missingColumns(
      table,
      new Map(known.map(column => [column.name, typeText(column.type)])),
    );
    if (current && missing.length === 0) {
      return { schema: current, changes: [] };
    }
    const first = Math.max(0, ...known.map(column => column.id)) + 1;
    const schema: StoredSchema = {
      version: (current?.version ?? 0) + 1,
      columns: [
        ...known,
        ...missing.map(({ name, type }, index) => ({
          id: first + index,
          name,
          type,
        })),
      ],
      primaryKey: table.primaryKey,
    };
    try {
      await store.create(
        `${prefix}schema/${String(schema.version).padStart(6, '0')}.json`,
        Buffer.from(`${JSON.stringify(schema)}\n`),
      );
      const changes: SchemaChange[] = current
        ? missing.map(column => ({
            change: 'column-added',
            column: column.name,
            type: typeText(column.type),
          }))
        : [{ change: 'table-created' }];
      return { schema, changes };
    } catch (error) {
      if (
        !(error instanceof ConnectorError && error.failure === 'conflict') ||
        attempt === ATTEMPTS
      ) {
        throw error;
      }
    }
  }
}
