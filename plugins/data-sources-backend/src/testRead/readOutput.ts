/** What a connector's `preview` prints: lines of JSON, of which one holds the rows. */
import { TestRead } from '@254carbon/backstage-plugin-platform-common';
import { z } from 'zod';

const RowSchema = z.record(z.string(), z.unknown());
const QualitySchema = z
  .object({
    check: z.string(),
    severity: z.enum(['warn', 'fail']).catch('fail'),
    outcome: z.enum(['pass', 'warn', 'fail']),
    observed: z.string().default(''),
    expected: z.string().default(''),
    /** Both in one sentence; what the runtime says today. */
    message: z.string().optional(),
  })
  .transform(({ check, severity, outcome, observed, expected, message }) => ({
    check,
    outcome: outcome === 'fail' ? severity : outcome,
    message: message ?? (expected ? `${observed} Expected: ${expected}` : observed),
  }));
const ColumnSchema = z.object({ name: z.string(), type: z.string() });

const PreviewLineSchema = z.object({
  rows: z.array(RowSchema),
  columns: z.array(ColumnSchema).optional(),
  quality: z.array(QualitySchema).default([]),
  requests: z.array(z.string()).default([]),
  rejected: z
    .union([z.number(), z.array(z.unknown()).transform(list => list.length)])
    .default(0),
});

/** What was read, as far as the connector says it. */
export type ReadOutput = Pick<
  TestRead,
  'rows' | 'columns' | 'quality' | 'requests' | 'rejected'
>;

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  return value === null ? 'null' : typeof value;
}

/** Names and types of columns as the rows show them; a column with values of two types says both. */
export function inferColumns(
  rows: readonly Record<string, unknown>[],
): TestRead['columns'] {
  const types = new Map<string, Set<string>>();
  for (const row of rows) {
    for (const [name, value] of Object.entries(row)) {
      const known = types.get(name) ?? new Set();
      if (value !== null && value !== undefined) known.add(typeOf(value));
      types.set(name, known);
    }
  }
  return [...types].map(([name, known]) => ({
    name,
    type: [...known].sort().join(' or ') || 'null',
  }));
}

function parseLine(line: string): unknown {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Finds the rows in what a connector printed; undefined when it printed none. */
export function readOutput(output: string): ReadOutput | undefined {
  for (const line of output.split('\n').reverse()) {
    const parsed = PreviewLineSchema.safeParse(parseLine(line.trim()));
    if (!parsed.success) continue;
    const { rows, columns, quality, requests, rejected } = parsed.data;
    return {
      rows,
      columns: columns ?? inferColumns(rows),
      quality,
      requests,
      rejected,
    };
  }
  return undefined;
}

/** The last sentence that a connector printed, for when it printed no rows. */
export function lastWords(output: string): string {
  const lines = output.split('\n').map(line => line.trim());
  const said = lines.reverse().find(line => line !== '') ?? 'it said nothing';
  const parsed = z
    .object({ message: z.string() })
    .or(z.object({ error: z.string() }))
    .safeParse(parseLine(said));
  if (!parsed.success) return said.slice(0, 400);
  return (
    'message' in parsed.data ? parsed.data.message : parsed.data.error
  ).slice(0, 400);
}
