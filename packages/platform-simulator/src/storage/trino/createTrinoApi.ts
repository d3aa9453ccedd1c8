/** Trino's statement protocol. */
import type { IcebergCatalog } from '../iceberg/IcebergCatalog';
import type { Clock, Handler } from '../types';
import type { FailureWords } from '../withFaults';

const unavailable = (status: number) =>
  new Response('Service Unavailable', { status });

/** How the engine words the failures that are simulated on purpose. */
export const trinoWords: FailureWords = {
  internalError: () => unavailable(500),
  slowDown: () => unavailable(503),
  conflict: () => unavailable(409),
};

/** The engine over HTTP. */
export function createTrinoApi(_options: {
  catalog: IcebergCatalog;
  clock: Clock;
  name: string;
}): Handler {
  return async () => unavailable(503);
}
