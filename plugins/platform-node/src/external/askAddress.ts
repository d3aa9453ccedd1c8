import {
  ExternalAddress,
  ExternalAnswer,
  readStep,
} from '@254carbon/backstage-plugin-platform-common';
import { PlatformDoor } from '../door/types';
import { findWay, Ways } from './findWay';

/** Requests that one question may cost. */
export const MOST_STEPS = 3;
/** Enough of a page to tell a login from anything else. */
const MAX_BYTES = 4_096;

/** What a question needs. */
export interface AskAddressOptions {
  door: Pick<PlatformDoor, 'knock' | 'resolve'>;
  ways: Ways;
  timeoutMs: number;
  signal: AbortSignal;
}

/** What is the same in every answer of an address. */
export function beginAnswer(address: ExternalAddress): ExternalAnswer {
  const { cluster, host, path, challenge } = address;
  return { host, cluster, path, ...(challenge ? { challenge } : {}) };
}

/**
 * Asks an address once, as a browser would that has nothing but the portal's identity. Redirects are followed on the same host only, a few times; whom
 * another host is, is not known. Never rejects.
 */
export async function askAddress(
  address: ExternalAddress,
  options: AskAddressOptions,
): Promise<ExternalAnswer> {
  const { door, ways, timeoutMs, signal } = options;
  const answer = beginAnswer(address);
  const way = findWay(address, ways);
  if (!way.ok) return { ...answer, notAsked: true, reason: way.reason };
  const { headers } = way;
  const isMapped = door.resolve(way.url) !== way.url;
  const seen = new Set<string>();
  let { url } = way;
  for (;;) {
    const request = { headers, timeoutMs, maxBytes: MAX_BYTES, signal };
    const knocked = await door.knock(url, request);
    if (!knocked.ok) {
      const { fault, reason } = knocked;
      const what = fault === 'own' ? { notAsked: true as const } : { fault };
      return { ...answer, ...what, reason };
    }
    const { status } = knocked.answer;
    seen.add(door.resolve(url));
    const step = readStep(url, knocked.answer);
    if (step.kind === 'here') return { ...answer, status };
    if (step.kind === 'behind')
      return { ...answer, status, behind: true, reason: step.reason };
    const next = door.resolve(step.url);
    // Where a map leads to a host, the host itself may be out of reach, or somebody else's.
    const isLost = isMapped && next === step.url;
    if (isLost || seen.has(next) || seen.size >= MOST_STEPS) {
      const reason = `${status}, and again, without an end`;
      return { ...answer, status, behind: true, reason };
    }
    url = step.url;
  }
}
