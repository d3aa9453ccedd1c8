/**
 * What has to be written so that the tables say what a judgement says: the difference between what is in force and what
 * was judged, and nothing else. Pure; both stores use it, and it decides alone what a change is.
 */
import {
  ReadinessReport,
  ServiceReport,
  Verdict,
  VerdictChange,
} from '@254carbon/backstage-plugin-platform-common';
import { Difference, Marks } from './Difference';
import { digestOf, recordId } from './digestOf';
import { overlayOf } from './overlay';
import { Judged } from './ReadinessStore';
import { factRows, NamedRecord } from './recordRows';
import { ContentRow, keyOf, ThingKey, TimelineRow } from './rows';
import { scoreRow, scoresOf } from './scoresOf';

/** What one judgement writes. */
export interface JudgementWrite {
  at: string;
  /** Ends before anything begins. */
  ended: ThingKey[];
  begun: TimelineRow[];
  /** What of it is in force from now on. */
  marked: Marks;
  /** Some of them may be there already: the same facts have been judged before. */
  verdicts: NamedRecord[];
  contents: ContentRow[];
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

function verdictThing(
  { id, record }: NamedRecord,
  shown: Verdict,
  since: string,
): TimelineRow {
  return {
    kind: 'verdict',
    subject: record.serviceId,
    name: record.ruleId,
    since,
    until: null,
    ref: id,
    body: overlayOf(record.verdict, shown),
    detail: null,
  };
}

/** Takes the scores; of services those that are not the very same as in force. */
function takeScores(
  { report }: Judged,
  difference: Difference,
  changed: ReadonlySet<ServiceReport>,
): void {
  const services = report.services.filter(one => changed.has(one));
  for (const scoped of scoresOf({ ...report, services }))
    difference.takeRow(scoreRow(scoped, report.judgedAt));
}

/** The records that are not in force yet. */
function takeVerdicts(
  judged: Judged,
  difference: Difference,
  changed: ReadonlySet<ServiceReport>,
): NamedRecord[] {
  const begun: NamedRecord[] = [];
  const at = judged.report.judgedAt;
  for (const { serviceId, verdicts } of changed) {
    const shown = new Map(verdicts.map(item => [item.ruleId, item]));
    for (const record of judged.records.get(serviceId) ?? []) {
      const verdict = shown.get(record.ruleId);
      if (!verdict) continue;
      const named = { id: recordId(record), record };
      if (difference.takeRow(verdictThing(named, verdict, at)))
        begun.push(named);
    }
  }
  return begun;
}

/** Services of which anything may be another thing than what is in force; the rest is passed. */
function findChanged(
  { report }: Judged,
  inForce: ReadinessReport | undefined,
  difference: Difference,
): Set<ServiceReport> {
  const same = new Set(inForce?.services);
  const changed = report.services.filter(service => {
    if (same.has(service))
      difference.pass(service.serviceId, service.verdicts.length);
    return !same.has(service);
  });
  return new Set(changed);
}

/**
 * Plans what to write.
 *
 * @param options.marks - What is in force.
 * @param options.inForce - The report that is in force: what is the very same object in it needs no second look.
 * @param options.previousAt - When was judged before.
 * @param options.silenceMs - Longer than this without a judgement is a gap.
 */
export function planWrite(options: {
  marks: Marks;
  inForce?: ReadinessReport;
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
  const changed = findChanged(judged, options.inForce, difference);
  takeScores(judged, difference, changed);
  const records = takeVerdicts(judged, difference, changed);
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
    marked: difference.marked,
    verdicts: records,
    contents,
  };
}

/** Makes the marks say what is in force once a plan was written. */
export function applyToMarks(marks: Marks, write: JudgementWrite): void {
  for (const key of write.ended) marks.delete(keyOf(key));
  for (const [key, mark] of write.marked) marks.set(key, mark);
}
