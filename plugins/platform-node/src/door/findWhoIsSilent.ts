import { ProbeTarget } from '@254carbon/backstage-plugin-platform-common';
import { limitTime } from './callHttp';
import { blame, DoorError } from './DoorError';
import { readBody } from './readBody';
import { ClusterConnection } from './types';

const ANSWER_MS = 2_000;
const MAX_BODY = 4_096;

/** Whether the API server itself answers as one that works: its version, whole. */
async function isWell(
  connection: ClusterConnection,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    const answer = await connection.request('/version', {
      timeoutMs: ANSWER_MS,
      signal: limitTime(ANSWER_MS, signal),
    });
    const { text } = await readBody(answer.body, MAX_BODY);
    // One that refuses to tell its version to us still works.
    return answer.status < 500 && JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}

/**
 * A question that went through the API server and came to nothing: is the service silent, or the API server?
 * The API server is asked something that it answers by itself. When that fails too, nobody asked the service.
 */
export async function findWhoIsSilent(options: {
  error: DoorError;
  connection: ClusterConnection;
  target: ProbeTarget;
  signal?: AbortSignal;
}): Promise<DoorError> {
  const { error, connection, target, signal } = options;
  if (error.failure !== undefined) return error;
  if (await isWell(connection, signal)) return blame(error, 'no-answer');
  const { serviceName, namespace, port, cluster } = target;
  return new DoorError(
    error.reason,
    `${serviceName}.${namespace}:${port} could not be asked, because the API server of cluster ${cluster} does not answer as it should; look at its log and load, and the network between.`,
    error,
    'not-asked',
  );
}
