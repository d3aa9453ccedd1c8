/*
 * Rows by partition. A small table has one; a large one is cut by the day or month of a column, counted from 1970 as
 * the specification says.
 */
import { ConnectorError } from '../../errors';
import type { Row } from '../../schema';
import { timestampParts } from '../exactValues';
import type { FieldView, PartitionFieldView, TableView } from './tableView';

/** Rows of one partition. */
export interface PartitionRows {
  /** By the name of the partition field; days or months since 1970, or null. */
  readonly values: Readonly<Record<string, number | null>>;
  /** Folder of its files, with a final `/`; empty for a table without partitions. */
  readonly path: string;
  readonly rows: Row[];
}

function partOf(
  field: PartitionFieldView,
  source: FieldView,
  row: Row,
): { value: number | null; text: string } {
  const value = row[source.name] ?? null;
  if (value === null) {
    return { value: null, text: 'null' };
  }
  const { days, date } = timestampParts(source.name, String(value));
  if (field.transform === 'day') {
    return { value: days, text: date };
  }
  const [year, month] = date.split('-').map(Number);
  return { value: (year - 1970) * 12 + month - 1, text: date.slice(0, 7) };
}

/** @throws ConnectorError `configuration` when the table is cut in a way this package does not write. */
export function splitByPartition(
  view: TableView,
  rows: readonly Row[],
): PartitionRows[] {
  const fields = view.partition.map(field => {
    const source = view.fields.find(entry => entry.id === field.sourceId);
    if (!source || !['day', 'month'].includes(field.transform)) {
      throw new ConnectorError(
        'configuration',
        `The table is partitioned by ${field.transform} of a column, which the iceberg sink does not write; use the trino sink for it.`,
      );
    }
    return { field, source };
  });
  const parts = new Map<string, PartitionRows>();
  for (const row of rows) {
    const values: Record<string, number | null> = {};
    let path = '';
    for (const { field, source } of fields) {
      const { value, text } = partOf(field, source, row);
      values[field.name] = value;
      path += `${encodeURIComponent(field.name)}=${text}/`;
    }
    const part = parts.get(path) ?? { values, path, rows: [] };
    part.rows.push(row);
    parts.set(path, part);
  }
  return [...parts.values()];
}
