import {
  InForce,
  Observation,
  ReadinessReport,
  ScoreEntry,
  ScoreGap,
  ScoreScope,
  StoredVerdict,
  VerdictChange,
  VerdictRecord,
  HistoryPoint,
  RuleCategory,
} from '@254carbon/backstage-plugin-platform-common';
import { LeaseTerm } from '@254carbon/backstage-plugin-platform-node';

/** What one evaluation found, with what it rests on. */
export interface Judged {
  report: ReadinessReport;
  /** What the rules said, by service; before people laid anything over it. */
  records: ReadonlyMap<string, readonly VerdictRecord[]>;
  /** The fact of a service, for those that a record names; absent when it is not to be kept. */
  factOf(serviceId: string, name: string): Observation<unknown> | undefined;
}

/** What is to be remembered of an evaluation. */
export interface SaveOptions {
  judged: Judged;
  changes: readonly VerdictChange[];
  /** The right to write; it is proved in the same transaction. */
  term: LeaseTerm;
  /** Longer than this without a judgement is a gap; milliseconds. */
  silenceMs: number;
}

/** How much of a report is wanted. */
export interface ReportWish {
  /** Verdicts without evidence and remedy, which is most of the bytes. */
  light?: boolean;
  /** Only this service. */
  serviceId?: string;
}

/** The place of a verdict among all of them. */
export type VerdictPlace = Pick<
  StoredVerdict,
  'serviceId' | 'recordedAt' | 'id'
>;

/** Which verdicts are wanted. */
export interface VerdictQuestion {
  serviceId?: string;
  ruleId?: string;
  /** In force after this instant. */
  since?: string;
  /** Only what comes after this one. */
  after?: VerdictPlace;
  limit: number;
}

/** The order of verdicts: by service, the newest first, then by id; negative when `a` comes first. */
export function comparePlaces(a: VerdictPlace, b: VerdictPlace): number {
  if (a.serviceId !== b.serviceId) return a.serviceId < b.serviceId ? -1 : 1;
  if (a.recordedAt !== b.recordedAt)
    return a.recordedAt > b.recordedAt ? -1 : 1;
  return Number(a.id > b.id) - Number(a.id < b.id);
}

/** A fact as the rules saw it then. */
export interface RecalledFact {
  serviceId: string;
  name: string;
  observation: Observation<unknown>;
}

/** How far memory reaches. */
export interface Reach {
  /** The whole state can be told from here on. */
  from: string;
  /** Up to when was judged. */
  to: string;
}

/**
 * What is remembered of readiness. Every implementation passes the same conformance suite. Instants are ISO 8601 in UTC
 * with milliseconds.
 */
export interface ReadinessStore {
  /** The newest report, or `undefined` before the first. The same object as long as nothing was judged since. */
  latest(): Promise<ReadinessReport | undefined>;
  /**
   * Remembers what was judged, whole or not at all: what is in force now and was not before, and the end of what was. What
   * did not change is not written. A judgement that is not newer than the newest is dropped: time must not run backwards.
   *
   * @returns whether it became the newest.
   * @throws LeaseLost when the term has passed to another replica; nothing was written.
   */
  save(options: SaveOptions): Promise<boolean>;
  /** Every score in force and when was judged last; one statement. `undefined` before the first judgement. */
  scores(): Promise<{ judgedAt: string; scores: ScoreEntry[] } | undefined>;
  /** One score, or one category of it, since an instant; the one in force then first, oldest first. */
  history(options: {
    scope: ScoreScope;
    id: string;
    category?: RuleCategory;
    since: string;
  }): Promise<HistoryPoint[]>;
  /** Stretches in which nobody judged and that ended after an instant, oldest first. */
  gaps(since: string): Promise<ScoreGap[]>;
  /** How far memory reaches; `undefined` before the first judgement. */
  reach(): Promise<Reach | undefined>;
  /** The report as it was in force at an instant within {@link reach}. */
  reportAt(
    instant: string,
    wish?: ReportWish,
  ): Promise<ReadinessReport | undefined>;
  /** The facts that the verdicts in force at an instant within {@link reach} rest on. */
  factsAt(instant: string): Promise<RecalledFact[]>;
  /**
   * Stored verdicts: service by service, of each the newest first. What is stored meanwhile moves nothing that comes after a verdict before it, so
   * that page follows page.
   */
  verdicts(question: VerdictQuestion): Promise<StoredVerdict[]>;
  /** The newest changes of verdicts, newest first, and by effect within one report. */
  changes(limit: number): Promise<VerdictChange[]>;
  /**
   * Forgets what ended before an instant, and what nothing refers to any more; what is in force stays.
   *
   * @returns how many rows went.
   * @throws LeaseLost when the term has passed to another replica.
   */
  prune(options: { before: string; term: LeaseTerm }): Promise<number>;
  /** Forgets what it holds of the database in memory, because it may not be true any more. */
  doubt(): void;
}

/** When a stored verdict was in force; see the contract. */
export type { InForce };
