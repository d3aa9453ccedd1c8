import { Service } from '../model';
import { ServiceGroup } from './types';

/** What a service was judged from besides its group; the same in all means the same service, but for its age. */
export interface Grounds {
  /** What it depends on. */
  found: unknown;
  /** What it answered. */
  probe: unknown;
  /** Why it cannot be seen at present. */
  clusterStale: unknown;
  /** How well the kinds of its cluster can be read. */
  kinds: unknown;
}

function areSame(one: Grounds, other: Grounds): boolean {
  return (
    one.found === other.found &&
    one.probe === other.probe &&
    one.clusterStale === other.clusterStale &&
    one.kinds === other.kinds
  );
}

interface Judged {
  group: ServiceGroup;
  grounds: Grounds;
  judgedAt: number;
  /** Set when it is first asked for: it follows from the judgement, which is made when somebody asks. */
  goodUntil?: number;
  service: Service;
}

type Compare = (one: Service, other: Service) => number;

/** Where in a sorted list, from a place on, something belongs. */
function placeOf(
  list: readonly Service[],
  service: Service,
  order: { from: number; compare: Compare },
): number {
  let low = order.from;
  let high = list.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (order.compare(list[middle], service) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One sorted list of two. It compares as few as possible when `few` are few. */
function merge(
  many: readonly Service[],
  few: readonly Service[],
  compare: Compare,
): Service[] {
  const merged: Service[] = [];
  let from = 0;
  for (const service of few) {
    const to = placeOf(many, service, { from, compare });
    for (; from < to; from += 1) merged.push(many[from]);
    merged.push(service);
  }
  for (; from < many.length; from += 1) merged.push(many[from]);
  return merged;
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
  /** Those of the last list, in its order: most groups stand where they stood. */
  readonly #latest: Judged[] = [];
  /** The same by group; made when the first is found to stand elsewhere, and of no use for the next list. */
  #byGroup: ReadonlyMap<ServiceGroup, Judged> | undefined;
  readonly #keepMs: number;
  readonly #random: () => number;
  /** The last list that was sorted, as it was given and as it became. */
  #given: readonly Service[] = [];
  #sorted: readonly Service[] = [];
  /** Where each stands in it, by id; made when it is first asked for. */
  #places: ReadonlyMap<string, number> | undefined;

  /**
   * @param keepMs - How old a judgement becomes at most, in milliseconds, and half of it at least; six times that
   *   where nothing but the time of observation would be different.
   * @param random - From 0 to 1; drawn for each judgement.
   */
  constructor(keepMs: number, random: () => number = Math.random) {
    this.#keepMs = keepMs;
    this.#random = random;
  }

  /**
   * The service of a group as it was judged, when that is still good.
   *
   * @param place - Where the group stands in its list, and the time.
   */
  recall(
    group: ServiceGroup,
    grounds: Grounds,
    { at, now }: { at: number; now: number },
  ): Service | undefined {
    const near = this.#latest[at];
    const last = near?.group === group ? near : this.#find(group);
    const isGood =
      last !== undefined &&
      now >= last.judgedAt &&
      areSame(last.grounds, grounds) &&
      now < this.#goodUntil(last);
    if (!isGood) return undefined;
    this.#latest[at] = last;
    return last.service;
  }

  /** Keeps how the service of a group was judged now. */
  keep(
    service: Service,
    group: ServiceGroup,
    grounds: Grounds,
    { at, now }: { at: number; now: number },
  ): void {
    const goodUntil = undefined;
    this.#latest[at] = { group, grounds, judgedAt: now, goodUntil, service };
  }

  /** Asked for the first time of a list before anything of the last one was replaced by what stood elsewhere. */
  #find(group: ServiceGroup): Judged | undefined {
    this.#byGroup ??= new Map(this.#latest.map(one => [one.group, one]));
    return this.#byGroup.get(group);
  }

  #goodUntil(judged: Judged): number {
    const { group, service, judgedAt } = judged;
    if (judged.goodUntil !== undefined) return judged.goodUntil;
    const keepMs = this.#keepMs * (isMoving(group, service) ? 1 : TIMELESS);
    judged.goodUntil = judgedAt + keepMs * (0.5 + this.#random() / 2);
    return judged.goodUntil;
  }

  /**
   * The services, whose ids are unique, in the order of `compare`. Those that stand where they stood the last time
   * are not compared again: comparing titles as people sort them is dear.
   */
  sort(services: readonly Service[], compare: Compare): Service[] {
    const sorted =
      this.#replace(services, compare) ?? this.#sortAnew(services, compare);
    this.#given = services;
    this.#sorted = sorted;
    this.#latest.length = services.length;
    this.#byGroup = undefined;
    return [...sorted];
  }

  /** The last list with every service in its place; `undefined` when any came, went or moved. */
  #replace(
    services: readonly Service[],
    compare: Compare,
  ): Service[] | undefined {
    const before = this.#sorted;
    if (before.length !== services.length) return undefined;
    const next = [...before];
    for (let index = 0; index < services.length; index += 1) {
      const service = services[index];
      if (service === this.#given[index]) continue;
      const at = this.#placeOf(service);
      if (at === undefined) return undefined;
      if (before[at] === service) continue;
      if (compare(before[at], service) !== 0) return undefined;
      next[at] = service;
    }
    return next;
  }

  #placeOf({ id }: Service): number | undefined {
    this.#places ??= new Map(this.#sorted.map((one, at) => [one.id, at]));
    return this.#places.get(id);
  }

  #sortAnew(services: readonly Service[], compare: Compare): Service[] {
    this.#places = undefined;
    if (this.#sorted.length === 0) return [...services].sort(compare);
    const waiting = new Map(services.map(service => [service.id, service]));
    const kept: Service[] = [];
    const others: Service[] = [];
    for (const before of this.#sorted) {
      const service = waiting.get(before.id);
      if (!service) continue;
      waiting.delete(before.id);
      const stays = service === before || compare(before, service) === 0;
      (stays ? kept : others).push(service);
    }
    others.push(...waiting.values());
    return merge(kept, others.sort(compare), compare);
  }
}
