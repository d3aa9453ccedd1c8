/** From names in a statement to what they stand for in the catalog. */
import type { CatalogTable, TableName } from '../../iceberg/types';
import { SqlError, type SqlPlace } from '../SqlError';
import type { Name } from '../sql/ast';
import type { EngineContext } from './context';

/** A name with all its parts, in small letters. */
export interface WholeName {
  catalog: string;
  schema: string;
  table: string;
}

/** A table that is there. */
export interface FoundTable {
  whole: WholeName;
  name: TableName;
  table: CatalogTable;
}

/** @throws SqlError `CATALOG_NOT_FOUND` */
export function assertCatalog(
  context: EngineContext,
  catalog: string,
  at: SqlPlace,
): void {
  if (context.catalogs.includes(catalog)) return;
  throw new SqlError('CATALOG_NOT_FOUND', `Catalog '${catalog}' not found`, {
    at,
  });
}

/** The catalog that is told, or the session's. @throws SqlError */
export function wholeSchema(
  context: EngineContext,
  name: Name,
  at: SqlPlace,
): { catalog: string; schema: string } {
  if (name.length > 2) {
    throw new SqlError(
      'SYNTAX_ERROR',
      `Too many parts in schema name: ${name.join('.')}`,
      { at },
    );
  }
  const schema = name[name.length - 1];
  const catalog = name.length === 2 ? name[0] : context.catalog;
  if (!catalog) {
    throw new SqlError(
      'MISSING_CATALOG_NAME',
      'Catalog must be specified when session catalog is not set',
      { at },
    );
  }
  assertCatalog(context, catalog, at);
  return { catalog, schema };
}

/** The name with the session's defaults. @throws SqlError */
export function wholeName(
  context: EngineContext,
  name: Name,
  at: SqlPlace,
): WholeName {
  if (name.length > 3) {
    throw new SqlError(
      'SYNTAX_ERROR',
      `Too many dots in table name: ${name.join('.')}`,
      { at },
    );
  }
  const table = name[name.length - 1];
  const qualifier =
    name.length > 1 ? name.slice(0, -1) : [context.schema ?? ''];
  if (qualifier[qualifier.length - 1] === '') {
    throw new SqlError(
      'MISSING_SCHEMA_NAME',
      'Schema must be specified when session schema is not set',
      { at },
    );
  }
  return { ...wholeSchema(context, qualifier, at), table };
}

/** `iceberg.raw.prices`. */
export function showWhole({ catalog, schema, table }: WholeName): string {
  return [catalog, schema, table].join('.');
}

/** The schemas, in small letters as the engine sees them, with their own names. */
export function listSchemas(context: EngineContext): Map<string, string[]> {
  return new Map(
    context.lake.namespaces
      .list()
      .map(levels => [levels.join('.').toLowerCase(), levels]),
  );
}

/** The tables of a schema, in small letters, with their own names; undefined when there is no such schema. */
export function listTables(
  context: EngineContext,
  schema: string,
): Map<string, TableName> | undefined {
  const namespace = listSchemas(context).get(schema);
  return (
    namespace &&
    new Map(
      context.lake
        .listTables(namespace)
        .map(name => [name.toLowerCase(), { namespace, name }]),
    )
  );
}

/** @throws SqlError `SCHEMA_NOT_FOUND` */
export function findSchema(
  context: EngineContext,
  schema: string,
  at: SqlPlace,
): string[] {
  const found = listSchemas(context).get(schema);
  if (found) return found;
  throw new SqlError('SCHEMA_NOT_FOUND', `Schema '${schema}' does not exist`, {
    at,
  });
}

/** The table of this name; undefined when there is none. @throws SqlError for a catalog that is not there */
export function lookUpTable(
  context: EngineContext,
  name: Name,
  at: SqlPlace,
): FoundTable | undefined {
  const whole = wholeName(context, name, at);
  const found = listTables(context, whole.schema)?.get(whole.table);
  return found && { whole, name: found, table: context.lake.loadTable(found) };
}

/** @throws SqlError `CATALOG_NOT_FOUND`, `SCHEMA_NOT_FOUND`, `TABLE_NOT_FOUND` */
export function findTable(
  context: EngineContext,
  name: Name,
  at: SqlPlace,
): FoundTable {
  const found = lookUpTable(context, name, at);
  if (found) return found;
  const whole = wholeName(context, name, at);
  findSchema(context, whole.schema, at);
  throw new SqlError(
    'TABLE_NOT_FOUND',
    `Table '${showWhole(whole)}' does not exist`,
    { at },
  );
}
