import {
  ProbeTarget,
  ServiceGroup,
} from '@254carbon/backstage-plugin-platform-common';
import { ProbeConfig } from '../config';

/** First questions are spread over this time, so that a start is no stampede. */
const SPREAD_MS = 2_000;
/** A service whose pods keep changing is not asked more often than this. */
const SOONEST_MS = 2_000;
/** Questions a second, of all services together; a large platform is asked less often instead of harder. */
export const BUDGET_PER_SECOND = 25;

interface Entry {
  target: ProbeTarget;
  pods: string;
  askedAt: number;
  dueAt: number;
}

/** Digests of groups in use; a group is another one when its pods are. */
const digests = new WeakMap<ServiceGroup, string>();

/** What a probe would see differently: which pods there are, and which of them are ready. */
function digestPods(group: ServiceGroup): string {
  const known = digests.get(group) ?? describePods(group);
  digests.set(group, known);
  return known;
}

function describePods(group: ServiceGroup): string {
  return group.workloads
    .flatMap(({ pods }) => pods)
    .map(({ object }) => {
      const conditions = object.status?.conditions;
      const ready = Array.isArray(conditions)
        ? JSON.stringify(
            conditions.find(
              condition => (condition as { type?: string })?.type === 'Ready',
            ),
          )
        : '';
      return `${object.metadata.uid ?? object.metadata.name} ${ready}`;
    })
    .sort()
    .join('\n');
}

/**
 * Decides which service is asked when: regularly with jitter, and soon after its pods changed. Holds no
 * timer and does no I/O; times are milliseconds since the epoch.
 */
export class ProbeSchedule {
  readonly #config: Pick<ProbeConfig, 'intervalMs'>;
  readonly #random: () => number;
  readonly #entries = new Map<string, Entry>();

  constructor(
    config: Pick<ProbeConfig, 'intervalMs'>,
    random: () => number = Math.random,
  ) {
    this.#config = config;
    this.#random = random;
  }

  /** Time between two questions to one service: as configured, longer when the budget would not do. */
  get #intervalMs(): number {
    const needed = (this.#entries.size / BUDGET_PER_SECOND) * 1_000;
    return Math.max(this.#config.intervalMs, needed);
  }

  /** Takes a new plan; gives the ids of services that are no longer asked. */
  plan(
    targets: readonly ProbeTarget[],
    groups: readonly ServiceGroup[],
    now: number,
  ): string[] {
    const byId = new Map(groups.map(group => [group.id, group]));
    const spreadMs = Math.max(
      Math.min(SPREAD_MS, this.#config.intervalMs),
      (targets.length / BUDGET_PER_SECOND) * 1_000,
    );
    const planned = new Set(targets.map(({ serviceId }) => serviceId));
    const gone = [...this.#entries.keys()].filter(id => !planned.has(id));
    for (const id of gone) this.#entries.delete(id);
    for (const target of targets) {
      const group = byId.get(target.serviceId);
      this.#planOne(target, group ? digestPods(group) : '', now, spreadMs);
    }
    return gone;
  }

  #planOne(
    target: ProbeTarget,
    pods: string,
    now: number,
    spreadMs: number,
  ): void {
    const known = this.#entries.get(target.serviceId);
    if (!known) {
      const dueAt = now + this.#random() * spreadMs;
      this.#entries.set(target.serviceId, { target, pods, askedAt: 0, dueAt });
      return;
    }
    if (known.pods !== pods) {
      known.dueAt = Math.min(
        known.dueAt,
        Math.max(now, known.askedAt + SOONEST_MS),
      );
    }
    known.target = target;
    known.pods = pods;
  }

  /** The targets that are due, which count as asked from now on. */
  takeDue(now: number): ProbeTarget[] {
    const due = [...this.#entries.values()].filter(({ dueAt }) => dueAt <= now);
    due.sort((one, other) => one.dueAt - other.dueAt);
    for (const entry of due) {
      entry.askedAt = now;
      entry.dueAt = now + this.#intervalMs * (0.9 + this.#random() * 0.2);
    }
    return due.map(({ target }) => target);
  }

  /** When the next target is due, or `undefined` when there is none. */
  get nextDue(): number | undefined {
    let first: number | undefined;
    for (const { dueAt } of this.#entries.values()) {
      if (first === undefined || dueAt < first) first = dueAt;
    }
    return first;
  }
}
