import {
  Cap,
  ReadinessPending,
  ReadinessReport,
  Rule,
  Service,
} from '@254carbon/backstage-plugin-platform-common';
import { Evaluator } from '../Evaluator';
import { FIRST_LOOK, JUDGING, NOT_READY } from '../judge/whyNotJudge';
import { ReadinessStore } from '../store/ReadinessStore';
import { FirstLook } from '../tasks/FirstLook';

/** What handlers are given. */
export interface RouteContext {
  store: ReadinessStore;
  evaluator: Evaluator;
  /** Time between two evaluations, in milliseconds. */
  intervalMs: number;
  /** Rules in force, proved. */
  rules: readonly Rule[];
  /** Caps in force, proved. */
  caps: readonly Cap[];
  /** Services as they are known now. */
  services: () => readonly Service[];
  /** Whether the platform has been read once. */
  isReady: () => boolean;
  firstLook: Pick<FirstLook, 'describe'>;
  now: () => number;
}

/** What is said as long as nothing has been judged. */
export function pending(context: RouteContext): ReadinessPending {
  const { evaluator, firstLook, isReady } = context;
  const looking = firstLook.describe();
  if (looking)
    return { state: 'pending', reason: FIRST_LOOK, firstLook: looking };
  const reason = evaluator.refusal ?? (isReady() ? JUDGING : NOT_READY);
  return { state: 'pending', reason };
}

/** The newest report's caveats, and why there is no newer one, if there is not. */
export function caveatsOf(
  context: RouteContext,
  report: ReadinessReport,
): string[] {
  const { refusal } = context.evaluator;
  return refusal ? [refusal, ...report.caveats] : report.caveats;
}

/** Whether a report is older than two intervals of the schedule: judging has stopped. */
export function isOverdue(
  context: RouteContext,
  report: Pick<ReadinessReport, 'judgedAt'>,
): boolean {
  const age = context.now() - Date.parse(report.judgedAt);
  return age > 2 * context.intervalMs;
}
