import {
  AcknowledgedIncident,
  Acknowledgement,
  RecordedIncident,
} from '@254carbon/backstage-plugin-platform-common';
import { Lease } from './Lease';

/** Which incidents are listed: the open ones, and those that were closed at or after a time. */
export interface IncidentQuery {
  /** None of the closed ones, when absent. */
  closedSince?: Date;
  /** Of any of these services only. */
  serviceIds?: readonly string[];
}

/**
 * Remembers incidents, and that somebody has seen them. Incidents are written by the holder of the lease;
 * what people say is written by whichever replica they speak to.
 */
export interface IncidentStore {
  /** Open ones first, then closed ones, newest first; at most 500. */
  list(query: IncidentQuery): Promise<AcknowledgedIncident[]>;
  find(id: string): Promise<AcknowledgedIncident | undefined>;
  /**
   * Writes incidents, each in place of the one with its id, at once or not at all.
   *
   * @throws ConflictError when the lease has passed to another holder.
   */
  write(options: {
    lease: Lease;
    incidents: readonly RecordedIncident[];
  }): Promise<void>;
  /**
   * Notes that somebody has seen an open incident, in place of what was noted before, which stays in the history.
   *
   * @throws NotFoundError when there is no such incident.
   * @throws ConflictError when it is closed.
   */
  acknowledge(
    id: string,
    acknowledgement: Acknowledgement,
  ): Promise<AcknowledgedIncident>;
  /**
   * Takes the acknowledgement of an open incident back.
   *
   * @throws NotFoundError when there is no such incident.
   * @throws ConflictError when it is closed, or nobody has acknowledged it.
   */
  withdraw(
    id: string,
    by: { by: string; at: string },
  ): Promise<AcknowledgedIncident>;
  /** Forgets incidents that were closed before `before`; gives how many. */
  prune(options: { lease: Lease; before: Date }): Promise<number>;
}

/** Most incidents that one answer carries. */
export const MOST_INCIDENTS = 500;
