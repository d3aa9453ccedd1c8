import { Confirmation } from '@254carbon/backstage-plugin-platform-common';
import { Lease } from './Lease';

/** A confirmation, and when it stopped counting. */
export interface RecordedConfirmation extends Confirmation {
  /** Set once the cluster is configured (again): what is confirmed is over. */
  endedAt?: string;
}

/** Remembers what operators let go, so that every replica lets it go, also one that starts later. */
export interface ConfirmationStore {
  /** Newest first, at most 500. */
  list(query: { since?: Date }): Promise<RecordedConfirmation[]>;
  add(confirmation: Confirmation): Promise<void>;
  /** Marks confirmations as over. */
  end(options: {
    lease: Lease;
    ids: readonly string[];
    at: string;
  }): Promise<void>;
  /** Forgets confirmations before `before` that are over or were about one kind; gives how many. */
  prune(options: { lease: Lease; before: Date }): Promise<number>;
}

/** Most confirmations that one answer carries. */
export const MOST_CONFIRMATIONS = 500;
