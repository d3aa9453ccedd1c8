/**
 * What has to be written so that the tables say what a judgement says: the difference between what is in force and what
 * was judged, and nothing else. Pure; both stores use it, and it decides alone what a change is.
 */
import {
  ReadinessReport,
  ServiceReport,
  VerdictChange,
} from '@254carbon/backstage-plugin-platform-common';
import { Difference, Mark, Marks } from './Difference';
import { digestOf, recordId } from './digestOf';
import { overlayOf } from './overlay';
import { Judged } from './ReadinessStore';
import { factRows, NamedRecord } from './recordRows';
import { ContentRow, keyOf, ThingKey, TimelineRow } from './rows';
import { scoreRow, scoresOf } from './scoresOf';
import {
  endStanding,
  planStanding,
  Standing,
  StandingChange,
  WantedVerdict,
} from './Standing';

/** What one judgement writes. */
export interface JudgementWrite {
  at: string;
  /** Ends before anything begins. */
  ended: ThingKey[];
  begun: TimelineRow[];
  /** What of it is in force from now on: settings and scores, by key. */
  marked: ReadonlyMap<string, Mark>;
  /** Services whose verdicts are other ones, with what is in force from now on; nothing of one that is gone. */
  standings: ReadonlyMap<string, Standing | undefined>;
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

/** The verdicts of a service as they are to be in force. */
function wantedOf(
  judged: Judged,
  { serviceId, verdicts }: ServiceReport,
): WantedVerdict[] {
  const shown = new Map(verdicts.map(item => [item.ruleId, item]));
  return (judged.records.get(serviceId) ?? []).flatMap(record => {
    const verdict = shown.get(record.ruleId);
    if (!verdict) return [];
    const overlay = overlayOf(record.verdict, verdict);
    return [{ named: { id: recordId(record), record }, overlay }];
  });
}

/** What becomes of the verdicts of every service, those that are gone included. */
function planStandings(
  judged: Judged,
  { standings }: Marks,
  changed: ReadonlySet<ServiceReport>,
): {
  changes: StandingChange[];
  after: Map<string, Standing | undefined>;
  ended: ThingKey[];
} {
  const { judgedAt: at, services } = judged.report;
  const after = new Map<string, Standing | undefined>();
  const changes: StandingChange[] = [];
  for (const service of changed) {
    const { serviceId } = service;
    const before = standings.get(serviceId);
    const wanted = wantedOf(judged, service);
    const change = planStanding({ serviceId, wanted, before, at });
    if (!change) continue;
    changes.push(change);
    after.set(serviceId, change.after);
  }
  const ended: ThingKey[] = [];
  const present = new Set(services.map(({ serviceId }) => serviceId));
  for (const [serviceId, before] of standings) {
    if (present.has(serviceId)) continue;
    ended.push(...endStanding(serviceId, before));
    after.set(serviceId, undefined);
  }
  return { changes, after, ended };
}

/** Services of which anything may be another thing than what is in force; the rest is passed. */
function findChanged(
  { report }: Judged,
  inForce: ReadinessReport | undefined,
  difference: Difference,
): Set<ServiceReport> {
  const same = new Set(inForce?.services);
  const changed = report.services.filter(service => {
    if (same.has(service)) difference.pass(service.serviceId);
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
  const standings = planStandings(judged, marks, changed);
  const records = standings.changes.flatMap(({ verdicts }) => verdicts);
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
    ended: [
      ...difference.ended,
      ...standings.ended,
      ...standings.changes.flatMap(({ ended }) => ended),
    ],
    begun: [
      ...difference.begun,
      ...standings.changes.flatMap(({ begun }) => begun),
      ...told,
      ...gapRows(previousAt, at, silenceMs),
    ],
    marked: difference.marked,
    standings: standings.after,
    verdicts: records,
    contents,
  };
}

/** Makes the marks say what is in force once a plan was written. */
export function applyToMarks(marks: Marks, write: JudgementWrite): void {
  const { things, standings } = marks;
  for (const key of write.ended) things.delete(keyOf(key));
  for (const [key, mark] of write.marked) things.set(key, mark);
  for (const [serviceId, after] of write.standings) {
    if (after) standings.set(serviceId, after);
    else standings.delete(serviceId);
  }
}
