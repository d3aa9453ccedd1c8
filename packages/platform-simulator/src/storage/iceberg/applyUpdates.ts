/** The changes of a commit, applied to the document of a table. */
import { badRequest } from './CatalogError';
import {
  addSnapshot,
  removeSnapshotRef,
  removeSnapshots,
  setSnapshotRef,
  type Apply,
  type Draft,
} from './snapshotUpdates';
import type {
  IcebergSchema,
  IcebergType,
  PartitionSpec,
  SortOrder,
  TableMetadata,
  TableUpdate,
} from './types';

/** The largest id in a type. */
function largestId(type: IcebergType): number {
  if (typeof type === 'string') return 0;
  if (type.type === 'struct') {
    return Math.max(0, ...type.fields.flatMap(f => [f.id, largestId(f.type)]));
  }
  return type.type === 'list'
    ? Math.max(type['element-id'], largestId(type.element))
    : Math.max(
        type['key-id'],
        type['value-id'],
        largestId(type.key),
        largestId(type.value),
      );
}

/** The id that is free, or that of an equal one. */
function idFor<T extends object>(
  known: readonly T[],
  made: T,
  id: keyof T & string,
): { id: number; isNew: boolean } {
  const shape = (one: T) => JSON.stringify({ ...one, [id]: undefined });
  const same = known.find(one => shape(one) === shape(made));
  if (same) return { id: Number(same[id]), isNew: false };
  const largest = Math.max(-1, ...known.map(one => Number(one[id])));
  return { id: largest + 1, isNew: true };
}

const addSchema: Apply = (draft, update) => {
  const { table } = draft;
  const schema = update.schema as IcebergSchema | undefined;
  if (!schema?.fields) throw badRequest('Invalid schema: null');
  const { id, isNew } = idFor(table.schemas, schema, 'schema-id');
  if (isNew) {
    table.schemas = [...table.schemas, { ...schema, 'schema-id': id }];
  }
  table['last-column-id'] = Math.max(
    table['last-column-id'],
    Number(update['last-column-id'] ?? 0),
    largestId({ type: 'struct', fields: schema.fields }),
  );
  draft.lastSchema = id;
};

/** The told id, or that of the last one that this commit added. */
function chosen(told: unknown, last: number | undefined, what: string): number {
  if (Number(told) !== -1) return Number(told);
  if (last === undefined) {
    throw badRequest(
      `Cannot set last added ${what}: no ${what} has been added`,
    );
  }
  return last;
}

const setCurrentSchema: Apply = (draft, update) => {
  const id = chosen(update['schema-id'], draft.lastSchema, 'schema');
  if (!draft.table.schemas.some(schema => schema['schema-id'] === id)) {
    throw badRequest(`Cannot set current schema to unknown schema: ${id}`);
  }
  draft.table['current-schema-id'] = id;
};

const addSpec: Apply = (draft, update) => {
  const { table } = draft;
  const spec = update.spec as PartitionSpec | undefined;
  if (!spec?.fields) throw badRequest('Invalid partition spec: null');
  let last = table['last-partition-id'];
  const fields = spec.fields.map(field => {
    last += field['field-id'] === undefined ? 1 : 0;
    return { ...field, 'field-id': field['field-id'] ?? last };
  });
  const made: PartitionSpec = { 'spec-id': spec['spec-id'], fields };
  const { id, isNew } = idFor(table['partition-specs'], made, 'spec-id');
  if (isNew) {
    const specs = [...table['partition-specs'], { ...made, 'spec-id': id }];
    table['partition-specs'] = specs;
  }
  table['last-partition-id'] = Math.max(
    last,
    ...fields.map(field => field['field-id']),
  );
  draft.lastSpec = id;
};

const setDefaultSpec: Apply = (draft, update) => {
  const id = chosen(update['spec-id'], draft.lastSpec, 'partition spec');
  if (!draft.table['partition-specs'].some(spec => spec['spec-id'] === id)) {
    throw badRequest(
      `Cannot set default partition spec to unknown spec: ${id}`,
    );
  }
  draft.table['default-spec-id'] = id;
};

const addSortOrder: Apply = (draft, update) => {
  const { table } = draft;
  const order = update['sort-order'] as SortOrder | undefined;
  if (!order?.fields) throw badRequest('Invalid sort order: null');
  const made = { ...order, 'order-id': order['order-id'] };
  const found = idFor(table['sort-orders'], made, 'order-id');
  // 0 is the order of a table that has none.
  const unsorted = order.fields.length === 0;
  const id = unsorted ? 0 : Math.max(found.id, found.isNew ? 1 : found.id);
  if (found.isNew && !table['sort-orders'].some(o => o['order-id'] === id)) {
    table['sort-orders'] = [
      ...table['sort-orders'],
      { ...made, 'order-id': id },
    ];
  }
  draft.lastOrder = id;
};

const setDefaultSortOrder: Apply = (draft, update) => {
  const id = chosen(update['sort-order-id'], draft.lastOrder, 'sort order');
  if (!draft.table['sort-orders'].some(order => order['order-id'] === id)) {
    throw badRequest(`Cannot set default sort order to unknown order: ${id}`);
  }
  draft.table['default-sort-order-id'] = id;
};

const upgrade: Apply = ({ table }, update) => {
  const version = Number(update['format-version']);
  if (version < table['format-version'] || version > 2) {
    throw badRequest(
      `Cannot move table from v${table['format-version']} to v${version}`,
    );
  }
  table['format-version'] = version;
};

const setProperties: Apply = ({ table }, update) => {
  const told = (update.updates ?? update.updated) as Record<string, string>;
  table.properties = { ...table.properties, ...told };
};

const removeProperties: Apply = ({ table }, update) => {
  const removed = (update.removals ?? update.removed) as string[];
  table.properties = Object.fromEntries(
    Object.entries(table.properties).filter(([key]) => !removed.includes(key)),
  );
};

const actions: Readonly<Record<string, Apply>> = {
  'assign-uuid': ({ table }, { uuid }) => {
    table['table-uuid'] = String(uuid);
  },
  'upgrade-format-version': upgrade,
  'add-schema': addSchema,
  'set-current-schema': setCurrentSchema,
  'add-spec': addSpec,
  'add-partition-spec': addSpec,
  'set-default-spec': setDefaultSpec,
  'add-sort-order': addSortOrder,
  'set-default-sort-order': setDefaultSortOrder,
  'add-snapshot': addSnapshot,
  'set-snapshot-ref': setSnapshotRef,
  'remove-snapshots': removeSnapshots,
  'remove-snapshot-ref': removeSnapshotRef,
  'set-location': ({ table }, { location }) => {
    table.location = String(location);
  },
  'set-properties': setProperties,
  'remove-properties': removeProperties,
};

/**
 * The document after the changes; the one before is not touched.
 *
 * @throws CatalogError 400 for a change that makes no sense or that nobody knows
 */
export function applyUpdates(
  before: TableMetadata,
  updates: readonly TableUpdate[],
  now: number,
): TableMetadata {
  const draft: Draft = { table: { ...before }, now };
  for (const update of updates) {
    if (!Object.hasOwn(actions, update.action)) {
      throw badRequest(
        `Cannot convert metadata update action from json: ${update.action}`,
      );
    }
    actions[update.action](draft, update);
  }
  draft.table['last-updated-ms'] = Math.max(now, before['last-updated-ms']);
  return draft.table;
}
