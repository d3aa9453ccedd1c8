/**
 * What has to be written so that the tables say what a judgement says: the difference between what is in force and what
 * was judged, and nothing else. Pure; both stores use it, and it decides alone what a change is.
 */
import {
  keepFact,
  Verdict,
  VerdictChange,
  VerdictRecord,
} from '@254carbon/backstage-plugin-platform-common';
import { Difference, Marks } from './Difference';
import { digestOf, recordId, verdictDigest } from './digestOf';
import { overlayOf } from './overlay';
import { Judged } from './ReadinessStore';
import {
  ContentRow,
  keyOf,
  markOf,
  ThingKey,
  TimelineRow,
  VerdictRow,
} from './rows';
import { scoreRow, scoresOf } from './scoresOf';

/** What one judgement writes. */
export interface JudgementWrite {
  at: string;
  /** Ends before anything begins. */
  ended: ThingKey[];
  begun: TimelineRow[];
  /** Some of them may be there already: the same facts have been judged before. */
  verdicts: VerdictRow[];
  contents: ContentRow[];
}

function verdictRow(record: VerdictRecord, at: string): VerdictRow {
  const { ruleId, outcome, stale, summary, ...rest } = record.verdict;
  const { evidence, remedy } = rest;
  return {
    id: recordId(record),
    service_id: record.serviceId,
    rule_id: ruleId,
    rule_version: record.ruleVersion,
    facts_digest: verdictDigest(record),
    outcome,
    stale: stale ? 1 : 0,
    summary,
    detail: JSON.stringify(remedy ? { evidence, remedy } : { evidence }),
    facts: JSON.stringify(
      record.facts.map(({ name, digest, ok, observedAt, source }) => [
        name,
        digest,
        ok ? 1 : 0,
        observedAt ?? null,
        source,
      ]),
    ),
    recorded_at: at,
  };
}

function settingsOf({ report }: Judged, at: string): ContentRow {
  const { rules, declaredCaps } = report;
  const content = JSON.stringify({ rules, declaredCaps });
  return {
    digest: digestOf(content),
    kind: 'settings',
    content,
    stored_at: at,
  };
}

function settingsRow(ref: string, since: string): TimelineRow {
  const none = { until: null, body: null, detail: null };
  return { kind: 'settings', subject: '', name: '', since, ref, ...none };
}

function eventRow(
  kind: 'change' | 'gap',
  row: Pick<TimelineRow, 'subject' | 'name' | 'since' | 'until' | 'body'>,
): TimelineRow {
  return { kind, ref: null, detail: null, ...row };
}

/** A stretch without judgement, when there was one. */
function gapRows(
  previousAt: string | undefined,
  at: string,
  silenceMs: number,
): TimelineRow[] {
  if (!previousAt) return [];
  if (Date.parse(at) - Date.parse(previousAt) <= silenceMs) return [];
  const nobody = { subject: '', name: '', body: null };
  return [eventRow('gap', { ...nobody, since: previousAt, until: at })];
}

/** The contents of the facts of records that begin, each once. */
function factRows(
  judged: Judged,
  records: readonly VerdictRecord[],
  at: string,
): ContentRow[] {
  const rows = new Map<string, ContentRow>();
  for (const { serviceId, facts } of records) {
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

function verdictThing(
  record: VerdictRecord,
  shown: Verdict,
  since: string,
): TimelineRow {
  return {
    kind: 'verdict',
    subject: record.serviceId,
    name: record.ruleId,
    since,
    until: null,
    ref: recordId(record),
    body: overlayOf(record.verdict, shown),
    detail: null,
  };
}

/** Key and mark of records over which nobody laid anything; most of them are the same from one judgement to the next. */
const bare = new WeakMap<VerdictRecord, { key: string; mark: string }>();

function nameVerdict(
  record: VerdictRecord,
  shown: Verdict,
): { key: string; mark: string } {
  const known = bare.get(record);
  if (known && record.verdict === shown) return known;
  const row = verdictThing(record, shown, '');
  const named = { key: keyOf(row), mark: markOf(row) };
  if (record.verdict === shown) bare.set(record, named);
  return named;
}

/** The records that are not in force yet. */
function takeVerdicts(
  judged: Judged,
  difference: Difference,
  at: string,
): VerdictRecord[] {
  const begun: VerdictRecord[] = [];
  for (const { serviceId, verdicts } of judged.report.services) {
    const shown = new Map(verdicts.map(item => [item.ruleId, item]));
    for (const record of judged.records.get(serviceId) ?? []) {
      const verdict = shown.get(record.ruleId);
      if (!verdict) continue;
      const { key, mark } = nameVerdict(record, verdict);
      const row = () => verdictThing(record, verdict, at);
      if (difference.take(key, mark, row)) begun.push(record);
    }
  }
  return begun;
}

/**
 * Plans what to write.
 *
 * @param options.marks - What is in force.
 * @param options.previousAt - When was judged before.
 * @param options.silenceMs - Longer than this without a judgement is a gap.
 */
export function planWrite(options: {
  marks: Marks;
  judged: Judged;
  changes: readonly VerdictChange[];
  previousAt: string | undefined;
  silenceMs: number;
}): JudgementWrite {
  const { marks, judged, changes, previousAt, silenceMs } = options;
  const at = judged.report.judgedAt;
  const difference = new Difference(marks);
  const contents: ContentRow[] = [];
  const settings = settingsOf(judged, at);
  if (difference.takeRow(settingsRow(settings.digest, at)))
    contents.push(settings);
  for (const scoped of scoresOf(judged.report))
    difference.takeRow(scoreRow(scoped, at));
  const records = takeVerdicts(judged, difference, at);
  difference.endRest();
  contents.push(...factRows(judged, records, at));
  const told = changes.map(change =>
    eventRow('change', {
      subject: change.serviceId,
      name: change.ruleId,
      since: at,
      until: at,
      body: JSON.stringify(change),
    }),
  );
  return {
    at,
    ended: difference.ended,
    begun: [
      ...difference.begun,
      ...told,
      ...gapRows(previousAt, at, silenceMs),
    ],
    verdicts: records.map(record => verdictRow(record, at)),
    contents,
  };
}

/** Makes the marks say what is in force once a plan was written. */
export function applyToMarks(marks: Marks, write: JudgementWrite): void {
  for (const key of write.ended) marks.delete(keyOf(key));
  for (const row of write.begun) {
    if (row.until !== null) continue;
    const { kind, subject, name } = row;
    marks.set(keyOf(row), { key: { kind, subject, name }, mark: markOf(row) });
  }
}
