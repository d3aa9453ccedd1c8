/** The statements of one judgement: the proof of the right to write, and one more for every two thousand rows of each kind. */
import {
  LeaseLost,
  LeaseTerm,
} from '@254carbon/backstage-plugin-platform-node';
import { Knex } from 'knex';
import { Columns, inChunks, storableJson } from './jsonTable';
import { JudgementWrite } from './planWrite';
import { WRITER_ID, WRITER_TABLE, WriterRow } from './readRows';
import { verdictRow } from './recordRows';
import { ContentRow, ThingKey, TimelineRow, VerdictRow } from './rows';
import { insertRows, rowTable } from './rowTable';

const KEY: Columns<keyof ThingKey> = {
  kind: 'text',
  subject: 'text',
  name: 'text',
};
const TIMELINE: Columns<keyof TimelineRow> = {
  ...KEY,
  since: 'text',
  until: 'text',
  ref: 'text',
  body: 'text',
  detail: 'text',
};
const VERDICT: Columns<keyof VerdictRow> = {
  id: 'text',
  service_id: 'text',
  rule_id: 'text',
  rule_version: 'integer',
  facts_digest: 'text',
  outcome: 'text',
  stale: 'integer',
  summary: 'text',
  detail: 'text',
  facts: 'text',
  recorded_at: 'text',
};
const CONTENT: Columns<keyof ContentRow> = {
  digest: 'text',
  kind: 'text',
  content: 'text',
  stored_at: 'text',
};

/**
 * Moves the instant of the newest judgement on. The row stays locked until the end of the transaction, so no other replica
 * can take the right to write in between.
 *
 * @returns false when something at least as new has been judged.
 * @throws LeaseLost when the term has passed to another replica.
 */
async function moveOn(
  knex: Knex,
  term: LeaseTerm,
  next: { at: string; caveats: readonly string[]; news: boolean },
): Promise<boolean> {
  const { holder, fence } = term;
  const own = () =>
    knex<WriterRow>(WRITER_TABLE).where({ id: WRITER_ID, holder, fence });
  const count = await own()
    .where(either =>
      either.whereNull('judged_at').orWhere('judged_at', '<', next.at),
    )
    .update({
      judged_at: next.at,
      caveats: storableJson(next.caveats),
      kept_since: knex.raw('coalesce(kept_since, ?)', [next.at]),
      revision: knex.raw('revision + ?', [next.news ? 1 : 0]),
      // Whoever waits for this row sees that the holder lives.
      beat: knex.raw('beat + 1'),
    });
  if (count === 1) return true;
  if (await own().first('id')) return false;
  throw new LeaseLost('readiness');
}

async function endRows(
  tx: Knex,
  at: string,
  ended: readonly ThingKey[],
): Promise<void> {
  for (const chunk of inChunks(ended)) {
    const { sql, bindings } = rowTable(tx, KEY, chunk);
    await tx.raw(
      `update readiness_timeline set until = ? from ${sql}
       where readiness_timeline.until is null
         and readiness_timeline.kind = x.kind
         and readiness_timeline.subject = x.subject
         and readiness_timeline.name = x.name`,
      [at, ...bindings],
    );
  }
}

const same = <T>(row: T): T => row;

/**
 * Writes a plan, whole or not at all.
 *
 * @returns false when something at least as new has been judged; nothing is written then.
 * @throws LeaseLost when the term has passed to another replica.
 */
export async function writeJudgement(
  knex: Knex,
  term: LeaseTerm,
  write: JudgementWrite & { caveats: readonly string[] },
): Promise<boolean> {
  const { at, caveats, ended, begun, verdicts, contents } = write;
  const news = begun.length + ended.length > 0;
  const next = { at, caveats, news };
  if (!news) return moveOn(knex, term, next);
  return knex.transaction(async tx => {
    if (!(await moveOn(tx, term, next))) return false;
    await insertRows(tx, {
      table: 'readiness_contents',
      columns: CONTENT,
      items: contents,
      toRow: same,
      known: 'keep',
    });
    await insertRows(tx, {
      table: 'readiness_verdicts',
      columns: VERDICT,
      items: verdicts,
      toRow: named => verdictRow(named, at),
      known: 'rare',
    });
    await endRows(tx, at, ended);
    await insertRows(tx, {
      table: 'readiness_timeline',
      columns: TIMELINE,
      items: begun,
      toRow: same,
      known: 'fail',
    });
    return true;
  });
}
