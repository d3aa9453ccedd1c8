import {
  Cap,
  ReadinessPending,
  ReadinessReport,
  Rule,
  Service,
} from '@254carbon/backstage-plugin-platform-common';
import { Evaluator, NOT_READY } from '../Evaluator';
import { ReadinessStore } from '../store/ReadinessStore';

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
  now: () => number;
}

/** What is said as long as nothing has been judged. */
export function pending(context: RouteContext): ReadinessPending {
  return {
    state: 'pending',
    reason: context.evaluator.refusal ?? NOT_READY,
  };
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
