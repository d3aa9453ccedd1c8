/** The documents of an Iceberg table, by the names that the specification gives their fields. */

/** A whole number of 64 bits: a number when that is exact, else a bigint. */
export type Long = number | bigint;

/** A type of a column: a word such as `long` or `decimal(38,9)`, or a nested one. */
export type IcebergType =
  | string
  | { type: 'struct'; fields: IcebergField[] }
  | {
      type: 'list';
      'element-id': number;
      element: IcebergType;
      'element-required': boolean;
    }
  | {
      type: 'map';
      'key-id': number;
      key: IcebergType;
      'value-id': number;
      value: IcebergType;
      'value-required': boolean;
    };

/** A column. */
export interface IcebergField {
  id: number;
  name: string;
  required: boolean;
  type: IcebergType;
  doc?: string;
}

/** The columns of a table at one time. */
export interface IcebergSchema {
  type: 'struct';
  'schema-id'?: number;
  'identifier-field-ids'?: number[];
  fields: IcebergField[];
}

/** One way to partition by. */
export interface PartitionField {
  'source-id': number;
  'field-id'?: number;
  name: string;
  /** `identity`, `day`, `bucket[16]`, ... */
  transform: string;
}

/** How files are told apart. */
export interface PartitionSpec {
  'spec-id'?: number;
  fields: PartitionField[];
}

/** How rows are ordered. */
export interface SortOrder {
  'order-id'?: number;
  fields: {
    'source-id': number;
    transform: string;
    direction: string;
    'null-order': string;
  }[];
}

/** One state of the table. */
export interface Snapshot {
  'snapshot-id': Long;
  'parent-snapshot-id'?: Long;
  'sequence-number'?: Long;
  'timestamp-ms': number;
  'manifest-list': string;
  summary: Record<string, string>;
  'schema-id'?: number;
}

/** A name for a snapshot. */
export interface SnapshotRef {
  'snapshot-id': Long;
  type: 'branch' | 'tag';
  [option: string]: unknown;
}

/** The whole document of a table. */
export interface TableMetadata {
  'format-version': number;
  'table-uuid': string;
  location: string;
  'last-sequence-number': Long;
  'last-updated-ms': number;
  'last-column-id': number;
  'current-schema-id': number;
  schemas: IcebergSchema[];
  'default-spec-id': number;
  'partition-specs': PartitionSpec[];
  'last-partition-id': number;
  'default-sort-order-id': number;
  'sort-orders': SortOrder[];
  properties: Record<string, string>;
  'current-snapshot-id': Long;
  refs: Record<string, SnapshotRef>;
  snapshots: Snapshot[];
  statistics: Record<string, unknown>[];
  'snapshot-log': { 'snapshot-id': Long; 'timestamp-ms': number }[];
  'metadata-log': { 'metadata-file': string; 'timestamp-ms': number }[];
}

/** One change of a commit; which other fields it has depends on the action. */
export interface TableUpdate {
  action: string;
  [field: string]: unknown;
}

/** One condition of a commit; which other fields it has depends on the type. */
export interface TableRequirement {
  type: string;
  [field: string]: unknown;
}

/** A table of the catalog. */
export interface CatalogTable {
  metadata: TableMetadata;
  /** `s3://...metadata.json`; absent for one that is only staged. */
  'metadata-location'?: string;
}

/** Where a table is. */
export interface TableName {
  namespace: readonly string[];
  name: string;
}

/** `raw.prices`, for people. */
export function showName({ namespace, name }: TableName): string {
  return [...namespace, name].join('.');
}
