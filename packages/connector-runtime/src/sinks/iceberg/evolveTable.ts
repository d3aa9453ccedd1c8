/*
 * A table in the catalog that fits the declared columns: made, or widened by the columns it lacks. Ids belong to the
 * catalog; what is there is never changed, only added to.
 */
import type { CommitTableRequest, CreateTableRequest } from 'iceberg-js';
import { ConnectorError } from '../../errors';
import { assertTable, typeText } from '../columnTypes';
import { storedColumnsOf } from '../rowMarks';
import { missingColumns } from '../objects/storedSchema';
import type { SinkPorts } from '../ask';
import type { SchemaChange, TableSpec } from '../types';
import type { TableCatalog } from './tableCatalog';
import type { TableView } from './tableView';

const ATTEMPTS = 6;
const PAUSE_MS = 100;

/** Iceberg allows no double in a key. */
function mayIdentify(type: string): boolean {
  return type !== 'double' && type !== 'float';
}

function createRequest(table: TableSpec): CreateTableRequest {
  const fields = storedColumnsOf(table).map((column, index) => ({
    id: index + 1,
    name: column.name,
    type: typeText(column.type),
    required: !column.nullable,
  }));
  const identifiers = fields.filter(field => field.required);
  const by = table.partitionBy;
  const source = fields.find(field => field.name === by?.column);
  return {
    name: table.name,
    schema: {
      type: 'struct',
      'schema-id': 0,
      fields,
      ...(identifiers.every(field => mayIdentify(field.type))
        ? { 'identifier-field-ids': identifiers.map(field => field.id) }
        : {}),
    },
    'partition-spec': {
      'spec-id': 0,
      fields:
        by && source
          ? [
              {
                'source-id': source.id,
                'field-id': 1000,
                name: `${by.column}_${by.transform}`,
                transform: by.transform,
              },
            ]
          : [],
    },
    'write-order': { 'order-id': 0, fields: [] },
    properties: {
      'format-version': '2',
      'write.format.default': 'parquet',
      'write.parquet.compression-codec': 'snappy',
    },
  };
}

function addRequest(
  view: TableView,
  missing: ReturnType<typeof missingColumns>,
): CommitTableRequest {
  const added = missing.map((column, index) => ({
    id: view.lastColumnId + 1 + index,
    name: column.name,
    type: typeText(column.type),
    required: false,
  }));
  return {
    requirements: [
      { type: 'assert-table-uuid', uuid: view.uuid },
      { type: 'assert-current-schema-id', 'current-schema-id': view.schemaId },
      {
        type: 'assert-last-assigned-field-id',
        'last-assigned-field-id': view.lastColumnId,
      },
    ],
    updates: [
      {
        action: 'add-schema',
        schema: {
          type: 'struct',
          fields: [
            ...view.fields.map(({ id, name, type, required }) => ({
              id,
              name,
              type,
              required,
            })),
            ...added,
          ],
          ...(view.identifierIds.length > 0
            ? { 'identifier-field-ids': [...view.identifierIds] }
            : {}),
        },
        'last-column-id': view.lastColumnId + added.length,
      },
      { action: 'set-current-schema', 'schema-id': -1 },
    ],
  };
}

function lacks(
  view: TableView,
  table: TableSpec,
): ReturnType<typeof missingColumns> {
  // Catalogs differ in blanks: decimal(38,9) and decimal(38, 9) are one type.
  const there = new Map(
    view.fields.map(field => [field.name, field.type.replace(/,\s*/, ', ')]),
  );
  const missing = missingColumns(table, there);
  const declared = new Set(storedColumnsOf(table).map(column => column.name));
  const stray = view.fields.find(
    field => field.required && !declared.has(field.name),
  );
  if (stray) {
    throw new ConnectorError(
      'contract',
      `The table ${table.namespace}.${table.name} requires '${stray.name}', which the stream does not have; make that column optional in the table.`,
    );
  }
  return missing;
}

/**
 * Creates the table, or adds what it lacks.
 *
 * @throws ConnectorError `contract` when what is there cannot take the declared columns.
 */
export async function evolveTable(options: {
  catalog: TableCatalog;
  table: TableSpec;
  ports: SinkPorts;
}): Promise<readonly SchemaChange[]> {
  const { catalog, table, ports } = options;
  assertTable(table);
  let created = false;
  const added = new Map<string, string>();
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const view = await catalog.load(table);
    if (!view) {
      await catalog.create(table, createRequest(table));
      created = true;
      continue;
    }
    const missing = lacks(view, table);
    if (missing.length === 0) {
      const changes: SchemaChange[] = created
        ? [{ change: 'table-created' }]
        : [];
      for (const [column, type] of added) {
        changes.push({ change: 'column-added', column, type });
      }
      return changes;
    }
    for (const column of missing) {
      added.set(column.name, typeText(column.type));
    }
    await catalog.tryCommit(table, addRequest(view, missing));
    if (attempt > 1) {
      await ports.clock.sleep(Math.floor(ports.random() * PAUSE_MS * attempt));
    }
  }
  throw new ConnectorError(
    'unavailable',
    `The table ${table.namespace}.${table.name} could not be made to fit in ${ATTEMPTS} attempts; look at the catalog's log, then run again.`,
  );
}
