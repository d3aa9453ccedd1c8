import { Service } from '../model';
import { ServiceGroup } from './types';

/** What a service was judged from besides its group; the same list means the same service, but for its age. */
export type Grounds = readonly unknown[];

interface Judged {
  grounds: Grounds;
  judgedAt: number;
  goodUntil: number;
  service: Service;
}

/** How much longer a judgement is kept that time alone would not change. */
const TIMELESS = 6;

/** Whether a judgement becomes another one as time passes: ages of troubles and runs, ends of declarations. */
function isMoving(group: ServiceGroup, service: Service): boolean {
  return (
    service.expectedDown !== undefined ||
    group.probe?.protocol === 'custom-resource' ||
    service.workloads.some(
      ({ kind, pods }) =>
        kind === 'Job' ||
        kind === 'CronJob' ||
        pods.some(
          ({ ready, restarts, troubles }) =>
            !ready || restarts > 0 || troubles.length > 0,
        ),
    )
  );
}

/**
 * The services as they were judged, for whoever judges again and again: a service that has the same group and the
 * same grounds is not judged anew until its judgement is some seconds old. Time alone makes a difference too ("for 14
 * min", a declaration that ends), so none is kept for longer; and they do not all grow old at once.
 */
export class ServiceMemory {
  readonly #judged = new WeakMap<ServiceGroup, Judged>();
  readonly #keepMs: number;
  readonly #random: () => number;

  /**
   * @param keepMs - How old a judgement becomes at most, in milliseconds, and half of it at least; six times that
   *   where nothing but the time of observation would be different.
   * @param random - From 0 to 1; drawn for each judgement.
   */
  constructor(keepMs: number, random: () => number = Math.random) {
    this.#keepMs = keepMs;
    this.#random = random;
  }

  /** The service of a group, as it was judged or as `judge` judges it now. */
  recall(
    group: ServiceGroup,
    grounds: Grounds,
    at: { now: number; judge: () => Service },
  ): Service {
    const { now, judge } = at;
    const last = this.#judged.get(group);
    const isGood =
      last !== undefined &&
      now >= last.judgedAt &&
      now < last.goodUntil &&
      last.grounds.length === grounds.length &&
      last.grounds.every((ground, index) => ground === grounds[index]);
    if (isGood) return last.service;
    const service = judge();
    const keepMs = this.#keepMs * (isMoving(group, service) ? 1 : TIMELESS);
    const goodUntil = now + keepMs * (0.5 + this.#random() / 2);
    this.#judged.set(group, { grounds, judgedAt: now, goodUntil, service });
    return service;
  }
}
