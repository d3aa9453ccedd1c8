import {
  InForce,
  KeptFact,
  RemedySchema,
  StoredVerdict,
  Verdict,
  VerdictEvidenceSchema,
} from '@254carbon/backstage-plugin-platform-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { factsDigestOf } from './digestOf';
import { isSqlite } from './jsonTable';
import { readOverlay } from './overlay';
import { readFacts, readValues } from './readMemory';
import { VerdictQuestion } from './ReadinessStore';
import { TimelineRow, VerdictRow } from './rows';
import { cutListed, ListedRow, selectListed } from './sheets';

const ProofSchema = z.object({
  evidence: z.array(VerdictEvidenceSchema),
  remedy: RemedySchema.optional(),
});

/** When a verdict was in force, from a row of the timeline. */
export function readInForce(
  row: Pick<TimelineRow, 'since' | 'until' | 'body'>,
): InForce {
  const { exemption, manual } = readOverlay(row.body);
  return {
    since: row.since,
    ...(row.until === null ? {} : { until: row.until }),
    ...(exemption ? { exemption } : {}),
    ...(manual ? { manual } : {}),
  };
}

/** A stored verdict from its row, the values of its facts, and when it was in force. */
export function toStoredVerdict(
  row: VerdictRow,
  values: ReadonlyMap<string, KeptFact>,
  inForce: readonly InForce[],
): StoredVerdict {
  const { rule_id: ruleId, outcome, stale, summary } = row;
  const proof = ProofSchema.parse(JSON.parse(row.detail));
  const verdict: Verdict = {
    ruleId,
    outcome,
    stale: stale === 1,
    summary,
    ...proof,
  };
  return {
    id: row.id,
    serviceId: row.service_id,
    ruleId,
    ruleVersion: row.rule_version,
    factsDigest: factsDigestOf(row.facts_digest),
    recordedAt: row.recorded_at,
    verdict,
    facts: readFacts(row.facts).map(fact => {
      const kept = values.get(fact.digest);
      return kept && 'value' in kept ? { ...fact, value: kept.value } : fact;
    }),
    inForce: [...inForce],
  };
}

/** SQL: whether a verdict `v` was in force after an instant, by a row of its own or because a sheet lists it. */
function wasInForceAfter(knex: Knex): string {
  const lists = isSqlite(knex)
    ? 'instr(t.body, v.id) > 0'
    : 'strpos(t.body, v.id) > 0';
  return `exists (select 1 from readiness_timeline t where t.ref = v.id and (t.until is null or t.until > :since))
    or exists (select 1 from readiness_timeline t where t.kind = 'sheet' and t.subject = v.service_id
      and (t.until is null or t.until > :since) and ${lists}
      and not exists (select 1 from readiness_timeline o where o.kind = 'verdict' and o.subject = v.service_id
        and o.name = v.rule_id and o.since > t.since and o.since <= :since))`;
}

/** SQL: what comes after a verdict. The first condition says nothing new, but is what an index can begin at. */
const AFTER = `v.service_id >= :serviceId and (v.service_id > :serviceId
  or v.recorded_at < :recordedAt or (v.recorded_at = :recordedAt and v.id > :id))`;

/** The statement that finds the verdicts, in the order of {@link comparePlaces}. */
export function selectVerdicts(
  knex: Knex,
  question: VerdictQuestion,
): Knex.QueryBuilder {
  const { serviceId, ruleId, since, after, limit } = question;
  const query = knex<VerdictRow>('readiness_verdicts as v')
    .orderBy([
      { column: 'v.service_id' },
      { column: 'v.recorded_at', order: 'desc' },
      { column: 'v.id' },
    ])
    .limit(limit)
    .select('v.*');
  if (after) query.whereRaw(`(${AFTER})`, { ...after });
  if (serviceId) query.where('v.service_id', serviceId);
  if (ruleId) query.where('v.rule_id', ruleId);
  if (since) query.whereRaw(`(${wasInForceAfter(knex)})`, { since });
  return query;
}

function isSame(one: InForce, other: InForce): boolean {
  const { exemption, manual } = one;
  return (
    JSON.stringify([exemption, manual]) ===
    JSON.stringify([other.exemption, other.manual])
  );
}

/** Stretches one after the other, of which those that say the same and follow one another are one. */
function joinTimes(times: readonly InForce[]): InForce[] {
  const joined: InForce[] = [];
  for (const time of [...times].sort((a, b) => (a.since < b.since ? -1 : 1))) {
    const last = joined.at(-1);
    if (!last || last.until !== time.since || !isSame(last, time)) {
      joined.push(time);
      continue;
    }
    const { until: _, ...rest } = last;
    joined[joined.length - 1] = time.until
      ? { ...rest, until: time.until }
      : rest;
  }
  return joined;
}

/**
 * When verdicts were in force, by their ids.
 *
 * @param own - Rows of verdicts of their own: of the services and rules in question, all of them.
 * @param listed - What sheets of these services list.
 */
export function timesOf(
  own: readonly TimelineRow[],
  listed: readonly ListedRow[],
): Map<string, InForce[]> {
  const times = new Map<string, InForce[]>();
  const add = (ref: string, time: InForce) =>
    times.set(ref, [...(times.get(ref) ?? []), time]);
  for (const row of cutListed(listed, own))
    add(row.ref, readInForce({ ...row, body: null }));
  for (const row of own) add(row.ref ?? '', readInForce(row));
  return new Map([...times].map(([ref, all]) => [ref, joinTimes(all)]));
}

async function readTimes(
  knex: Knex,
  rows: readonly VerdictRow[],
): Promise<Map<string, InForce[]>> {
  const services = [...new Set(rows.map(row => row.service_id))];
  const rules = [...new Set(rows.map(row => row.rule_id))];
  const own = await knex<TimelineRow>('readiness_timeline')
    .where({ kind: 'verdict' })
    .whereIn('subject', services)
    .whereIn('name', rules);
  const listed: ListedRow[] = await selectListed(knex, query =>
    query.whereIn('t.subject', services).whereIn('x.key', rules),
  );
  return timesOf(own, listed);
}

/** Stored verdicts, service by service, the newest first; four statements. */
export async function readVerdicts(
  knex: Knex,
  question: VerdictQuestion,
): Promise<StoredVerdict[]> {
  const rows: VerdictRow[] = await selectVerdicts(knex, question);
  const digests = rows.flatMap(row =>
    readFacts(row.facts).map(({ digest }) => digest),
  );
  const values = await readValues(knex, digests);
  const times = await readTimes(knex, rows);
  return rows.map(row => toStoredVerdict(row, values, times.get(row.id) ?? []));
}
