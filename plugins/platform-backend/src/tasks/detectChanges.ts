/**
 * From states now and states recorded to changes worth remembering. A state counts when it has lasted: a
 * pod that restarts, or a portal that has just started and has not asked anybody yet, is no change. A
 * service that is missing counts as removed only when everything could be read.
 */
import {
  Service,
  ServiceChange,
} from '@254carbon/backstage-plugin-platform-common';
import { RecordedState, REMOVED } from '../store/ChangeStore';

/** How long a state must last before it is recorded, in milliseconds. */
const LASTING_MS = 5_000;
/** Not knowing is mostly short: it must last longer. */
const LASTING_UNKNOWN_MS = 60_000;

/** What changes are detected from. */
export interface DetectInput {
  services: readonly Service[];
  recorded: ReadonlyMap<string, RecordedState>;
  /** Every cluster is read in full and nothing is held back. */
  complete: boolean;
  /** Ids of services that are kept although nobody reads their cluster any more. */
  orphans?: ReadonlySet<string>;
  /** Milliseconds since the epoch. */
  now: number;
}

/** What should be recorded. */
export interface Detected {
  changes: ServiceChange[];
  /**
   * States that are no news: the first ones of services that were there when nothing was recorded yet, and those that a
   * service takes along when it is renamed.
   */
  baseline: RecordedState[];
}

/** The states of services that are known by another id now, under the new one; the old ones go. */
function findRenamed(
  services: readonly Service[],
  recorded: ReadonlyMap<string, RecordedState>,
): RecordedState[] {
  const present = new Set(services.map(({ id }) => id));
  return services.flatMap(({ id, title, formerIds }) => {
    if (recorded.has(id)) return [];
    const former = formerIds
      .filter(old => !present.has(old))
      .flatMap(old => recorded.get(old) ?? []);
    if (former.length === 0) return [];
    const gone = former.map(state => ({ ...state, state: REMOVED }));
    return [{ ...former[0], serviceId: id, title }, ...gone];
  });
}

function withRenamed(
  recorded: ReadonlyMap<string, RecordedState>,
  renamed: readonly RecordedState[],
): Map<string, RecordedState> {
  const states = new Map(recorded);
  for (const state of renamed) {
    if (state.state === REMOVED) states.delete(state.serviceId);
    else states.set(state.serviceId, state);
  }
  return states;
}

/** Remembers since when each service has shown a state that is not the recorded one. */
export class ChangeDetector {
  readonly #pending = new Map<string, { state: string; since: number }>();
  /** Services that were there at the first look of all and have no recorded state yet, such as those that had not answered. */
  readonly #fromTheStart = new Set<string>();

  /** The changes that have lasted long enough by now. */
  detect(input: DetectInput): Detected {
    const { services, now } = input;
    const isFirst = input.recorded.size === 0;
    const renamed = findRenamed(services, input.recorded);
    const recorded = withRenamed(input.recorded, renamed);
    const changes: ServiceChange[] = [];
    const baseline: RecordedState[] = [...renamed];
    if (isFirst) for (const { id } of services) this.#fromTheStart.add(id);
    for (const { id, title, health } of services) {
      const known = recorded.get(id);
      if (known) this.#fromTheStart.delete(id);
      const since = this.#lasting(id, known?.state, health.state, now);
      if (since === undefined) continue;
      const at = new Date(since).toISOString();
      if (this.#fromTheStart.delete(id)) {
        baseline.push({ serviceId: id, title, state: health.state, since: at });
        continue;
      }
      changes.push({
        serviceId: id,
        title,
        at,
        ...(known ? { from: known.state } : {}),
        to: health.state,
        summary: health.summary,
      });
    }
    const seen = { ...input, recorded };
    this.#forget(seen);
    return { changes: [...changes, ...this.#removals(seen)], baseline };
  }

  /** Services that came and went before they were recorded: nobody will ask about them again. */
  #forget({ services, recorded }: DetectInput): void {
    const present = new Set(services.map(({ id }) => id));
    for (const id of this.#pending.keys()) {
      if (!present.has(id) && !recorded.has(id)) this.#pending.delete(id);
    }
  }

  #removals({
    services,
    recorded,
    complete,
    orphans,
    now,
  }: DetectInput): ServiceChange[] {
    const present = new Set(services.map(({ id }) => id));
    return [...recorded.values()].flatMap(({ serviceId, title, state }) => {
      if (present.has(serviceId)) return [];
      if (!complete || orphans?.has(serviceId)) {
        this.#pending.delete(serviceId);
        return [];
      }
      const since = this.#lasting(serviceId, state, REMOVED, now);
      if (since === undefined) return [];
      const at = new Date(since).toISOString();
      const summary = 'Its workloads are no longer in the cluster.';
      return [{ serviceId, title, at, from: state, to: REMOVED, summary }];
    });
  }

  /** Since when the state lasts, once it lasted long enough and differs from the recorded one. */
  #lasting(
    id: string,
    recorded: string | undefined,
    state: string,
    now: number,
  ): number | undefined {
    if (state === recorded) {
      this.#pending.delete(id);
      return undefined;
    }
    const pending = this.#pending.get(id);
    if (pending?.state !== state) {
      this.#pending.set(id, { state, since: now });
      return undefined;
    }
    const lasting = state === 'unknown' ? LASTING_UNKNOWN_MS : LASTING_MS;
    return now - pending.since >= lasting ? pending.since : undefined;
  }
}
