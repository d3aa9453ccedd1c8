/*
 * What a failure of the catalog means: whether a change may have been made all the same, and what a person can do.
 */
import { ConnectorError, messageOf } from '../../errors';
import type { Scrub } from '../../scrub';

/** The HTTP status of an error of the catalog's client; 0 when there was no answer. */
export function statusOf(error: unknown): number | undefined {
  return typeof error === 'object' &&
    error !== null &&
    'status' in error &&
    typeof error.status === 'number'
    ? error.status
    : undefined;
}

/** The error behind what the client makes of it: a failure of ours passes through it unchanged. */
function behind(error: unknown): unknown {
  return typeof error === 'object' &&
    error !== null &&
    'details' in error &&
    error.details instanceof ConnectorError
    ? error.details
    : error;
}

/** What an error of the catalog means, with its cure. */
export function catalogRefusal(
  thrown: unknown,
  doing: string,
  scrub: Scrub,
): ConnectorError {
  const error = behind(thrown);
  if (error instanceof ConnectorError) {
    return error;
  }
  const status = statusOf(error);
  const said = scrub(messageOf(error)).slice(0, 300);
  if (status === 401 || status === 403) {
    return new ConnectorError(
      'authentication',
      `The Iceberg catalog refuses ${doing} (${said}); check ICEBERG_REST_TOKEN and what it may do.`,
      error,
    );
  }
  if (status === 404) {
    return new ConnectorError(
      'configuration',
      `The Iceberg catalog does not know what ${doing} needs (${said}); check ICEBERG_REST_URL, ICEBERG_WAREHOUSE and that the table is there.`,
      error,
    );
  }
  if (status !== undefined && status >= 400 && status < 500) {
    return new ConnectorError(
      'rejected',
      `The Iceberg catalog does not accept ${doing} (${said}); compare the table with the schema of the stream.`,
      error,
    );
  }
  return new ConnectorError(
    'unavailable',
    `The Iceberg catalog fails at ${doing} (${said}); check that it is up, then run again.`,
    error,
  );
}

/** No answer, or an error of the server itself: the change may have been made. */
export function mayBeDone(thrown: unknown): boolean {
  const error = behind(thrown);
  if (error instanceof ConnectorError) {
    return error.failure === 'unavailable';
  }
  const status = statusOf(error);
  return (
    status === 0 || (status !== undefined && status >= 500 && status !== 501)
  );
}
