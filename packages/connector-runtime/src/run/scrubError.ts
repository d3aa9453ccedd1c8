import { ConnectorError } from '../errors';
import type { Scrub } from '../scrub';

/**
 * An error whose message and causes hold no secret. What is no ConnectorError keeps its class; only its words change.
 */
export function scrubError(error: unknown, scrub: Scrub): unknown {
  const seen = new Set<unknown>();
  for (
    let one: unknown = error;
    one instanceof Error && !seen.has(one);
    one = one.cause
  ) {
    seen.add(one);
    const clean = scrub(one.message);
    if (clean !== one.message) {
      one.message = clean;
    }
    if (one.stack !== undefined) {
      one.stack = scrub(one.stack);
    }
  }
  return error instanceof Error || error instanceof ConnectorError
    ? error
    : scrub(String(error));
}
