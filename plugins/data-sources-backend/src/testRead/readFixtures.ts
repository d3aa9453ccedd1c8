import { TestRead } from '@254carbon/backstage-plugin-platform-common';
import { z } from 'zod';
import { inferColumns } from './readOutput';

const ListSchema = z.array(z.record(z.string(), z.unknown())).min(1);
/** The rows alone, or beside what else the test must know. */
const RowsSchema = z.union([
  ListSchema,
  z.object({ rows: ListSchema }).transform(({ rows }) => rows),
]);
/** The rows that the generated repository's own test expects of its fixtures. */
const EXPECTED = 'test/expected.json';
const MOST_ROWS = 20;

/**
 * Rows from the files that would be written: those that its fixtures must become. They are samples that were recorded or made
 * up, never read from a source, and are marked so.
 */
export function readFixtures(
  files: ReadonlyMap<string, Buffer>,
  reason: string,
): TestRead {
  const text = files.get(EXPECTED)?.toString('utf8');
  let rows: Record<string, unknown>[] = [];
  try {
    const parsed = RowsSchema.safeParse(JSON.parse(text ?? 'null'));
    rows = parsed.success ? parsed.data.slice(0, MOST_ROWS) : [];
  } catch {
    // The file is no JSON; the validators say so, and here are no rows.
  }
  const shown =
    rows.length > 0
      ? 'These rows are the sample of the repository’s fixtures and were read from nowhere.'
      : 'The repository carries no sample either.';
  return {
    from: 'fixtures',
    reason: `${reason} ${shown}`,
    rows,
    columns: inferColumns(rows),
    quality: [],
    requests: [],
    rejected: 0,
    milliseconds: 0,
  };
}
