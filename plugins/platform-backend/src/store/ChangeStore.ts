import { ServiceChange } from '@254carbon/backstage-plugin-platform-common';
import { Lease } from './Lease';

/** The last state of a service that was recorded. */
export interface RecordedState {
  serviceId: string;
  title: string;
  state: string;
  /** ISO 8601 UTC. */
  since: string;
}

/**
 * Remembers the states of services and how they changed. Several replicas share one store; the one that
 * holds the lease writes. Times are given by the caller, so that a test can say what time it is.
 */
export interface ChangeStore {
  /** Takes or extends the lease; `undefined` when another holder has it and it has not expired. */
  takeLease(options: {
    holder: string;
    now: Date;
    durationMs: number;
  }): Promise<Lease | undefined>;
  /** Since when somebody has been writing here; `undefined` before the first lease. */
  watchingSince(): Promise<string | undefined>;
  /** The last recorded state of each service, by its id. */
  lastStates(): Promise<Map<string, RecordedState>>;
  /**
   * Adds changes, and the states that follow from them, at once or not at all. A state of `removed` takes
   * the service out of the states.
   *
   * @throws ConflictError when the lease has passed to another holder.
   */
  record(options: {
    lease: Lease;
    changes: readonly ServiceChange[];
    /** States to set without a change: a service seen for the first time. */
    states?: readonly RecordedState[];
  }): Promise<void>;
  /** Changes at or after `since`, newest first, at most 500. */
  listChanges(options: { since: Date }): Promise<ServiceChange[]>;
  /** Forgets changes before `before`; gives how many. */
  prune(options: { lease: Lease; before: Date }): Promise<number>;
}

/** State of a service that is no longer there. */
export const REMOVED = 'removed';

/** Most changes that one answer carries. */
export const MOST_CHANGES = 500;

/** The states that follow from changes. */
export function statesAfter(
  changes: readonly ServiceChange[],
): RecordedState[] {
  return changes.map(({ serviceId, title, to, at }) => ({
    serviceId,
    title,
    state: to,
    since: at,
  }));
}
