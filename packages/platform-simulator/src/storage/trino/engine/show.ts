/** SHOW and DESCRIBE. */
import { currentSchema } from '../../lake/writeFiles';
import { SqlError } from '../SqlError';
import type { Statement } from '../sql/ast';
import { VARCHAR, showType, type SqlRow } from '../types';
import { sourceOf, type EngineContext, type Source } from './context';
import {
  INFORMATION_SCHEMA,
  informationTables,
  openInformation,
  schemaNames,
} from './informationSchema';
import { openMetadataTable } from './metadataTables';
import {
  assertCatalog,
  findSchema,
  findTable,
  listTables,
  showWhole,
  wholeName,
  wholeSchema,
  type FoundTable,
} from './names';
import { tableFields } from './scanTable';
import { showPartition } from './tableProperties';

type Show<N extends Statement['node']> = Extract<Statement, { node: N }>;

function texts(names: readonly string[], rows: readonly SqlRow[]): Source {
  return sourceOf(
    names.map(name => ({ name, type: VARCHAR, qualifier: [] })),
    rows,
  );
}

/** Those that fit a pattern of LIKE. */
function fitting(names: readonly string[], like: string | undefined) {
  if (like === undefined) return names;
  const pattern = new RegExp(
    `^${like
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('%', '.*')
      .replaceAll('_', '.')}$`,
    's',
  );
  return names.filter(name => pattern.test(name));
}

const oneEach = (names: readonly string[]) => names.map(name => [name]);

function showCatalogs(
  { like }: Show<'showCatalogs'>,
  context: EngineContext,
): Source {
  const names = [...context.catalogs].sort();
  return texts(['Catalog'], oneEach(fitting(names, like)));
}

function showSchemas(
  { catalog = '', like, at }: Show<'showSchemas'>,
  context: EngineContext,
): Source {
  const told = catalog || context.catalog;
  if (!told) {
    throw new SqlError(
      'MISSING_CATALOG_NAME',
      'Catalog must be specified when session catalog is not set',
      { at },
    );
  }
  assertCatalog(context, told, at);
  return texts(['Schema'], oneEach(fitting(schemaNames(context), like)));
}

function showTables(
  { schema: told, like, at }: Show<'showTables'>,
  context: EngineContext,
): Source {
  if (!told && !context.schema) {
    throw new SqlError(
      'MISSING_SCHEMA_NAME',
      'Schema must be specified when session schema is not set',
      { at },
    );
  }
  const { schema } = wholeSchema(context, told ?? [context.schema ?? ''], at);
  if (schema === INFORMATION_SCHEMA) {
    return texts(['Table'], oneEach(fitting(informationTables(), like)));
  }
  findSchema(context, schema, at);
  const names = [...(listTables(context, schema)?.keys() ?? [])];
  return texts(['Table'], oneEach(fitting(names, like)));
}

async function showColumns(
  { table: name, like, at }: Show<'showColumns'>,
  context: EngineContext,
): Promise<Source> {
  const other =
    openInformation(context, wholeName(context, name, at), at) ??
    (await openMetadataTable(context, name, at));
  const found = other ? undefined : findTable(context, name, at);
  const fields = found ? currentSchema(found.table.metadata).fields : [];
  const columns = other?.columns ?? (found ? tableFields(found).columns : []);
  const names = fitting(
    columns.map(column => column.name),
    like,
  );
  const rows = columns.flatMap((column, index) =>
    names.includes(column.name)
      ? [[column.name, showType(column.type), '', fields[index]?.doc ?? '']]
      : [],
  );
  return texts(['Column', 'Type', 'Extra', 'Comment'], rows);
}

const quoted = (name: string) =>
  /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

function createText(found: FoundTable): string {
  const { metadata } = found.table;
  const { fields } = currentSchema(metadata);
  const { columns } = tableFields(found);
  const lines = columns.map(
    (column, at) =>
      `   ${quoted(column.name)} ${showType(column.type)}${
        fields[at].required ? ' NOT NULL' : ''
      }`,
  );
  const spec = metadata['partition-specs'].find(
    one => one['spec-id'] === metadata['default-spec-id'],
  );
  const partitions = (spec?.fields ?? []).map(field => {
    const source = fields.find(({ id }) => id === field['source-id']);
    return text(showPartition(field, source?.name ?? ''));
  });
  const properties = [
    "   format = 'PARQUET'",
    `   format_version = ${metadata['format-version']}`,
    `   location = ${text(metadata.location)}`,
    ...(partitions.length > 0
      ? [`   partitioning = ARRAY[${partitions.join(',')}]`]
      : []),
  ];
  return `CREATE TABLE ${showWhole(found.whole)
    .split('.')
    .map(quoted)
    .join('.')} (\n${lines.join(',\n')}\n)\nWITH (\n${properties.join(
    ',\n',
  )}\n)`;
}

function showCreateTable(
  { table, at }: Show<'showCreateTable'>,
  context: EngineContext,
): Source {
  const found = findTable(context, table, at);
  return texts(['Create Table'], [[createText(found)]]);
}

/** What a SHOW shows; undefined for another statement. @throws SqlError */
export async function show(
  statement: Statement,
  context: EngineContext,
): Promise<Source | undefined> {
  switch (statement.node) {
    case 'showCatalogs':
      return showCatalogs(statement, context);
    case 'showSchemas':
      return showSchemas(statement, context);
    case 'showTables':
      return showTables(statement, context);
    case 'showColumns':
      return showColumns(statement, context);
    case 'showCreateTable':
      return showCreateTable(statement, context);
    default:
      return undefined;
  }
}
