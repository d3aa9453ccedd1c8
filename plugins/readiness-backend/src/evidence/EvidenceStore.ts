import { ManualEvidence } from '@254carbon/backstage-plugin-platform-common';

/** Manual evidence as it is remembered: with when its end was told. */
export interface RecordedEvidence extends ManualEvidence {
  warnedAt?: string;
}

/** Which evidence is asked for; all of these hold. */
export interface EvidenceQuery {
  serviceIds?: readonly string[];
  ruleId?: string;
  /** What ends after this moment and was not withdrawn. */
  endsAfter?: Date;
  /** What ends at this moment or before. */
  endsBefore?: Date;
}

/** Remembers manual evidence. */
export interface EvidenceStore {
  /** What was recorded last first, at most 500. */
  list(query: EvidenceQuery): Promise<RecordedEvidence[]>;
  /** All that was not withdrawn and has not ended, however much there is. */
  standing(now: Date): Promise<RecordedEvidence[]>;
  find(id: string): Promise<RecordedEvidence | undefined>;
  add(evidence: ManualEvidence): Promise<void>;
  /**
   * Takes evidence back.
   *
   * @throws NotFoundError when there is none.
   * @throws ConflictError when it was withdrawn already, or has ended.
   */
  withdraw(
    id: string,
    who: { by: string; at: string },
  ): Promise<RecordedEvidence>;
  /** Remembers that the end of these was told, so that it is told once. */
  markWarned(ids: readonly string[], at: string): Promise<void>;
  /** Forgets evidence that ended before a moment; gives how much. */
  prune(before: Date): Promise<number>;
}

/** Most pieces of evidence that one answer carries. */
export const MOST_EVIDENCE = 500;
