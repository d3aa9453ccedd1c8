import { Exemption } from '@254carbon/backstage-plugin-platform-common';

/** An exemption as it is remembered: with who ended it early, and when its end was told. */
export interface RecordedExemption extends Exemption {
  revokedBy?: string;
  revokedAt?: string;
  revokeNote?: string;
  warnedAt?: string;
}

/** Which exemptions are asked for; all of these hold. */
export interface ExemptionQuery {
  serviceIds?: readonly string[];
  ruleId?: string;
  states?: readonly Exemption['state'][];
  /** Those that end after this moment. */
  endsAfter?: Date;
  /** Those that end at this moment or before. */
  endsBefore?: Date;
}

/** What somebody decided. */
export interface ExemptionDecision {
  state: 'approved' | 'rejected';
  by: string;
  at: string;
  note?: string;
}

/** Remembers exemptions. */
export interface ExemptionStore {
  /** What ends soonest first, at most 500. */
  list(query: ExemptionQuery): Promise<RecordedExemption[]>;
  /** Every approved one that has not ended, however many there are. */
  approved(now: Date): Promise<RecordedExemption[]>;
  find(id: string): Promise<RecordedExemption | undefined>;
  add(exemption: Exemption): Promise<void>;
  /**
   * Decides on a request, once.
   *
   * @throws NotFoundError when there is none.
   * @throws NotAllowedError when who decides is who asked.
   * @throws ConflictError when it was decided or taken back already, or has ended.
   */
  decide(id: string, decision: ExemptionDecision): Promise<RecordedExemption>;
  /**
   * Ends an approved exemption, or takes a request back.
   *
   * @throws NotFoundError when there is none.
   * @throws ConflictError when there is nothing left to end.
   */
  revoke(
    id: string,
    who: { by: string; at: string; note: string },
  ): Promise<RecordedExemption>;
  /** Remembers that the end of these was told, so that it is told once. */
  markWarned(ids: readonly string[], at: string): Promise<void>;
  /** Forgets exemptions that ended before a moment; gives how many. */
  prune(before: Date): Promise<number>;
}

/** Most exemptions that one answer carries. */
export const MOST_EXEMPTIONS = 500;
