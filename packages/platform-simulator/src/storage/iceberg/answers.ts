/** The catalog's answers and how it words failures. */
import type { FailureWords } from '../withFaults';
import { writeExact } from './json';

/** A document of the catalog. */
export function catalogJson(body: unknown, status = 200): Response {
  return new Response(writeExact(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });
}

/** An answer without a body. */
export const empty = (status = 204) => new Response(null, { status });

/** A refusal, in the catalog's shape. */
export function failed(
  status: number,
  type: string,
  message: string,
): Response {
  return catalogJson(
    { error: { message, type, code: status, stack: [] } },
    status,
  );
}

/** How the catalog words the failures that are simulated on purpose. */
export const catalogWords: FailureWords = {
  internalError: () =>
    failed(500, 'InternalServerError', 'Internal server error'),
  slowDown: () =>
    failed(503, 'ServiceUnavailableException', 'Service is not available'),
  conflict: () =>
    failed(
      409,
      'CommitFailedException',
      'Requirement failed: branch main has changed',
    ),
};
