/** The tables that tell what there is. */
import { SqlError, type SqlPlace } from '../SqlError';
import { BIGINT, VARCHAR, showType, type SqlRow, type SqlType } from '../types';
import { currentSchema } from '../../lake/writeFiles';
import { sourceOf, type EngineContext, type Source } from './context';
import { listSchemas, listTables, type WholeName } from './names';
import { tableFields } from './scanTable';

/** The schema that every catalog has. */
export const INFORMATION_SCHEMA = 'information_schema';

interface InformationTable {
  columns: readonly [name: string, type: SqlType][];
  rows(context: EngineContext, catalog: string): SqlRow[];
}

const texts = (...names: string[]) =>
  names.map((name): [string, SqlType] => [name, VARCHAR]);

/** Every schema, that of the information too. */
export function schemaNames(context: EngineContext): string[] {
  return [...listSchemas(context).keys(), INFORMATION_SCHEMA].sort();
}

function schemata(context: EngineContext, catalog: string): SqlRow[] {
  return schemaNames(context).map(schema => [catalog, schema]);
}

function tables(context: EngineContext, catalog: string): SqlRow[] {
  const own = informationTables().map(table => [
    catalog,
    INFORMATION_SCHEMA,
    table,
    'BASE TABLE',
  ]);
  const others = [...listSchemas(context).keys()].flatMap(schema =>
    [...(listTables(context, schema)?.keys() ?? [])].map(table => [
      catalog,
      schema,
      table,
      'BASE TABLE',
    ]),
  );
  return [...own, ...others];
}

function columns(context: EngineContext, catalog: string): SqlRow[] {
  return [...listSchemas(context).keys()].flatMap(schema =>
    [...(listTables(context, schema) ?? [])].flatMap(([shown, name]) => {
      const table = context.lake.loadTable(name);
      const whole = { catalog, schema, table: shown };
      const { fields } = currentSchema(table.metadata);
      return tableFields({ whole, name, table }).columns.map(
        (column, at): SqlRow => [
          catalog,
          schema,
          shown,
          column.name,
          BigInt(at + 1),
          null,
          fields[at].required ? 'NO' : 'YES',
          showType(column.type),
        ],
      );
    }),
  );
}

const TABLES: Readonly<Record<string, InformationTable>> = {
  schemata: { columns: texts('catalog_name', 'schema_name'), rows: schemata },
  tables: {
    columns: texts('table_catalog', 'table_schema', 'table_name', 'table_type'),
    rows: tables,
  },
  columns: {
    columns: [
      ...texts('table_catalog', 'table_schema', 'table_name', 'column_name'),
      ['ordinal_position', BIGINT],
      ...texts('column_default', 'is_nullable', 'data_type'),
    ],
    rows: columns,
  },
  views: {
    columns: texts(
      'table_catalog',
      'table_schema',
      'table_name',
      'view_definition',
    ),
    rows: () => [],
  },
};

/** Names of the tables of the information schema. */
export function informationTables(): string[] {
  return Object.keys(TABLES).sort();
}

/** A table of the information schema; undefined when the name is of another schema. @throws SqlError `TABLE_NOT_FOUND` */
export function openInformation(
  context: EngineContext,
  { catalog, schema, table }: WholeName,
  at: SqlPlace,
): Source | undefined {
  if (schema !== INFORMATION_SCHEMA) return undefined;
  if (!Object.hasOwn(TABLES, table)) {
    throw new SqlError(
      'TABLE_NOT_FOUND',
      `Table '${catalog}.${schema}.${table}' does not exist`,
      { at },
    );
  }
  const told = TABLES[table];
  return sourceOf(
    told.columns.map(([name, type]) => ({ name, type, qualifier: [] })),
    told.rows(context, catalog),
  );
}
