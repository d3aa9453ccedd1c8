import { RouteContext } from './context';

/** Judges now. */
export function evaluateNow({ evaluator }: RouteContext) {
  return async () => {
    const evaluation = await evaluator.runOnce();
    if (evaluation.state === 'refused')
      return { state: 'pending' as const, reason: evaluation.reason };
    const { judgedAt, points } = evaluation.report;
    return { state: 'judged' as const, judgedAt, points };
  };
}
