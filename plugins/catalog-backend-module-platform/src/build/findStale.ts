/**
 * Which services cannot be read, since when and why. A service is stale here when what it is judged from cannot be read in
 * its cluster, and that has lasted: an API server that is away for a moment is nobody's news, and an entity that is
 * written each time it blinks would be noise.
 */
import {
  ClusterState,
  ServiceGroup,
  whyStale,
} from '@254carbon/backstage-plugin-platform-common';

/** That something cannot be read. */
export interface Stale {
  /** ISO 8601 UTC. */
  since: string;
  /** One sentence. */
  reason: string;
}

function toSentence(text: string): string {
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** When the first of the reads that fail began to fail; `undefined` when the cluster does not say. */
function beganAt({ kinds }: ClusterState, reason: string): string | undefined {
  const failing = kinds.filter(({ ok, since }) => !ok && since !== undefined);
  const named = failing.filter(({ resource }) => reason.startsWith(resource));
  return (named.length > 0 ? named : failing)
    .flatMap(({ since }) => since ?? [])
    .sort()
    .at(0);
}

/** Remembers since when each service cannot be read, and says which have been so for long enough. */
export class StaleWatch {
  readonly #lastingMs: number;
  readonly #seen = new Map<string, { at: number; stale: Stale }>();

  /** @param lastingMs - How long it must last before it is told, in milliseconds. */
  constructor(lastingMs: number) {
    this.#lastingMs = lastingMs;
  }

  /** What is told of a service of this group, or (without a group) of one that only the catalog knows. */
  look(options: {
    id: string;
    group: ServiceGroup | undefined;
    cluster: ClusterState | undefined;
    /** Milliseconds since the epoch. */
    now: number;
  }): Stale | undefined {
    const { id, group, cluster, now } = options;
    const reason = cluster && whyNotRead(group, cluster);
    if (!cluster || !reason) {
      this.#seen.delete(id);
      return undefined;
    }
    const began = this.#seen.get(id);
    if (began) return this.#isLasting(began.at, now) ? began.stale : undefined;
    const since = beganAt(cluster, reason) ?? new Date(now).toISOString();
    const stale = { since, reason: toSentence(reason) };
    // What is told first stays: an outage that changes its words is still the same outage.
    const at = Math.min(now, Date.parse(since));
    this.#seen.set(id, { at, stale });
    return this.#isLasting(at, now) ? stale : undefined;
  }

  /** Forgets all: everything can be read. */
  clear(): void {
    this.#seen.clear();
  }

  /** Whether something cannot be read at present, told already or not. */
  isStale(id: string): boolean {
    return this.#seen.has(id);
  }

  /** When the next of those that are not told yet will be told, milliseconds since the epoch; `undefined` when none waits. */
  nextAt(now: number): number | undefined {
    const times = [...this.#seen.values()]
      .map(({ at }) => at + this.#lastingMs)
      .filter(at => at > now);
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  #isLasting(at: number, now: number): boolean {
    return now - at >= this.#lastingMs;
  }
}

function whyNotRead(
  group: ServiceGroup | undefined,
  cluster: ClusterState,
): string | undefined {
  if (group) return whyStale(group, [cluster]);
  const failing = cluster.kinds.find(({ ok }) => !ok);
  if (failing)
    return `${failing.resource} of cluster ${cluster.name} cannot be read: ${
      failing.reason ?? 'no reason given'
    }`;
  return cluster.phase === 'failing'
    ? `cluster ${cluster.name} cannot be read at present`
    : undefined;
}
