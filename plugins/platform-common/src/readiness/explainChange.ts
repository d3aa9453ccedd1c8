/**
 * Why a score changed, in parts that add up to the difference exactly.
 *
 * Each service is taken from what it was to what it is in small steps, always in the same order (a rule's weight, its verdict, its
 * exemption, and last the caps), and each step is a part: what it adds to the low end, the high end and the points
 * that there are. Steps telescope, so nothing is left over, whatever changed at once. A service or a rule that is
 * new or gone, and a service that is set aside or comes back, is one part.
 *
 * A percentage is a quotient, so its change needs a second thought: with L1/O1 before and L2/O2 after, a part that adds dL and dO
 * has the share (dL - L1/O1 * dO) / O2. These add up to L2/O2 - L1/O1. As whole numbers over O1 * O2 nothing is rounded.
 */
import { ChangeExplanation, ChangePart, ChangeStep } from './change';
import { ChangedSettings, stepsOfService } from './changeSteps';
import { subtractPoints } from './outlook';
import { addPoints, NO_POINTS } from './points';
import { Points } from './report';
import {
  pointsOfService,
  pointsOfState,
  ScoredService,
  ScoredState,
} from './scoredState';

function ruleIdsOf({ services }: ScoredState): Set<string> {
  return new Set(
    services.flatMap(({ verdicts }) => verdicts.map(({ ruleId }) => ruleId)),
  );
}

/** A service that came, went, was set aside or came back, as one step. */
function stepOfWhole(
  kind: ChangeStep['kind'],
  service: ScoredService,
  change: Points,
): ChangeStep[] {
  const { serviceId, title: serviceTitle } = service;
  return [{ kind, serviceId, serviceTitle, change }];
}

function stepsOf(
  old: ScoredService | undefined,
  now: ScoredService | undefined,
  settings: ChangedSettings,
): ChangeStep[] {
  const { caps } = settings;
  const was = old ? pointsOfService(old, caps.before) : NO_POINTS;
  const is = now ? pointsOfService(now, caps.after) : NO_POINTS;
  if (!old || !now) {
    const one = now ?? old;
    const kind = now ? 'service-added' : 'service-removed';
    return one ? stepOfWhole(kind, one, subtractPoints(is, was)) : [];
  }
  if (old.expectedDown || now.expectedDown)
    return stepOfWhole('expected-down', now, subtractPoints(is, was));
  return stepsOfService({ old, now }, settings);
}

/** Steps that say the same are one: a rule that is new or gone is told once, for all services. */
function mergeSteps(steps: readonly ChangeStep[]): ChangeStep[] {
  const merged = new Map<string, ChangeStep>();
  for (const step of steps) {
    const { kind, serviceId, ruleId, capId, category } = step;
    const key = JSON.stringify([kind, serviceId, ruleId, capId, category]);
    const old = merged.get(key);
    merged.set(
      key,
      old ? { ...old, change: addPoints([old.change, step.change]) } : step,
    );
  }
  return [...merged.values()].filter(
    ({ change: { low, high, of } }) => low !== 0 || high !== 0 || of !== 0,
  );
}

function compareParts(a: ChangePart, b: ChangePart): number {
  const key = ({ kind, serviceId = '', ruleId = '', capId = '' }: ChangePart) =>
    `${serviceId} ${ruleId} ${kind} ${capId}`;
  return (
    Math.abs(b.share) - Math.abs(a.share) ||
    Math.abs(b.dLow) - Math.abs(a.dLow) ||
    Math.abs(b.dHigh) - Math.abs(a.dHigh) ||
    (key(a) < key(b) ? -1 : 1)
  );
}

/**
 * Explains the difference between the scores of two states. Sums of `dLow`, `dHigh` and `dOf` over the parts are the
 * differences of `low`, `high` and `of`; the sum of `share` over `shareOf` is the difference of low/of. Exact.
 *
 * The two are compared by points as people see them: what is set aside counts nowhere. A scope is explained by giving only its services.
 */
export function explainChange(
  before: ScoredState,
  after: ScoredState,
): ChangeExplanation {
  const settings = {
    caps: { before: before.caps, after: after.caps },
    rules: { before: ruleIdsOf(before), after: ruleIdsOf(after) },
  };
  const olds = new Map(before.services.map(one => [one.serviceId, one]));
  const nows = new Map(after.services.map(one => [one.serviceId, one]));
  const was = pointsOfState(before);
  const is = pointsOfState(after);
  const shareOf = was.of * is.of;
  const steps = [...new Set([...olds.keys(), ...nows.keys()])].flatMap(id =>
    stepsOf(olds.get(id), nows.get(id), settings),
  );
  const parts = mergeSteps(steps).map(
    ({ change: { low, high, of }, ...told }): ChangePart => ({
      ...told,
      dLow: low,
      dHigh: high,
      dOf: of,
      share: shareOf === 0 ? 0 : low * was.of - was.low * of,
    }),
  );
  return { before: was, after: is, parts: parts.sort(compareParts), shareOf };
}
