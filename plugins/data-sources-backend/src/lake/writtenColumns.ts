import {
  CheckedConnector,
  ConnectorSpec,
  LakeColumn,
  planConnector,
} from '@254carbon/backstage-plugin-platform-common';

/** Rows of the others go to files, to a bucket or to a topic. */
const LAKE_SINKS: readonly ConnectorSpec['sink'][] = ['trino', 'iceberg'];

/**
 * Types of columns as the sinks of connector-runtime make them (`lakeTypeOf`); a decimal that does not say its digits has 38, 9
 * of them after the point.
 */
const TYPES = {
  string: 'string',
  number: 'double',
  integer: 'long',
  decimal: 'decimal(38, 9)',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamptz',
} as const;

/** Columns that a connector would write into its table; undefined when it writes into none, or the form is not complete. */
export function writtenColumns(
  checked: CheckedConnector | undefined,
): LakeColumn[] | undefined {
  if (!checked?.ok) return undefined;
  const { spec } = checked;
  if (!LAKE_SINKS.includes(spec.sink) || spec.kind === 'websocket-kafka')
    return undefined;
  const { columns, primaryKey } = planConnector(spec);
  return columns.map(({ name, type }) => ({
    name,
    type: TYPES[type],
    required: primaryKey.includes(name),
  }));
}
