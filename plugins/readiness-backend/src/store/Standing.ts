/**
 * What of a service's verdicts is in force, and how little is written when it changes.
 *
 * Most judgements change a verdict or two of a service, and some (the first one, an upgrade of the rules) change nearly all. For the first a row
 * of the timeline for each verdict is right; for the second it would be fifty rows of which each says "from now on, this one". So there
 * are both. A *sheet* is one row that lists the verdicts of a service by rule. A verdict that becomes another one afterwards gets a *row of its own*,
 * which holds over what the sheet lists until the sheet ends. When more than a few stand beside a sheet, it ends with all of
 * them, and a new one begins. What people laid over a verdict is kept in a row of its own too.
 */
import { NamedRecord } from './recordRows';
import { ThingKey, TimelineRow } from './rows';

/** Verdicts of a service that stand beside its sheet at most. */
export const MOST_OWN = 12;

/** What of a service's verdicts is in force. */
export interface Standing {
  /** Whether a sheet of it is in force. */
  sheet: boolean;
  /** What tells whether a verdict still is the same, by rule. */
  marks: Map<string, string>;
  /** Rules whose verdict has a row of its own. */
  own: Set<string>;
}

/** A verdict as it is to be in force. */
export interface WantedVerdict {
  named: NamedRecord;
  /** What people laid over it; JSON. */
  overlay: string | null;
}

/** What makes of one standing another one. */
export interface StandingChange {
  /** Ends before anything begins. */
  ended: ThingKey[];
  begun: TimelineRow[];
  /** Records that were not in force before. */
  verdicts: NamedRecord[];
  after: Standing;
}

/** What makes a verdict another one than the one in force. */
export function markVerdict(ref: string, overlay: string | null): string {
  return overlay === null ? ref : `${ref}\n${overlay}`;
}

function sheetKey(subject: string): ThingKey {
  return { kind: 'sheet', subject, name: '' };
}

function ownKey(subject: string, name: string): ThingKey {
  return { kind: 'verdict', subject, name };
}

/** Ends everything that is in force of a service. */
export function endStanding(subject: string, before: Standing): ThingKey[] {
  const own = [...before.own].map(name => ownKey(subject, name));
  return before.sheet ? [sheetKey(subject), ...own] : own;
}

function ownRow(
  subject: string,
  { named, overlay }: WantedVerdict,
  since: string,
): TimelineRow {
  const { id: ref, record } = named;
  const key = ownKey(subject, record.ruleId);
  return { ...key, since, until: null, ref, body: overlay, detail: null };
}

function sheetRow(
  subject: string,
  listed: readonly WantedVerdict[],
  since: string,
): TimelineRow {
  const refs = listed.map(({ named: { id, record } }) => [record.ruleId, id]);
  return {
    ...sheetKey(subject),
    since,
    until: null,
    ref: null,
    body: JSON.stringify(Object.fromEntries(refs)),
    detail: null,
  };
}

const NOTHING: Standing = { sheet: false, marks: new Map(), own: new Set() };

/** One sheet in place of whatever was in force. */
function writeSheet(
  subject: string,
  wanted: readonly WantedVerdict[],
  before: Standing,
  since: string,
): Pick<StandingChange, 'ended' | 'begun'> & Omit<Standing, 'marks'> {
  const listed = wanted.filter(({ overlay }) => overlay === null);
  const own = wanted.filter(({ overlay }) => overlay !== null);
  const rows = own.map(one => ownRow(subject, one, since));
  const sheet = listed.length > 0;
  return {
    ended: endStanding(subject, before),
    begun: sheet ? [sheetRow(subject, listed, since), ...rows] : rows,
    sheet,
    own: new Set(rows.map(({ name }) => name)),
  };
}

/** A row for each verdict that is another one. */
function writeRows(
  subject: string,
  others: readonly WantedVerdict[],
  options: { before: Standing; gone: readonly string[]; since: string },
): Pick<StandingChange, 'ended' | 'begun'> & Omit<Standing, 'marks'> {
  const { before, gone, since } = options;
  const begun = others.map(one => ownRow(subject, one, since));
  const names = begun.map(({ name }) => name);
  const ended = [...names.filter(name => before.own.has(name)), ...gone];
  const own = new Set([...before.own, ...names]);
  for (const name of gone) own.delete(name);
  return {
    ended: ended.map(name => ownKey(subject, name)),
    begun,
    sheet: before.sheet,
    own,
  };
}

/**
 * Plans what to write of the verdicts of a service; `undefined` when all of them are in force.
 *
 * @param options.wanted - Its verdicts as they were judged, one a rule.
 * @param options.before - What is in force; absent for a service that was not judged before.
 * @param options.at - When they were judged.
 */
export function planStanding(options: {
  serviceId: string;
  wanted: readonly WantedVerdict[];
  before: Standing | undefined;
  at: string;
}): StandingChange | undefined {
  const { serviceId, wanted, before = NOTHING, at } = options;
  const marks = new Map<string, string>();
  const others: WantedVerdict[] = [];
  for (const one of wanted) {
    const { id, record } = one.named;
    const mark = markVerdict(id, one.overlay);
    marks.set(record.ruleId, mark);
    if (before.marks.get(record.ruleId) !== mark) others.push(one);
  }
  const gone = [...before.marks.keys()].filter(rule => !marks.has(rule));
  if (others.length === 0 && gone.length === 0) return undefined;
  const beside = new Set(before.own);
  for (const { named } of others) beside.add(named.record.ruleId);
  const isAnew = beside.size > MOST_OWN || (before.sheet && gone.length > 0);
  const { ended, begun, ...standing } = isAnew
    ? writeSheet(serviceId, wanted, before, at)
    : writeRows(serviceId, others, { before, gone, since: at });
  return {
    ended,
    begun,
    verdicts: others.map(({ named }) => named),
    after: { ...standing, marks },
  };
}
