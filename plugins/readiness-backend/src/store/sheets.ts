/**
 * Sheets taken apart: which verdicts they list, and until when each of those was in force. A sheet's verdict holds until the
 * first row of its own that begins under the sheet, or until the sheet ends; see `Standing.ts`.
 */
import { Knex } from 'knex';
import { isSqlite } from './jsonTable';
import { TimelineRow } from './rows';

/** A verdict that a sheet lists, as a row of the timeline. */
export type ListedRow = Pick<
  TimelineRow,
  'subject' | 'name' | 'since' | 'until'
> & { ref: string };

/** SQL of the timeline `t` beside a table `x` of what its sheets list: `key` is the rule, `value` the id of the verdict. */
export function listedTable(knex: Knex): string {
  const table = 'readiness_timeline as t';
  return isSqlite(knex)
    ? `${table} join json_each(t.body) as x`
    : `${table} cross join lateral json_each_text(t.body::json) as x`;
}

/** The sheets that a condition chooses (on `t`), taken apart; the columns are those of the timeline. */
export function selectListed(
  knex: Knex,
  choose: (query: Knex.QueryBuilder) => void,
): Knex.QueryBuilder {
  const query = knex
    .from(knex.raw(listedTable(knex)))
    .where('t.kind', 'sheet')
    .select(
      knex.raw(`'verdict' as kind`),
      't.subject',
      'x.key as name',
      't.since',
      't.until',
      'x.value as ref',
      knex.raw('null as body'),
      knex.raw('null as detail'),
      knex.raw('1 as listed'),
    );
  choose(query);
  return query;
}

/** What a sheet lists; nothing for a row that is none. */
export function listedIn(row: TimelineRow): ListedRow[] {
  if (row.kind !== 'sheet') return [];
  const refs: Record<string, string> = JSON.parse(row.body ?? '{}');
  const { subject, since, until } = row;
  return Object.entries(refs).map(([name, ref]) => ({
    subject,
    name,
    since,
    until,
    ref,
  }));
}

/**
 * Rows of one moment in the order in which they hold: what sheets list first, without what rows of their own have taken the place of.
 */
export function sheetsFirst<
  R extends Pick<TimelineRow, 'kind' | 'subject' | 'name' | 'until'> & {
    listed: number;
  },
>(rows: readonly R[]): R[] {
  const keyOf = ({ subject, name }: R) => `${subject} ${name}`;
  const own = new Set(
    rows
      .filter(
        row => row.kind === 'verdict' && !row.listed && row.until === null,
      )
      .map(keyOf),
  );
  return rows
    .filter(row => !row.listed || !own.has(keyOf(row)))
    .sort((a, b) => b.listed - a.listed);
}

/**
 * What sheets list, with the ends that it really had.
 *
 * @param own - Rows of verdicts of their own, of the same services and rules at least.
 */
export function cutListed(
  listed: readonly ListedRow[],
  own: readonly Pick<TimelineRow, 'subject' | 'name' | 'since'>[],
): ListedRow[] {
  const begins = new Map<string, string[]>();
  for (const { subject, name, since } of own) {
    const key = `${subject} ${name}`;
    begins.set(key, [...(begins.get(key) ?? []), since]);
  }
  return listed.map(row => {
    const next = (begins.get(`${row.subject} ${row.name}`) ?? [])
      .filter(since => since > row.since)
      .sort()
      .at(0);
    const isCut = next && (row.until === null || next < row.until);
    return isCut ? { ...row, until: next } : row;
  });
}
