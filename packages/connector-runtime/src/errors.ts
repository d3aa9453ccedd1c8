/** Why a connector stops. `unavailable` is the only kind that a later run can mend by itself. */
export const CONNECTOR_FAILURES = [
  'configuration',
  'authentication',
  'rejected',
  'unavailable',
  'contract',
  'quality',
  'conflict',
] as const;

/** Why a connector stops. */
export type ConnectorFailure = (typeof CONNECTOR_FAILURES)[number];

/** Every word that the line `"event":"failed"` of a command may give as its `failure`; runbooks explain each. */
export const FAILURE_WORDS = [...CONNECTOR_FAILURES, 'unexpected'] as const;

/** The word of a failure. */
export type FailureWord = (typeof FAILURE_WORDS)[number];

/** The one error of this package: one sentence that names the cure, free of secrets, the cause kept. */
export class ConnectorError extends Error {
  readonly failure: ConnectorFailure;

  constructor(failure: ConnectorFailure, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ConnectorError';
    this.failure = failure;
  }
}

/** The word that a command prints for whatever was thrown; what this package did not foresee is `unexpected`. */
export function failureOf(error: unknown): FailureWord {
  return error instanceof ConnectorError ? error.failure : 'unexpected';
}

/** The text of whatever was thrown. */
export function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) {
    return String(error.message);
  }
  return String(error);
}
