/**
 * The API server's service proxy speaks with the same voice as the service behind it: a 503 may be the
 * service's own, or the proxy saying that the service has no endpoints. The proxy's own answers are
 * `Status` objects of Kubernetes. Of those, only "nobody is there" says something about the service; for
 * everything else the service was not asked, and must not be blamed.
 */
import {
  FailureKind,
  ProbeTarget,
  scrub,
} from '@254carbon/backstage-plugin-platform-common';
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

/** The proxy tried, and there was nobody or nobody who listened. */
const NOBODY_THERE =
  /no endpoints available|error trying to reach service|no service port/;

function failureOf(status: number, said: string): FailureKind {
  const tried = status === 502 || status === 503 || status === 504;
  return tried && NOBODY_THERE.test(said) ? 'no-answer' : 'not-asked';
}

/**
 * Lets an answer of the service pass.
 *
 * @throws DoorError when the API server answered in its place: forbidden, no such service, no endpoints.
 */
export function judgeProxyAnswer(answer: {
  target: Pick<ProbeTarget, 'cluster' | 'namespace' | 'serviceName' | 'port'>;
  status: number;
  headers: Record<string, string>;
  body: string;
}): void {
  const { target, status } = answer;
  if (status < 400) return;
  const own = readStatus(answer.headers, answer.body);
  if (!own) return;
  const address = `${target.serviceName}.${target.namespace}:${target.port}`;
  const said = scrub(String(own.message ?? own.reason ?? 'no reason given'));
  const failure = failureOf(status, said);
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
  ]);
  const silent = `The service proxy has nobody to ask at ${address}: ${said}; check that its pods are ready.`;
  throw new DoorError(
    'unreachable',
    failure === 'no-answer'
      ? silent
      : sentences.get(status) ??
        `The API server of cluster ${target.cluster} answered in place of ${address} with ${status}: ${said}; look at its log and load.`,
    undefined,
    failure,
  );
}
