import { CatalogError } from '../../iceberg/CatalogError';
import { SqlError } from '../SqlError';

/** The catalog's refusals, in the words of the engine. */
export function asCommitError(error: unknown): SqlError {
  if (error instanceof SqlError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const isConflict = error instanceof CatalogError && error.status === 409;
  return new SqlError(
    isConflict ? 'ICEBERG_COMMIT_ERROR' : 'GENERIC_INTERNAL_ERROR',
    isConflict ? `Failed to commit: ${message}` : message,
    { cause: error },
  );
}
