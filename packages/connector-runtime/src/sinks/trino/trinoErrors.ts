/*
 * What Trino says, as a failure and its cure. The names are Trino's own (`StandardErrorCode`, `IcebergErrorCode`).
 */
import { ConnectorError } from '../../errors';
import type { ConnectorFailure } from '../../errors';

/** A refusal of Trino; `trino` keeps its own name of the error. */
export class TrinoError extends ConnectorError {
  readonly trino: string;

  constructor(failure: ConnectorFailure, message: string, trino: string) {
    super(failure, message);
    this.name = 'TrinoError';
    this.trino = trino;
  }
}

const KNOWN: Readonly<Record<string, readonly [ConnectorFailure, string]>> = {
  PERMISSION_DENIED: [
    'authentication',
    'let the user of TRINO_USER create and write the table',
  ],
  CATALOG_NOT_FOUND: ['configuration', 'correct TRINO_CATALOG'],
  SCHEMA_NOT_FOUND: ['configuration', 'create the schema first'],
  TABLE_NOT_FOUND: ['configuration', 'create the table first'],
  COLUMN_NOT_FOUND: ['contract', 'run again, so that the column is added'],
  SYNTAX_ERROR: [
    'configuration',
    'look whether this Trino is older than 400 and knows MERGE',
  ],
  NOT_SUPPORTED: [
    'configuration',
    'use a catalog of the Iceberg connector in TRINO_CATALOG',
  ],
  TYPE_MISMATCH: [
    'contract',
    'compare the column types with the schema of the stream',
  ],
  QUERY_TEXT_TOO_LARGE: ['contract', 'raise query.max-length in Trino'],
  QUERY_QUEUE_FULL: ['unavailable', 'run again when Trino is less busy'],
  CLUSTER_OUT_OF_MEMORY: ['unavailable', 'run again when Trino is less busy'],
  ICEBERG_COMMIT_ERROR: [
    'unavailable',
    'another writer was quicker, run again',
  ],
  TRANSACTION_CONFLICT: [
    'unavailable',
    'another writer was quicker, run again',
  ],
};

/** True when the statement lost against another writer, so that sending it again can succeed. */
export function isLostRace(error: unknown): boolean {
  return (
    error instanceof TrinoError &&
    ['ICEBERG_COMMIT_ERROR', 'TRANSACTION_CONFLICT'].includes(error.trino)
  );
}

/** True when Trino itself failed, which may be a race of two that it did not foresee. */
export function isInternal(error: unknown): boolean {
  return (
    error instanceof TrinoError && error.trino === 'GENERIC_INTERNAL_ERROR'
  );
}

/** True when the table or its schema is not there. */
export function isAbsent(error: unknown): boolean {
  return (
    error instanceof TrinoError &&
    ['TABLE_NOT_FOUND', 'SCHEMA_NOT_FOUND'].includes(error.trino)
  );
}

function ofStatus(status: number, message: string): TrinoError {
  if (status === 401 || status === 403) {
    return new TrinoError(
      'authentication',
      `Trino does not take the user (status ${status}); check TRINO_USER and TRINO_PASSWORD.`,
      `HTTP_${status}`,
    );
  }
  if (status >= 300 && status < 400) {
    return new TrinoError(
      'configuration',
      `TRINO_URL leads elsewhere (status ${status}); write the address that Trino answers at itself.`,
      `HTTP_${status}`,
    );
  }
  return new TrinoError(
    status >= 500 || status === 429 ? 'unavailable' : 'rejected',
    `Trino answered with status ${status} (${message}); look at its log, then run again.`,
    `HTTP_${status}`,
  );
}

/** An answer that is no result, as an error. */
export function refusalOf(said: {
  status?: number;
  message?: string;
  errorName?: string;
  errorType?: string;
}): TrinoError {
  const message = (said.message ?? '').slice(0, 300);
  if (said.status !== undefined) {
    return ofStatus(said.status, message);
  }
  const name = said.errorName ?? 'UNKNOWN';
  const [failure, cure] = KNOWN[name] ?? [
    said.errorType === 'USER_ERROR' ? 'rejected' : 'unavailable',
    said.errorType === 'USER_ERROR'
      ? 'correct the table or the schema of the stream'
      : "look at Trino's log, then run again",
  ];
  return new TrinoError(
    failure,
    `Trino refuses a statement with ${name} (${message}); ${cure}.`,
    name,
  );
}
