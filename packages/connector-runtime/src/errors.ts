/** Why a connector stops. `unavailable` is the only kind that a later run can mend by itself. */
export type ConnectorFailure =
  | 'configuration'
  | 'authentication'
  | 'rejected'
  | 'unavailable'
  | 'contract'
  | 'quality'
  | 'conflict';

/** The one error of this package: one sentence that names the cure, free of secrets, the cause kept. */
export class ConnectorError extends Error {
  readonly failure: ConnectorFailure;

  constructor(failure: ConnectorFailure, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ConnectorError';
    this.failure = failure;
  }
}

/** The text of whatever was thrown. */
export function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) {
    return String(error.message);
  }
  return String(error);
}
