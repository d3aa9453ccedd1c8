/** CREATE, ALTER and DROP. */
import type { IcebergField, IcebergSchema } from '../../iceberg/types';
import { currentSchema } from '../../lake/writeFiles';
import { SqlError, notSupported, type SqlPlace } from '../SqlError';
import type { ColumnDefinition, Statement } from '../sql/ast';
import { readType, toIceberg, type SqlColumn } from '../types';
import { asCommitError } from './asCommitError';
import { insertRows } from './commitChange';
import { collect, type EngineContext } from './context';
import { INFORMATION_SCHEMA } from './informationSchema';
import {
  findSchema,
  findTable,
  listSchemas,
  listTables,
  lookUpTable,
  showWhole,
  wholeName,
  wholeSchema,
} from './names';
import { runQuery } from './runQuery';
import { readProperties } from './tableProperties';

/** What the engine gives every table, so that documents of the past do not pile up. */
const DEFAULTS = { 'write.metadata.delete-after-commit.enabled': 'true' };

type Define<N extends Statement['node']> = Extract<Statement, { node: N }>;

/** @throws SqlError */
export function createSchema(
  statement: Define<'createSchema'>,
  context: EngineContext,
): void {
  const { name, ifNotExists, properties, at } = statement;
  const { schema } = wholeSchema(context, name, at);
  if (listSchemas(context).has(schema) || schema === INFORMATION_SCHEMA) {
    if (ifNotExists) return;
    throw new SqlError(
      'SCHEMA_ALREADY_EXISTS',
      `Schema '${schema}' already exists`,
      { at },
    );
  }
  const told: Record<string, string> = {};
  for (const property of properties) {
    if (property.name !== 'location') {
      throw new SqlError(
        'INVALID_SCHEMA_PROPERTY',
        `Schema property '${property.name}' does not exist`,
        { at: property.at },
      );
    }
    told.location = String(property.value).replace(/\/+$/, '');
  }
  context.lake.namespaces.create([schema], told);
}

/** @throws SqlError */
export async function dropSchema(
  statement: Define<'dropSchema'>,
  context: EngineContext,
): Promise<void> {
  const { name, ifExists, cascade, at } = statement;
  const { schema } = wholeSchema(context, name, at);
  if (ifExists && !listSchemas(context).has(schema)) return;
  const namespace = findSchema(context, schema, at);
  const tables = [...(listTables(context, schema)?.values() ?? [])];
  if (tables.length > 0 && !cascade) {
    throw new SqlError(
      'SCHEMA_NOT_EMPTY',
      `Cannot drop non-empty schema '${schema}'`,
      { at },
    );
  }
  for (const table of tables) {
    await context.lake.dropTable(table, { purge: true });
  }
  context.lake.namespaces.drop(namespace);
}

function assertOnce(names: readonly string[], at: SqlPlace): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new SqlError(
    'DUPLICATE_COLUMN_NAME',
    `Column name '${twice}' specified more than once`,
    { at },
  );
}

function fieldsOf(columns: readonly ColumnDefinition[]): IcebergField[] {
  return columns.map(({ name, type, required, comment, at }, index) => ({
    id: index + 1,
    name,
    required,
    type: toIceberg(readType(type), at),
    ...(comment === undefined ? {} : { doc: comment }),
  }));
}

function fieldsOfQuery(
  columns: readonly SqlColumn[],
  at: SqlPlace,
): IcebergField[] {
  return columns.map(({ name, type }, index) => {
    if (type.kind === 'unknown') {
      throw new SqlError(
        'COLUMN_TYPE_UNKNOWN',
        `Column type is unknown at position ${index + 1}`,
        { at },
      );
    }
    return { id: index + 1, name, required: false, type: toIceberg(type, at) };
  });
}

/** @returns how many rows were written, for CREATE TABLE AS. @throws SqlError */
export async function createTable(
  statement: Define<'createTable'>,
  context: EngineContext,
): Promise<number | undefined> {
  const { name, ifNotExists, columns, query, at } = statement;
  const whole = wholeName(context, name, at);
  const namespace = findSchema(context, whole.schema, at);
  if (lookUpTable(context, name, at)) {
    if (ifNotExists) return query && 0;
    throw new SqlError(
      'TABLE_ALREADY_EXISTS',
      `Table '${showWhole(whole)}' already exists`,
      { at },
    );
  }
  const source =
    query && (await runQuery(query, { ...context, named: new Map() }));
  const fields = source ? fieldsOfQuery(source.columns, at) : fieldsOf(columns);
  assertOnce(
    fields.map(field => field.name),
    at,
  );
  const told = readProperties(statement.properties, fields);
  const comment: Record<string, string> = statement.comment
    ? { comment: statement.comment }
    : {};
  const rows =
    source && statement.withData ? await collect(source.rows(), context) : [];
  try {
    const table = await context.lake.createTable(namespace, {
      name: whole.table,
      location: told.location,
      schema: { type: 'struct', fields },
      'partition-spec': { fields: told.partition },
      properties: { ...DEFAULTS, ...told.properties, ...comment },
    });
    const found = { whole, name: { namespace, name: whole.table }, table };
    if (rows.length > 0) await insertRows(found, rows, context);
  } catch (error) {
    throw asCommitError(error);
  }
  return source && rows.length;
}

/** @throws SqlError */
export async function dropTable(
  statement: Define<'dropTable'>,
  context: EngineContext,
): Promise<void> {
  const { name, ifExists, at } = statement;
  if (ifExists && !lookUpTable(context, name, at)) return;
  const found = findTable(context, name, at);
  await context.lake.dropTable(found.name, { purge: true });
}

/** @throws SqlError */
export async function addColumn(
  statement: Define<'addColumn'>,
  context: EngineContext,
): Promise<void> {
  const { table: name, ifExists, ifNotExists, column, at } = statement;
  if (ifExists && !lookUpTable(context, name, at)) return;
  const found = findTable(context, name, at);
  const { metadata } = found.table;
  const schema = currentSchema(metadata);
  const isThere = schema.fields.some(
    field => field.name.toLowerCase() === column.name,
  );
  if (isThere && ifNotExists) return;
  if (isThere) {
    throw new SqlError(
      'COLUMN_ALREADY_EXISTS',
      `Column '${column.name}' already exists`,
      { at },
    );
  }
  if (column.name.includes('.')) throw notSupported('A nested column', at);
  const [made] = fieldsOf([column]);
  const id = metadata['last-column-id'] + 1;
  const next: IcebergSchema = {
    ...schema,
    fields: [...schema.fields, { ...made, id }],
  };
  try {
    await context.lake.commitTable(found.name, {
      requirements: [
        { type: 'assert-table-uuid', uuid: metadata['table-uuid'] },
        {
          type: 'assert-last-assigned-field-id',
          'last-assigned-field-id': metadata['last-column-id'],
        },
        {
          type: 'assert-current-schema-id',
          'current-schema-id': metadata['current-schema-id'],
        },
      ],
      updates: [
        { action: 'add-schema', schema: next, 'last-column-id': id },
        { action: 'set-current-schema', 'schema-id': -1 },
      ],
    });
  } catch (error) {
    throw asCommitError(error);
  }
}
