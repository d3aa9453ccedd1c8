/*
 * Three shapes in which sources write rows: a list of objects, a table whose first row is the header (columns are read
 * by name, never by position: servers append some), and an object keyed by date.
 */
import type { StreamDeclaration } from '../declaration';
import { ConnectorError } from '../errors';
import { valueAt } from '../places';

function contract(stream: StreamDeclaration, found: string): ConnectorError {
  return new ConnectorError(
    'contract',
    `The answer has no ${found} at '${
      stream.recordsAt || 'its top'
    }'; correct recordsAt, the shape or the path of the stream '${
      stream.name
    }'.`,
  );
}

function fromTable(
  stream: StreamDeclaration,
  rows: readonly unknown[],
): readonly unknown[] {
  const [header, ...rest] = rows;
  if (!Array.isArray(header)) {
    throw contract(stream, 'table with a header');
  }
  const names = header.map(name => String(name));
  return rest.map(row => {
    if (!Array.isArray(row)) {
      return row;
    }
    const record = new Map<string, unknown>();
    for (const [index, value] of row.entries()) {
      const name = names[index] ?? `unnamed_${index + 1}`;
      if (!record.has(name)) {
        record.set(name, value);
      }
    }
    return Object.fromEntries(record);
  });
}

function fromKeyed(
  stream: StreamDeclaration,
  keyed: object,
): readonly unknown[] {
  const column = stream.keyColumn ?? 'key';
  return Object.entries(keyed).map(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value, [column]: key }
      : { [column]: key, value },
  );
}

/**
 * The records of a parsed answer.
 *
 * @throws ConnectorError `contract` when they are not where and not what was declared.
 */
export function shapeRecords(
  stream: StreamDeclaration,
  document: unknown,
): readonly unknown[] {
  const found =
    stream.recordsAt === '' ? document : valueAt(document, stream.recordsAt);
  if (stream.shape === 'keyed') {
    if (typeof found !== 'object' || found === null || Array.isArray(found)) {
      throw contract(stream, 'object of rows');
    }
    return fromKeyed(stream, found);
  }
  if (!Array.isArray(found)) {
    throw contract(stream, 'list');
  }
  return stream.shape === 'table' ? fromTable(stream, found) : found;
}
