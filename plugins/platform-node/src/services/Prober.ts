import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Observation,
  ProbeAnswer,
  ProbeTarget,
} from '@254carbon/backstage-plugin-platform-common';
import { ProbeConfig } from '../config';
import { PlatformDoor } from '../door/types';
import { createTurns } from '../inventory/createTurns';
import { continueRun } from './continueRun';
import { ProbeSchedule } from './ProbeSchedule';

/** What asking needs. */
export interface ProberOptions {
  door: Pick<PlatformDoor, 'probe'>;
  probes: ProbeConfig;
  /** Where the answers go, by id of the service. */
  answers: Map<string, Observation<ProbeAnswer>>;
  logger: LoggerService;
  /** Milliseconds since the epoch. */
  now: () => number;
  signal: AbortSignal;
  onAnswer(): void;
}

/** Asks services how they are when their time has come: politely, a few at once, one question a service. */
export class Prober {
  readonly schedule: ProbeSchedule;
  readonly #options: ProberOptions;
  readonly #takeTurn: ReturnType<typeof createTurns>;
  /** Services that have not answered yet; nobody is asked a second time meanwhile. */
  readonly #open = new Set<string>();
  #alarm: NodeJS.Timeout | undefined;

  constructor(options: ProberOptions) {
    this.#options = options;
    this.schedule = new ProbeSchedule(options.probes);
    this.#takeTurn = createTurns(options.probes.concurrency);
    options.signal.addEventListener('abort', () => clearTimeout(this.#alarm));
  }

  /** Wakes when the next service is due; to be called after each change of the schedule. */
  setAlarm(): void {
    const { now, signal } = this.#options;
    clearTimeout(this.#alarm);
    const { nextDue } = this.schedule;
    if (nextDue === undefined || signal.aborted) return;
    const wait = Math.max(0, nextDue - now());
    this.#alarm = setTimeout(() => this.#askDue(), wait).unref();
  }

  #askDue(): void {
    const { logger, now } = this.#options;
    for (const target of this.schedule.takeDue(now())) {
      const { serviceId } = target;
      if (this.#open.has(serviceId)) continue;
      this.#open.add(serviceId);
      this.#takeTurn(() => this.#ask(target))
        .catch(error =>
          logger.error(`Asking ${serviceId} for its health failed.`, error),
        )
        .finally(() => this.#open.delete(serviceId));
    }
    this.setAlarm();
  }

  async #ask(target: ProbeTarget): Promise<void> {
    const { door, probes, answers, signal, onAnswer } = this.#options;
    if (signal.aborted) return;
    const answer = await door.probe(
      { ...target, timeoutMs: Math.min(target.timeoutMs, probes.timeoutMs) },
      { signal },
    );
    if (signal.aborted) return;
    const previous = answers.get(target.serviceId);
    answers.set(target.serviceId, continueRun(answer, previous));
    onAnswer();
  }
}
