/**
 * The API server's service proxy speaks with the same voice as the service behind it: a 503 may be the
 * service's own, or the proxy saying that the service has no endpoints. The proxy's own answers are
 * `Status` objects of Kubernetes; only those count as "nobody was asked".
 */
import { ProbeTarget } from '@254carbon/backstage-plugin-platform-common';
import { DoorError } from './DoorError';

interface ProxyStatus {
  kind: 'Status';
  reason?: string;
  message?: string;
}

function readStatus(
  headers: Record<string, string>,
  body: string,
): ProxyStatus | undefined {
  if (!headers['content-type']?.startsWith('application/json'))
    return undefined;
  try {
    const value = JSON.parse(body);
    return value?.kind === 'Status' && value.apiVersion === 'v1'
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Lets an answer of the service pass.
 *
 * @throws DoorError when the API server answered in its place: forbidden, no such service, no endpoints.
 */
export function judgeProxyAnswer(answer: {
  target: ProbeTarget;
  status: number;
  headers: Record<string, string>;
  body: string;
}): void {
  const { target, status } = answer;
  if (status < 400) return;
  const own = readStatus(answer.headers, answer.body);
  if (!own) return;
  const address = `${target.serviceName}.${target.namespace}:${target.port}`;
  const said = own.message ?? own.reason ?? 'no reason given';
  const sentences = new Map<number, string>([
    [
      401,
      `The API server of cluster ${target.cluster} does not accept the portal's token; renew serviceAccountToken.`,
    ],
    [
      403,
      `The portal may not ask ${address} through the service proxy; grant "get" on "services/proxy" (plugins/platform-node/rbac.yaml) or set platform.routes to type none.`,
    ],
    [
      404,
      `The service proxy knows no service ${address}: ${said}; check name and port.`,
    ],
    [
      503,
      `The service proxy has nobody to ask at ${address}: ${said}; check that its pods are ready.`,
    ],
  ]);
  throw new DoorError(
    'unreachable',
    sentences.get(status) ??
      `The service proxy answered in place of ${address} with ${status}: ${said}; check the API server.`,
  );
}
