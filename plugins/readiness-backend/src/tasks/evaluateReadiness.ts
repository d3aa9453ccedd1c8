import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';
import { Evaluator } from '../Evaluator';

/** Id of the task that judges readiness. */
export const EVALUATE_TASK = 'readiness-evaluate';

/** Changes come in swarms: judge once they have been coming for this long. */
const SETTLE_MS = 5_000;

/** Something that changes, and says when it can be looked at. */
export interface Changing {
  onChange(listener: () => void): () => void;
  whenReady(signal?: AbortSignal): Promise<void>;
}

/** What has readiness judged, and when. */
export interface EvaluationSchedule {
  scheduler: SchedulerService;
  platform: Changing;
  /** Judged again when it changes. */
  manifests: Changing;
  /** Judged again when it was read once. It is read all the time: from then on the schedule is often enough. */
  telemetry: Pick<Changing, 'whenReady'>;
  evaluator: Evaluator;
  logger: LoggerService;
  frequency: HumanDuration;
  timeout: HumanDuration;
  settleMs?: number;
}

/**
 * Has readiness judged: on a schedule, once as soon as the platform is known, and some seconds after it
 * changed. It is one global task, so that of several replicas one judges.
 *
 * What is known besides the platform does not hold the first judgement up; its rules say *unknown* until then.
 *
 * @returns a function that stops listening to changes.
 */
export async function scheduleEvaluation(
  options: EvaluationSchedule,
): Promise<() => void> {
  const { scheduler, platform, evaluator, logger } = options;
  const { manifests, telemetry } = options;
  const { frequency, timeout, settleMs = SETTLE_MS } = options;
  const ended = new AbortController();
  let ready = false;
  await scheduler.scheduleTask({
    id: EVALUATE_TASK,
    frequency,
    timeout,
    scope: 'global',
    fn: async signal => {
      // Too early: it is triggered as soon as the platform is known, and a task that waits holds its lease.
      if (!ready || signal.aborted) return;
      const evaluation = await evaluator.runOnce();
      if (evaluation.state === 'refused') logger.warn(evaluation.reason);
    },
  });
  let timer: NodeJS.Timeout | undefined;
  async function trigger(): Promise<void> {
    timer = undefined;
    try {
      await scheduler.triggerTask(EVALUATE_TASK);
    } catch (error) {
      if (ended.signal.aborted) return;
      // It runs already, here or in another replica: what changed since then is judged after it.
      if ((error as Error).name === 'ConflictError') timer = later();
      else
        logger.warn(
          'Readiness could not be judged after a change',
          error as Error,
        );
    }
  }
  function later(): NodeJS.Timeout {
    return setTimeout(trigger, settleMs).unref();
  }
  const plan = () => {
    if (!ended.signal.aborted) timer ??= later();
  };
  const listened = [platform.onChange(plan), manifests.onChange(plan)];
  for (const source of [manifests, telemetry])
    source.whenReady(ended.signal).then(plan, () => undefined);
  platform.whenReady(ended.signal).then(
    () => {
      ready = true;
      return trigger();
    },
    () => undefined,
  );
  return () => {
    ended.abort();
    for (const stopListening of listened) stopListening();
    clearTimeout(timer);
  };
}
