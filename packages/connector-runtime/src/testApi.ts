import type { ConnectorDeclaration, StreamDeclaration } from './declaration';
import { defineConnector } from './declaration';
import type { ColumnSchema } from './schema';

/** One API of the seven: how it is declared, and a good answer of it. */
export interface TestApi {
  readonly declaration: ConnectorDeclaration;
  /** A good answer with the given values, in the order in which they are given. */
  answer(values: ReadonlyArray<string | null>): unknown;
  /** What the values become: column and value of the rows. */
  readonly valueColumn: string;
  /** Adds a column to every row of an answer, in its shape. */
  widen?(answer: unknown): unknown;
}

/** A column of text. */
export const text: ColumnSchema = { type: 'string' };
/** A column of exact digits. */
export const decimal: ColumnSchema = { type: ['string', 'null'], format: 'decimal' };

/** A stream with what all of them share. */
export function stream(
  given: Partial<StreamDeclaration> & Pick<StreamDeclaration, 'path'>,
  columns: Record<string, ColumnSchema>,
): StreamDeclaration {
  return {
    name: 'observations',
    parameters: {},
    pagination: { kind: 'none' },
    recordsAt: 'data',
    errorsAt: [],
    primaryKey: ['date'],
    maxRejectedRatio: 0,
    schema: {
      type: 'object',
      required: ['date'],
      additionalProperties: true,
      properties: { date: text, ...columns },
    },
    ...given,
  };
}

/** The day of a value. */
export const dates = (index: number) =>
  `2026-06-${String(index + 1).padStart(2, '0')}`;
/** A cursor by day. */
export const day = {
  field: 'date',
  granularity: 'day',
  initial: '2026-01-01',
  lookback: 5,
} as const;

/** A connector of one source. */
export function connector(
  source: string,
  given: Omit<ConnectorDeclaration, 'name' | 'source'>,
): ConnectorDeclaration {
  return defineConnector({ name: `${source}-prices`, source, ...given });
}

