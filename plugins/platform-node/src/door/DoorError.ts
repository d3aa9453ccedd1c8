import { FailureKind } from '@254carbon/backstage-plugin-platform-common';

/** Why something could not be reached, coarse enough to decide what to do next. */
export type DoorErrorReason =
  | 'unreachable'
  | 'untrusted'
  | 'timeout'
  | 'aborted'
  | 'broken'
  | 'no-identity';

const REFUSED = new Map<string, string>([
  ['ECONNREFUSED', 'the connection was refused'],
  ['ENOTFOUND', 'its name is not known'],
  ['EAI_AGAIN', 'its name could not be looked up'],
  ['EHOSTUNREACH', 'there is no way to the host'],
  ['ENETUNREACH', 'there is no way to the network'],
  ['ECONNRESET', 'the connection was cut'],
  ['EPIPE', 'the connection was cut'],
  ['UND_ERR_SOCKET', 'the connection was cut'],
]);

const TIMEOUTS = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);

const TRUST =
  /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_TLS|EPROTO/;

/** Nothing came back. The message is one sentence that names the cure. */
export class DoorError extends Error {
  readonly reason: DoorErrorReason;
  /** Whose failure it is; absent when the connection cannot tell. */
  readonly failure?: FailureKind;

  constructor(
    reason: DoorErrorReason,
    message: string,
    cause?: unknown,
    failure?: FailureKind,
  ) {
    super(message, { cause });
    this.name = 'DoorError';
    this.reason = reason;
    this.failure = failure;
  }
}

/** The same error, with whose failure it is. */
export function blame(error: DoorError, failure: FailureKind): DoorError {
  return new DoorError(error.reason, error.message, error.cause, failure);
}

/** The code of the connection's own error, somewhere below; empty when there is none. */
export function codeOf(error: unknown): string {
  const seen = error as { code?: unknown; cause?: unknown } | undefined;
  if (typeof seen?.code === 'string') return seen.code;
  return seen?.cause ? codeOf(seen.cause) : '';
}

function isTimeout(error: unknown, code: string): boolean {
  return TIMEOUTS.has(code) || (error as Error)?.name === 'TimeoutError';
}

/** Turns what a connection threw into a {@link DoorError}. `what` names the place: `cluster demo at https://...`. */
export function toDoorError(error: unknown, what: string): DoorError {
  if (error instanceof DoorError) return error;
  const code = codeOf(error);
  if (isTimeout(error, code)) {
    return new DoorError(
      'timeout',
      `${what} did not answer in time; check its load and the network between.`,
      error,
    );
  }
  if ((error as Error)?.name === 'AbortError' || code === 'UND_ERR_ABORTED') {
    return new DoorError('aborted', `The call to ${what} was given up.`, error);
  }
  if (TRUST.test(code)) {
    return new DoorError(
      'untrusted',
      `${what} presents a certificate that is not trusted (${code}); set caData or caFile to the authority that signed it.`,
      error,
    );
  }
  const known = REFUSED.get(code);
  return new DoorError(
    known ? 'unreachable' : 'broken',
    `${what} cannot be reached: ${
      known ?? (error as Error)?.message ?? 'unknown cause'
    }; check that it runs and that its address is right.`,
    error,
  );
}
