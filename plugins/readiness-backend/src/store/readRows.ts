/** What is asked of the tables, one function a question. */
import { Knex } from 'knex';
import { ReportWish } from './ReadinessStore';
import { LoadedRow, ThingKind } from './rows';

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
const STATE: readonly ThingKind[] = ['settings', 'score', 'verdict'];

function selectRows(knex: Knex, { light }: ReportWish): Knex.QueryBuilder {
  const query = knex('readiness_timeline as t')
    .leftJoin('readiness_verdicts as v', 'v.id', 't.ref')
    .leftJoin('readiness_contents as c', 'c.digest', 't.ref')
    .whereIn('t.kind', STATE)
    .select(
      't.kind',
      't.subject',
      't.name',
      't.since',
      't.until',
      't.ref',
      't.body',
      't.detail',
      'v.outcome',
      'v.stale',
      'v.summary',
      'c.content',
    );
  return light ? query : query.select('v.detail as proof');
}

/** Everything that is in force. */
export async function readInForce(knex: Knex): Promise<LoadedRow[]> {
  return selectRows(knex, {}).whereNull('t.until');
}

/** What began after an instant and is in force, and what ended after it. */
export async function readNews(
  knex: Knex,
  after: string,
): Promise<LoadedRow[]> {
  return selectRows(knex, {}).where(either =>
    either
      .where(begun => begun.whereNull('t.until').where('t.since', '>', after))
      .orWhere('t.until', '>', after),
  );
}

/** What was in force at an instant; as if nothing of it had ended. */
export async function readAt(
  knex: Knex,
  instant: string,
  wish: ReportWish,
): Promise<LoadedRow[]> {
  const { serviceId } = wish;
  const query = selectRows(knex, wish)
    .where('t.since', '<=', instant)
    .where(either =>
      either.whereNull('t.until').orWhere('t.until', '>', instant),
    )
    .where(either =>
      either.whereNot('t.kind', 'score').orWhere('t.subject', 'service'),
    );
  if (serviceId !== undefined)
    query.where(either =>
      either
        .where('t.kind', 'settings')
        .orWhere({ 't.kind': 'verdict', 't.subject': serviceId })
        .orWhere({ 't.kind': 'score', 't.name': serviceId }),
    );
  const rows: LoadedRow[] = await query;
  return rows.map(row => ({ ...row, until: null }));
}
