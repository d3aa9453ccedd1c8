/**
 * How readiness is kept.
 *
 * Three tables hold everything. `readiness_contents` holds what verdicts rest on (values of facts, settings of rules) by
 * digest, so that what did not change is there once. `readiness_verdicts` holds verdicts as they were
 * judged, unique by service, rule, version and facts, and never changed. `readiness_timeline` says what was in force from when until when:
 * which verdicts of a service (`Standing.ts` says how), which score, which settings; and, as rows that end where they begin or stand for a
 * stretch of time, what changed and when nobody judged. What is in force now is what has no end.
 */
import { Outcome } from '@254carbon/backstage-plugin-platform-common';

/** What a row of the timeline is about. The last two are never open. */
export type ThingKind =
  | 'settings'
  | 'score'
  | 'sheet'
  | 'verdict'
  | 'change'
  | 'gap';

/** Names what is in force once at most. */
export interface ThingKey {
  kind: ThingKind;
  /** Of a score its scope; of a sheet, a verdict or a change the service's id. */
  subject: string;
  /** Of a score the id within its scope; of a verdict or a change the rule's id. */
  name: string;
}

/** A row of the timeline. */
export interface TimelineRow extends ThingKey {
  /** ISO 8601 UTC, like every instant here; such texts sort as times do. */
  since: string;
  /** Null as long as it is in force. */
  until: string | null;
  /** Id of the verdict or digest of the settings. */
  ref: string | null;
  /** JSON: of a score what everybody asks for, of a sheet the ids of verdicts by rule, of a verdict what people laid over it, of a change all of it. */
  body: string | null;
  /** JSON: of a score the rest of it. */
  detail: string | null;
}

/** A row of the verdicts. */
export interface VerdictRow {
  /** Digest of the service, the rule, its version and `facts_digest`. */
  id: string;
  service_id: string;
  rule_id: string;
  rule_version: number;
  /** Digest of the facts, with what time made of them: see `digestOf`. */
  facts_digest: string;
  outcome: Outcome;
  /** 0 or 1. */
  stale: number;
  summary: string;
  /** JSON of evidence and remedy. */
  detail: string;
  /** JSON of the facts, each as name, digest, 1 when it could be read, when, and where. */
  facts: string;
  recorded_at: string;
}

/** A row of the contents. */
export interface ContentRow {
  digest: string;
  kind: 'fact' | 'settings';
  /** JSON. */
  content: string;
  stored_at: string;
}

/** A row of the timeline with what it refers to, so far as it was asked for. */
export interface LoadedRow extends TimelineRow {
  /** 1 when a sheet lists this verdict, which holds until a row of its own says otherwise; 0 for rows themselves. */
  listed: number;
  outcome: Outcome | null;
  stale: number | null;
  summary: string | null;
  /** `detail` of the verdict; absent when the proof was not asked for. */
  proof?: string | null;
  content: string | null;
}

/** The same key for the same thing. */
export function keyOf({ kind, subject, name }: ThingKey): string {
  return `${kind} ${subject} ${name}`;
}

/** What makes a row another one than the one in force. */
export function markOf(
  row: Pick<TimelineRow, 'ref' | 'body' | 'detail'>,
): string {
  return `${row.ref ?? ''}\n${row.body ?? ''}\n${row.detail ?? ''}`;
}
