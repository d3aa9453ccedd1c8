import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Observation,
  planProbes,
  ProbeAnswer,
  ProbeTarget,
  ServiceGroup,
} from '@254carbon/backstage-plugin-platform-common';
import { ProbeConfig } from '../config';
import { PlatformDoor } from '../door/types';
import { AskLoop } from './AskLoop';
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
  readonly #schedule: ProbeSchedule;
  readonly #options: ProberOptions;
  readonly #loop: AskLoop<ProbeTarget>;
  #targets: readonly ProbeTarget[] = [];

  constructor(options: ProberOptions) {
    this.#options = options;
    this.#schedule = new ProbeSchedule(options.probes);
    this.#loop = new AskLoop({
      ...options,
      schedule: this.#schedule,
      concurrency: options.probes.concurrency,
      idOf: ({ serviceId }) => serviceId,
      ask: target => this.#ask(target),
      what: 'its health',
    });
  }

  /** Asks these services from now on; answers of those that are no longer asked are forgotten. */
  plan(groups: readonly ServiceGroup[]): void {
    const { answers, now } = this.#options;
    this.#targets = planProbes(groups);
    for (const id of this.#schedule.plan(this.#targets, groups, now()))
      answers.delete(id);
    this.#loop.setAlarm();
  }

  /** Whether every one of them has been asked once. */
  get askedAll(): boolean {
    const { answers } = this.#options;
    return this.#targets.every(({ serviceId }) => answers.has(serviceId));
  }

  async #ask(target: ProbeTarget): Promise<void> {
    const { door, probes, answers, signal, onAnswer } = this.#options;
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
