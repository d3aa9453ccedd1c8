/**
 * A watch on which nothing happens looks the same whether the cluster is calm or the connection is dead.
 * So the API server is asked for its version now and then: twice without any answer, and what the watches
 * last said is no longer taken for what is. A server that has just spoken on a watch is spared the question, once in a row:
 * some answer what was asked before, and nothing new.
 */
import { ClusterConnection } from '../door/types';
import { getJson } from '../kubernetes/getJson';
import { ReadError } from '../kubernetes/ReadError';
import { Clock, pause } from './clock';
import { Timings } from './timings';

/** Silences in a row that count. */
const SILENCES = 2;

/**
 * Asks until the signal is aborted, and tells the reason of a silence, or `undefined` when there is an answer
 * again. An answer with an error status is an answer. Never throws.
 *
 * @param options - `heardAt`: when the server last said anything on its own, in milliseconds since the epoch
 */
export async function takePulse(options: {
  connection: ClusterConnection;
  timings: Pick<Timings, 'pulse' | 'pulseTimeout'>;
  clock: Clock;
  signal: AbortSignal;
  heardAt(): number;
  onPulse(silence: string | undefined): void;
}): Promise<void> {
  const { connection, timings, clock, signal, onPulse } = options;
  const context = { cluster: connection.name, verb: 'discover' as const };
  let silences = 0;
  let isSpared = false;
  while (!signal.aborted) {
    await pause(clock, timings.pulse, signal);
    if (signal.aborted) return;
    const isHeard = options.heardAt() > clock.now() - timings.pulse;
    isSpared = isHeard && !isSpared && silences === 0;
    if (isSpared) continue;
    const error = await getJson({
      connection,
      path: '/version',
      context,
      signal,
      timeoutMs: timings.pulseTimeout,
      clock,
    }).then(
      () => undefined,
      caught => caught as ReadError,
    );
    const isSilent = error instanceof ReadError && error.reason === 'no-answer';
    silences = isSilent ? silences + 1 : 0;
    if (silences === 0) onPulse(undefined);
    else if (silences >= SILENCES) onPulse(error?.message);
  }
}
