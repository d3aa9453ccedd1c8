/**
 * When readiness is judged: on a schedule, as soon as the platform is known, and shortly after anything changed that
 * judgements follow from. Changes come in swarms (a rollout is hundreds), so the first one is followed by a short rest in which others
 * join it, and every evaluation by a rest as long as it took: readiness must not keep the process to itself, and
 * a storm must not keep readiness from being judged either.
 *
 * Every replica listens; the one that holds the right to write judges.
 */
import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';
import { Evaluator } from '../Evaluator';
import { FIRST_LOOK, NOT_READY, NOT_WHOLE } from '../judge/whyNotJudge';

/** Id of the task that judges readiness. */
export const EVALUATE_TASK = 'readiness-evaluate';

/** How long changes are gathered after the first, in milliseconds. */
const SETTLE_MS = 250;
/** The longest rest after an evaluation, in milliseconds. */
const LONGEST_REST_MS = 5_000;
/** How long to wait after an evaluation that failed, in milliseconds. */
const RETRY_MS = 5_000;

/** How long to wait while the first look is under way, in milliseconds; what it waits for need not say when it is there. */
const LOOKING_MS = 1_000;

/** What is said as long as not everything was asked once. */
const LOOKING: ReadonlySet<string> = new Set([FIRST_LOOK, NOT_WHOLE]);
/** What is said after every start, and passes. */
const PASSING: ReadonlySet<string> = new Set([NOT_READY, ...LOOKING]);

/** Something that says when it changed. */
export interface Announcing {
  onChange(listener: () => void): unknown;
}

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
  /** Whatever else asks for a judgement when it changes: decisions of people, the right to write. */
  decisions?: readonly Announcing[];
  evaluator: Pick<Evaluator, 'runOnce' | 'isWriter'>;
  logger: LoggerService;
  frequency: HumanDuration;
  timeout: HumanDuration;
  settleMs?: number;
  retryMs?: number;
  lookingMs?: number;
}

/** Judges after changes, one evaluation at a time. */
class Pace {
  readonly #schedule: EvaluationSchedule;
  readonly #ended: AbortSignal;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isDue = false;

  constructor(schedule: EvaluationSchedule, ended: AbortSignal) {
    this.#schedule = schedule;
    this.#ended = ended;
    ended.addEventListener('abort', () => clearTimeout(this.#timer));
  }

  /** Resolves when nothing is being judged. */
  async idle(): Promise<void> {
    await this.#running;
  }

  /** Something changed. */
  ask(): void {
    const { settleMs = SETTLE_MS } = this.#schedule;
    this.#isDue = true;
    if (!this.#running) this.#wait(settleMs);
  }

  #wait(ms: number): void {
    if (this.#ended.aborted) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#isDue) this.#running = this.#run();
    }, ms).unref();
  }

  async #run(): Promise<void> {
    const { settleMs = SETTLE_MS, retryMs = RETRY_MS } = this.#schedule;
    const { lookingMs = LOOKING_MS } = this.#schedule;
    this.#isDue = false;
    const began = performance.now();
    const went = await judgeIfWriter(this.#schedule);
    this.#running = undefined;
    // What could not be judged or kept is tried again, whether or not anything changes.
    if (went !== 'well') this.#isDue = true;
    const took = Math.min(performance.now() - began, LONGEST_REST_MS);
    const rests = {
      well: Math.max(settleMs, took),
      badly: retryMs,
      'too-early': lookingMs,
    };
    this.#wait(rests[went]);
  }
}

/** Gives how it went: all but `well` is to be tried again soon. */
async function judgeIfWriter(
  schedule: EvaluationSchedule,
): Promise<'well' | 'badly' | 'too-early'> {
  const { evaluator, logger } = schedule;
  if (!evaluator.isWriter) return 'well';
  try {
    const evaluation = await evaluator.runOnce();
    if (evaluation.state !== 'refused') return 'well';
    logger.debug(evaluation.reason);
    return LOOKING.has(evaluation.reason) ? 'too-early' : 'well';
  } catch (error) {
    logger.warn(
      'Readiness could not be judged or kept; it is tried again in some seconds',
      error as Error,
    );
    return 'badly';
  }
}

/**
 * Has readiness judged until it is stopped, from when everything was asked once; see {@link FirstLook}.
 *
 * @returns a function that stops listening to changes, and waits for the evaluation that runs.
 */
export async function scheduleEvaluation(
  schedule: EvaluationSchedule,
): Promise<() => Promise<void>> {
  const { scheduler, platform, manifests, telemetry } = schedule;
  const { evaluator, logger, frequency, timeout, decisions = [] } = schedule;
  const ended = new AbortController();
  const { signal } = ended;
  const pace = new Pace(schedule, signal);
  const ask = () => pace.ask();
  await scheduler.scheduleTask({
    id: EVALUATE_TASK,
    frequency,
    timeout,
    scope: 'local',
    fn: async aborted => {
      if (aborted.aborted || signal.aborted || !evaluator.isWriter) return;
      const evaluation = await evaluator.runOnce();
      if (evaluation.state === 'refused' && !PASSING.has(evaluation.reason))
        logger.warn(evaluation.reason);
    },
  });
  for (const decision of decisions) decision.onChange(ask);
  const listened = [platform.onChange(ask), manifests.onChange(ask)];
  for (const source of [platform, manifests, telemetry])
    source.whenReady(signal).then(ask, () => undefined);
  return async () => {
    ended.abort();
    for (const stopListening of listened) stopListening();
    await pace.idle();
  };
}
