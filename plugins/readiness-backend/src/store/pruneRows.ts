/**
 * Forgetting. What has ended carries the instant of its end, and goes by an index on it; what it referred to goes when
 * nothing refers to it any more. Only an end makes something unreferenced, so nothing is looked for when nothing had ended.
 */
import {
  LeaseLost,
  LeaseTerm,
} from '@254carbon/backstage-plugin-platform-node';
import { Knex } from 'knex';
import { isSqlite } from './jsonTable';
import { listedTable } from './sheets';
import { WRITER_ID, WRITER_TABLE, WriterRow } from './readRows';

/** Digests of the facts that stored verdicts rest on. */
function usedFacts(knex: Knex): string {
  return isSqlite(knex)
    ? `select json_extract(f.value, '$[1]') as digest from readiness_verdicts v, json_each(v.facts) f`
    : `select f.value ->> 1 as digest from readiness_verdicts v cross join lateral json_array_elements(v.facts::json) f`;
}

/** What a sheet lists and a row of its own has taken the place of is referred to by nobody once that was long ago. */
async function sweep(tx: Knex, before: string): Promise<number> {
  const verdicts = await tx('readiness_verdicts')
    .whereRaw(
      `id in (select id from readiness_verdicts
        except select ref from readiness_timeline where kind = 'verdict'
        except select x.value from ${listedTable(tx)} where t.kind = 'sheet'
          and not exists (select 1 from readiness_timeline o where o.kind = 'verdict' and o.subject = t.subject
            and o.name = x.key and o.since > t.since and o.since < ?))`,
      [before],
    )
    .delete();
  const settings = await tx('readiness_contents')
    .where({ kind: 'settings' })
    .whereNotExists(
      tx('readiness_timeline as t')
        .whereRaw('t.ref = readiness_contents.digest')
        .select(tx.raw('1')),
    )
    .delete();
  const facts = await tx('readiness_contents')
    .where({ kind: 'fact' })
    .whereRaw(
      `digest in (select digest from readiness_contents where kind = 'fact' except ${usedFacts(
        tx,
      )})`,
    )
    .delete();
  return verdicts + settings + facts;
}

/**
 * Forgets what ended before an instant.
 *
 * @returns how many rows went.
 * @throws LeaseLost when the term has passed to another replica.
 */
export async function pruneRows(
  knex: Knex,
  term: LeaseTerm,
  before: string,
): Promise<number> {
  const { holder, fence } = term;
  return knex.transaction(async tx => {
    const held = await tx<WriterRow>(WRITER_TABLE)
      .where({ id: WRITER_ID, holder, fence })
      .update({
        kept_since: tx.raw(
          'case when kept_since < ? then ? else kept_since end',
          [before, before],
        ),
      });
    if (held === 0) throw new LeaseLost('readiness');
    const ended = await tx('readiness_timeline')
      .where('until', '<', before)
      .delete();
    return ended === 0 ? 0 : ended + (await sweep(tx, before));
  });
}
