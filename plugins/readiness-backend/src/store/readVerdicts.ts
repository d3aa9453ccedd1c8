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
import { readOverlay } from './overlay';
import { readFacts, readValues } from './readMemory';
import { TimelineRow, VerdictRow } from './rows';

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

/** What {@link readVerdicts} asks for. */
export interface VerdictQuestion {
  serviceId?: string;
  ruleId?: string;
  since?: string;
  limit: number;
}

function ask(knex: Knex, question: VerdictQuestion): Knex.QueryBuilder {
  const { serviceId, ruleId, since, limit } = question;
  const query = knex<VerdictRow>('readiness_verdicts as v')
    .orderBy([{ column: 'v.recorded_at', order: 'desc' }, { column: 'v.id' }])
    .limit(limit)
    .select('v.*');
  if (serviceId) query.where('v.service_id', serviceId);
  if (ruleId) query.where('v.rule_id', ruleId);
  if (since)
    query.whereExists(
      knex('readiness_timeline as t')
        .whereRaw('t.ref = v.id')
        .where(either =>
          either.whereNull('t.until').orWhere('t.until', '>', since),
        )
        .select(knex.raw('1')),
    );
  return query;
}

/** Stored verdicts, newest first; three statements. */
export async function readVerdicts(
  knex: Knex,
  question: VerdictQuestion,
): Promise<StoredVerdict[]> {
  const rows: VerdictRow[] = await ask(knex, question);
  const digests = rows.flatMap(row =>
    readFacts(row.facts).map(({ digest }) => digest),
  );
  const values = await readValues(knex, digests);
  const times = await knex<TimelineRow>('readiness_timeline')
    .where({ kind: 'verdict' })
    .whereIn(
      'ref',
      rows.map(({ id }) => id),
    )
    .orderBy('since');
  return rows.map(row =>
    toStoredVerdict(
      row,
      values,
      times.filter(({ ref }) => ref === row.id).map(readInForce),
    ),
  );
}
