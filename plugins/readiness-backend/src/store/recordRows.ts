import {
  keepFact,
  VerdictRecord,
} from '@254carbon/backstage-plugin-platform-common';
import { verdictDigest } from './digestOf';
import { Judged } from './ReadinessStore';
import { ContentRow, VerdictRow } from './rows';

/** A record with its id, which is dear to make. */
export interface NamedRecord {
  id: string;
  record: VerdictRecord;
}

type Facts = VerdictRecord['facts'];

const written = new WeakMap<Facts, string>();

/** JSON of facts. Verdicts that look at one fact alone share their list of it, which is written once. */
function writeFacts(facts: Facts): string {
  if (facts.length === 0) return '[]';
  let text = written.get(facts);
  if (text === undefined) {
    text = JSON.stringify(
      facts.map(({ name, digest, ok, observedAt, source }) => [
        name,
        digest,
        ok ? 1 : 0,
        observedAt ?? null,
        source,
      ]),
    );
    written.set(facts, text);
  }
  return text;
}

/** The row of a record. */
export function verdictRow(
  { id, record }: NamedRecord,
  at: string,
): VerdictRow {
  const { ruleId, outcome, stale, summary, ...rest } = record.verdict;
  const { evidence, remedy } = rest;
  return {
    id,
    service_id: record.serviceId,
    rule_id: ruleId,
    rule_version: record.ruleVersion,
    facts_digest: verdictDigest(record),
    outcome,
    stale: stale ? 1 : 0,
    summary,
    detail: JSON.stringify(remedy ? { evidence, remedy } : { evidence }),
    facts: writeFacts(record.facts),
    recorded_at: at,
  };
}

/** The contents of the facts of records that begin, each once. */
export function factRows(
  judged: Judged,
  records: readonly NamedRecord[],
  at: string,
): ContentRow[] {
  const rows = new Map<string, ContentRow>();
  for (const { record } of records) {
    const { serviceId, facts } = record;
    for (const { name, digest } of facts) {
      if (rows.has(digest)) continue;
      const fact = judged.factOf(serviceId, name);
      if (!fact) continue;
      const content = JSON.stringify(keepFact(fact));
      rows.set(digest, { digest, kind: 'fact', content, stored_at: at });
    }
  }
  return [...rows.values()];
}
