/** What is asked of the tables, one function a question. */
import { Knex } from 'knex';
import { ReportWish } from './ReadinessStore';
import { LoadedRow, ThingKind } from './rows';
import { selectListed, sheetsFirst } from './sheets';

/** The row that says who writes, and when was judged last. */
export const WRITER_TABLE = 'readiness_writer';
/** Its id. */
export const WRITER_ID = 'readiness';

/** The row of {@link WRITER_TABLE}. */
export interface WriterRow {
  id: string;
  holder: string | null;
  fence: number;
  beat: number;
  judged_at: string | null;
  /** Grows whenever something begins or ends. */
  revision: number;
  /** JSON. */
  caveats: string | null;
  /** Everything that was in force is known from here on. */
  kept_since: string | null;
}

/** When was judged last. */
export interface Head {
  judgedAt: string;
  revision: number;
  caveats: string[];
  keptSince: string;
}

/** Reads when was judged last; `undefined` before the first judgement. */
export async function readHead(knex: Knex): Promise<Head | undefined> {
  const row = await knex<WriterRow>(WRITER_TABLE)
    .where({ id: WRITER_ID })
    .first('judged_at', 'revision', 'caveats', 'kept_since');
  if (!row?.judged_at) return undefined;
  return {
    judgedAt: row.judged_at,
    revision: row.revision,
    caveats: JSON.parse(row.caveats ?? '[]'),
    keptSince: row.kept_since ?? row.judged_at,
  };
}

/** Kinds that make up a report. */
const STATE: readonly ThingKind[] = ['settings', 'score', 'sheet', 'verdict'];

type Choice = (query: Knex.QueryBuilder) => void;

/** Rows of the timeline, and what the sheets among them list as rows like the others. */
function selectState(
  knex: Knex,
  { rows, sheets }: { rows: Choice; sheets: Choice },
): Knex.QueryBuilder {
  const query = knex('readiness_timeline as t')
    .whereIn('t.kind', STATE)
    .select(
      't.kind',
      't.subject',
      't.name',
      't.since',
      't.until',
      't.ref',
      knex.raw(`case when t.kind = 'sheet' then null else t.body end as body`),
      't.detail',
      knex.raw('0 as listed'),
    );
  rows(query);
  return query.unionAll([selectListed(knex, sheets)]);
}

/** Rows with what they refer to, in any order. */
async function loadRows(
  knex: Knex,
  state: Knex.QueryBuilder,
  { light }: ReportWish = {},
): Promise<LoadedRow[]> {
  const query = knex
    .from(state.as('t'))
    .leftJoin('readiness_verdicts as v', 'v.id', 't.ref')
    .leftJoin('readiness_contents as c', 'c.digest', 't.ref')
    .select('t.*', 'v.outcome', 'v.stale', 'v.summary', 'c.content');
  return light ? query : query.select('v.detail as proof');
}

/** Everything that is in force. */
export async function readInForce(knex: Knex): Promise<LoadedRow[]> {
  const open: Choice = query => query.whereNull('t.until');
  const state = selectState(knex, { rows: open, sheets: open });
  return sheetsFirst(await loadRows(knex, state));
}

/** What began after an instant and is in force, and what ended after it. */
export async function readNews(
  knex: Knex,
  after: string,
): Promise<LoadedRow[]> {
  const begun: Choice = query =>
    query.whereNull('t.until').where('t.since', '>', after);
  const any: Choice = query =>
    query.where(either => either.where(begun).orWhere('t.until', '>', after));
  const state = selectState(knex, { rows: any, sheets: begun });
  return sheetsFirst(await loadRows(knex, state));
}

/** What was in force at an instant; as if nothing of it had ended. */
export async function readAt(
  knex: Knex,
  instant: string,
  wish: ReportWish,
): Promise<LoadedRow[]> {
  const { serviceId } = wish;
  const then: Choice = query => {
    chooseAt(query, instant);
    query.where(either =>
      either.whereNot('t.kind', 'score').orWhere('t.subject', 'service'),
    );
    if (serviceId === undefined) return;
    query.where(either =>
      either
        .where('t.kind', 'settings')
        .orWhere(own =>
          own
            .whereIn('t.kind', ['verdict', 'sheet'])
            .where('t.subject', serviceId),
        )
        .orWhere({ 't.kind': 'score', 't.name': serviceId }),
    );
  };
  const state = selectState(knex, { rows: then, sheets: then });
  const rows = await loadRows(knex, state, wish);
  return sheetsFirst(rows.map(row => ({ ...row, until: null })));
}

/** Rows of the timeline that were in force at an instant. */
export function chooseAt(query: Knex.QueryBuilder, instant: string): void {
  query
    .where('t.since', '<=', instant)
    .where(either =>
      either.whereNull('t.until').orWhere('t.until', '>', instant),
    );
}
