/** A new table's document: fresh ids for its columns, and its partitions and order told in those. */
import { randomUUID } from 'node:crypto';
import { badRequest } from './CatalogError';
import type {
  IcebergField,
  IcebergSchema,
  IcebergType,
  PartitionSpec,
  SortOrder,
  TableMetadata,
} from './types';

const PRIMITIVE =
  /^(boolean|int|long|float|double|date|time|timestamp|timestamptz|string|uuid|binary|fixed\[\d+\]|decimal\(\s*\d+\s*,\s*\d+\s*\))$/;
const FIRST_PARTITION_ID = 1000;

/** What a client asks for. */
export interface CreateRequest {
  name: string;
  location?: string;
  schema: IcebergSchema;
  'partition-spec'?: PartitionSpec;
  'write-order'?: SortOrder;
  'stage-create'?: boolean;
  properties?: Record<string, string>;
}

/** Gives ids from 1: a struct's fields first, then what is in them, as the reference implementation does. */
class FreshIds {
  last = 0;
  readonly byOld = new Map<number, number>();

  #next(old: number | undefined): number {
    this.last += 1;
    if (old !== undefined) this.byOld.set(old, this.last);
    return this.last;
  }

  fields(fields: readonly IcebergField[]): IcebergField[] {
    const numbered = fields.map(field => ({
      ...field,
      id: this.#next(field.id),
      required: field.required === true,
    }));
    return numbered.map(field => ({ ...field, type: this.#type(field.type) }));
  }

  #type(type: IcebergType): IcebergType {
    if (typeof type === 'string') {
      if (!PRIMITIVE.test(type)) {
        throw badRequest(`Cannot parse type string to primitive: ${type}`);
      }
      return type;
    }
    if (type.type === 'struct') {
      return { type: 'struct', fields: this.fields(type.fields) };
    }
    if (type.type === 'list') {
      const id = this.#next(type['element-id']);
      return { ...type, 'element-id': id, element: this.#type(type.element) };
    }
    const key = this.#next(type['key-id']);
    const value = this.#next(type['value-id']);
    return {
      ...type,
      'key-id': key,
      'value-id': value,
      key: this.#type(type.key),
      value: this.#type(type.value),
    };
  }
}

function assertSchema(schema: IcebergSchema | undefined): IcebergSchema {
  if (!schema || !Array.isArray(schema.fields)) {
    throw badRequest('Invalid schema: null');
  }
  const names = schema.fields.map(field => field.name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) {
    throw badRequest(`Invalid schema: multiple fields for name ${twice}`);
  }
  return schema;
}

function renumber(ids: ReadonlyMap<number, number>, source: number): number {
  const id = ids.get(source);
  if (id === undefined) {
    throw badRequest(`Cannot find source column with field id ${source}`);
  }
  return id;
}

/**
 * The first document of a table.
 *
 * @throws CatalogError 400 for a schema, partition or order that makes no sense
 */
export function createMetadata(
  request: CreateRequest,
  origin: { location: string; now: number },
): TableMetadata {
  const schema = assertSchema(request.schema);
  const ids = new FreshIds();
  const fields = ids.fields(schema.fields);
  const identifiers = (schema['identifier-field-ids'] ?? []).map(id =>
    renumber(ids.byOld, id),
  );
  const partition = (request['partition-spec']?.fields ?? []).map(
    (field, at) => ({
      ...field,
      'source-id': renumber(ids.byOld, field['source-id']),
      'field-id': FIRST_PARTITION_ID + at,
    }),
  );
  const order = (request['write-order']?.fields ?? []).map(field => ({
    ...field,
    'source-id': renumber(ids.byOld, field['source-id']),
  }));
  const orderId = order.length > 0 ? 1 : 0;
  const { 'format-version': version = '2', ...properties } =
    request.properties ?? {};
  if (version !== '1' && version !== '2') {
    throw badRequest(`Unsupported format version: v${version}`);
  }
  return {
    'format-version': Number(version),
    'table-uuid': randomUUID(),
    location: origin.location,
    'last-sequence-number': 0,
    'last-updated-ms': origin.now,
    'last-column-id': ids.last,
    'current-schema-id': 0,
    schemas: [
      {
        type: 'struct',
        'schema-id': 0,
        ...(identifiers.length > 0
          ? { 'identifier-field-ids': identifiers }
          : {}),
        fields,
      },
    ],
    'default-spec-id': 0,
    'partition-specs': [{ 'spec-id': 0, fields: partition }],
    'last-partition-id': FIRST_PARTITION_ID - 1 + partition.length,
    'default-sort-order-id': orderId,
    'sort-orders': [{ 'order-id': orderId, fields: order }],
    properties,
    'current-snapshot-id': -1,
    refs: {},
    snapshots: [],
    statistics: [],
    'snapshot-log': [],
    'metadata-log': [],
  };
}
