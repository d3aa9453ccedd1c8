/** The small steps from what a service was to what it is. */
import { Outcome, RuleCategory } from '../rules';
import { Cap } from './caps';
import { ChangeKind, ChangeStep } from './change';
import { addPoints, NO_POINTS } from './points';
import { PointsChange, subtractPoints } from './outlook';
import { Points } from './report';
import { CategoryScore, countedPoints, Hold } from './scoreVerdicts';
import {
  scoreCategories,
  ScoredService,
  ScoredVerdict,
  withEffectiveExemption,
} from './scoredState';

/** A service before and after. */
export interface ServicePair {
  old: ScoredService;
  now: ScoredService;
}

/** Caps in force, and the rules that there were, before and after. */
export interface ChangedSettings {
  caps: { before: readonly Cap[]; after: readonly Cap[] };
  rules: { before: ReadonlySet<string>; after: ReadonlySet<string> };
}

/** One step of one verdict. */
interface Move {
  kind: ChangeKind;
  change: PointsChange;
}

/** A stale verdict is not known. */
function said(verdict: ScoredVerdict): Outcome {
  return verdict.stale && verdict.outcome !== 'not-applicable'
    ? 'unknown'
    : verdict.outcome;
}

function counted(verdict: ScoredVerdict | undefined, hold: Hold): Points {
  if (!verdict) return NO_POINTS;
  return countedPoints(withEffectiveExemption(verdict), hold);
}

/** Whether nothing that counts is another for a verdict; true of most of them, most of the time. */
function isUnchanged(
  old: ScoredVerdict | undefined,
  now: ScoredVerdict | undefined,
  holds: { before: Hold; after: Hold },
): boolean {
  return (
    old !== undefined &&
    now !== undefined &&
    old.outcome === now.outcome &&
    old.stale === now.stale &&
    old.exempt === now.exempt &&
    old.weight === now.weight &&
    holds.before === holds.after
  );
}

/** The moves of one verdict while caps stay as they were, and what remains for the caps to explain. */
function movesOf(
  old: ScoredVerdict | undefined,
  now: ScoredVerdict | undefined,
  holds: { before: Hold; after: Hold },
): { moves: Move[]; rest: PointsChange } {
  const { before, after } = holds;
  const moves: Move[] = [];
  let reached = counted(old, before);
  const go = (kind: ChangeKind, verdict: ScoredVerdict | undefined) => {
    const next = counted(verdict, before);
    moves.push({ kind, change: subtractPoints(next, reached) });
    reached = next;
  };
  if (old && now) go('weight', { ...old, weight: now.weight });
  go(
    old?.manual === now?.manual ? 'verdict' : 'evidence',
    now && { ...now, exempt: old?.exempt ?? false },
  );
  if (now) go('exemption', now);
  const rest = subtractPoints(counted(now, after), reached);
  // A rule that is exempted lifts its own cap, and only then is set aside.
  if ((old?.exempt ?? false) === (now?.exempt ?? false)) return { moves, rest };
  moves.push({ kind: 'exemption', change: rest });
  return { moves, rest: NO_POINTS };
}

/** How a move is told: a rule that is new or gone is one reason for all services. */
function tell(
  { now: service }: ServicePair,
  verdicts: { old?: ScoredVerdict; now?: ScoredVerdict },
  rules: ChangedSettings['rules'],
  { kind, change }: Move,
): ChangeStep[] {
  const { old, now } = verdicts;
  const verdict = now ?? old;
  if (!verdict) return [];
  const { ruleId, category, summary } = verdict;
  if (!rules.before.has(ruleId))
    return [{ kind: 'rule-added', ruleId, category, change }];
  if (!rules.after.has(ruleId))
    return [{ kind: 'rule-removed', ruleId, category, change }];
  return [
    {
      kind,
      serviceId: service.serviceId,
      serviceTitle: service.title,
      ruleId,
      category,
      ...(old ? { before: said(old) } : {}),
      ...(now ? { after: said(now) } : {}),
      summary,
      change,
    },
  ];
}

type Categories = ReadonlyMap<RuleCategory, CategoryScore>;

function categoriesOf(
  service: ScoredService,
  caps: readonly Cap[],
): Categories {
  return new Map(
    scoreCategories(service, caps).map(score => [score.category, score]),
  );
}

function holdIn(
  categories: Categories,
  verdict: ScoredVerdict | undefined,
): Hold {
  return (verdict && categories.get(verdict.category)?.hold) ?? 'no';
}

/**
 * What caps take more or less from a service. `rest` is what they do to its exempt verdicts, by category: a
 * cap that comes takes an exemption's effect away, and one that goes gives it back.
 */
function stepsOfCaps(
  { now: service }: ServicePair,
  before: Categories,
  after: Categories,
  rest: ReadonlyMap<RuleCategory, PointsChange>,
): ChangeStep[] {
  const { serviceId, title: serviceTitle } = service;
  const changes = new Map<string, { cap: Cap; change: PointsChange }>();
  const add = (cap: Cap, change: PointsChange) => {
    const sum = changes.get(cap.id)?.change ?? NO_POINTS;
    changes.set(cap.id, { cap, change: addPoints([sum, change]) });
  };
  const lossesIn = (categories: Categories) =>
    [...categories.values()].flatMap(({ losses }) => losses);
  for (const { cap, lostLow, lostHigh } of lossesIn(before))
    add(cap, { ...NO_POINTS, low: lostLow, high: lostHigh });
  for (const { cap, lostLow, lostHigh } of lossesIn(after))
    add(cap, { ...NO_POINTS, low: -lostLow, high: -lostHigh });
  const nameless: ChangeStep[] = [];
  for (const [category, change] of rest) {
    const held = [...changes.values()].find(
      ({ cap }) => cap.category === category,
    );
    if (held) add(held.cap, change);
    else
      nameless.push({ kind: 'cap', serviceId, serviceTitle, category, change });
  }
  const named = [...changes.values()].map(
    ({ cap, change }): ChangeStep => ({
      kind: 'cap',
      serviceId,
      serviceTitle,
      ruleId: cap.unless,
      capId: cap.id,
      category: cap.category,
      summary: cap.title,
      change,
    }),
  );
  return [...named, ...nameless];
}

/** Every step of a service that counts before and after. */
export function stepsOfService(
  pair: ServicePair,
  settings: ChangedSettings,
): ChangeStep[] {
  const before = categoriesOf(pair.old, settings.caps.before);
  const after = categoriesOf(pair.now, settings.caps.after);
  const olds = new Map(pair.old.verdicts.map(one => [one.ruleId, one]));
  const nows = new Map(pair.now.verdicts.map(one => [one.ruleId, one]));
  const rest = new Map<RuleCategory, PointsChange>();
  const steps: ChangeStep[] = [];
  for (const ruleId of new Set([...olds.keys(), ...nows.keys()])) {
    const old = olds.get(ruleId);
    const now = nows.get(ruleId);
    const holds = {
      before: holdIn(before, old ?? now),
      after: holdIn(after, now ?? old),
    };
    if (isUnchanged(old, now, holds)) continue;
    const all = movesOf(old, now, holds);
    for (const move of all.moves)
      steps.push(...tell(pair, { old, now }, settings.rules, move));
    const { category } = (now ?? old)!;
    rest.set(category, addPoints([rest.get(category) ?? NO_POINTS, all.rest]));
  }
  return [...steps, ...stepsOfCaps(pair, before, after, rest)];
}
