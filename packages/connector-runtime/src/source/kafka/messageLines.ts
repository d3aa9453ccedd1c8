/*
 * Messages as they are archived, a line of JSON each with key and value in base64, and the records that are in them.
 * A replay makes the same records from the same lines.
 */
import type { StreamDeclaration } from '../../declaration';
import { parseJson } from '../exactJson';
import type { KafkaStream } from '../kindDeclarations';
import type { KafkaMessage } from '../types';

/** A message in the archive; key and value in base64. */
export interface MessageLine {
  readonly partition: number;
  readonly offset: string;
  readonly timestamp: number;
  readonly key?: string;
  readonly value?: string;
}

/** A message as a line. */
export function lineOf(message: KafkaMessage): MessageLine {
  const { partition, offset, timestamp, key, value } = message;
  return {
    partition,
    offset,
    timestamp,
    ...(key && { key: Buffer.from(key).toString('base64') }),
    ...(value && { value: Buffer.from(value).toString('base64') }),
  };
}

/** Lines as they are archived. */
export function bytesOf(lines: readonly MessageLine[]): Buffer {
  return Buffer.from(lines.map(line => `${JSON.stringify(line)}\n`).join(''));
}

/** Archived lines. */
export function linesOf(bytes: Uint8Array): MessageLine[] {
  return Buffer.from(bytes)
    .toString()
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
}

function recordOf(
  line: MessageLine,
  kafka: KafkaStream,
  exact: boolean,
): unknown {
  const text = Buffer.from(line.value ?? '', 'base64').toString('utf8');
  let value: unknown;
  try {
    value = parseJson(text, exact);
  } catch {
    // The schema rejects it with the source's own words.
    return text;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value;
  }
  const key =
    line.key === undefined
      ? null
      : Buffer.from(line.key, 'base64').toString('utf8');
  const about = new Map<string, unknown>(
    Object.entries({ ...line, topic: kafka.topic, key }),
  );
  const metadata = Object.entries(kafka.metadata ?? {}).map(
    ([what, column]) => [column, about.get(what) ?? null],
  );
  return { ...value, ...Object.fromEntries(metadata) };
}

/** The records of messages. One without a value says that its key was deleted; tables here only grow, so it is none. */
export function readRecords(
  lines: readonly MessageLine[],
  kafka: KafkaStream,
  columns: NonNullable<StreamDeclaration['columns']>,
): unknown[] {
  const exact = Object.values(columns).some(one => one.as === 'decimal');
  return lines
    .filter(line => line.value !== undefined)
    .map(line => recordOf(line, kafka, exact));
}
