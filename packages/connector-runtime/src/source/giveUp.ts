import { ConnectorError } from '../errors';

/** A try that was in vain. */
export interface Failed {
  /** Why, in a few words. */
  readonly reason: string;
  readonly failure: 'unavailable' | 'contract';
  /** What the source asks to wait. */
  readonly waitMs?: number;
}

/** How a run fails when asking again was in vain. */
export function giveUp(
  source: string,
  last: Failed,
  now: number,
): ConnectorError {
  const { reason, failure, waitMs } = last;
  if (failure === 'contract') {
    return new ConnectorError(
      failure,
      `${source} answered, but ${reason}; look at the archived answer and tell the source.`,
    );
  }
  const when =
    waitMs === undefined
      ? ''
      : `; it asks to come back at ${new Date(now + waitMs).toISOString()}`;
  return new ConnectorError(
    failure,
    `${source} did not give the page (${reason}${when}); the next run continues here, or raise the limits of the connector.`,
  );
}
