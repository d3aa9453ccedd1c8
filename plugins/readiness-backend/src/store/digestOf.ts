import { hash } from 'node:crypto';
import { VerdictRecord } from '@254carbon/backstage-plugin-platform-common';

/** Digest of a text: 24 bytes of SHA-256, in 32 characters. */
export function digestOf(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 32);
}

/**
 * The digest under which a verdict is unique for its service, rule and version. Some rules depend on the time: the same facts pass
 * today and fail tomorrow (a certificate nears its end), and facts that can no longer be read make the same verdict stale. What time
 * made of the facts is therefore part of it.
 */
export function verdictDigest(
  record: Pick<VerdictRecord, 'factsDigest' | 'verdict'>,
): string {
  const { outcome, stale } = record.verdict;
  return `${record.factsDigest}:${outcome}${stale ? ':stale' : ''}`;
}

/** The digest of the facts alone, of a {@link verdictDigest}. */
export function factsDigestOf(digest: string): string {
  return digest.replace(/:[a-z-]+(?::stale)?$/, '');
}

/** Id of a record; the same in every process. */
export function recordId(record: VerdictRecord): string {
  const { serviceId, ruleId, ruleVersion } = record;
  return digestOf(
    `${serviceId} ${ruleId} ${ruleVersion} ${verdictDigest(record)}`,
  );
}
