import { findSystem } from './registry';
import { kubernetesStatus } from './reply';
import type {
  Answer,
  Clock,
  PlatformState,
  ServiceCall,
  ServiceProxyTarget,
  SystemAnswers,
} from './types';

interface ServicePort {
  name?: string;
  port: number;
}

function servicePorts(
  state: PlatformState,
  target: ServiceProxyTarget,
): { ports: ServicePort[]; publishesNotReady: boolean } {
  const service = state.find('Service', target.namespace, target.name);
  const spec = (service?.spec ?? {}) as {
    ports?: ServicePort[];
    publishNotReadyAddresses?: boolean;
  };
  return {
    ports: spec.ports ?? [],
    publishesNotReady: spec.publishNotReadyAddresses === true,
  };
}

function unavailable(message: string): Response {
  return kubernetesStatus(503, 'ServiceUnavailable', message);
}

/** The number of the port, or the API server's refusal. An unknown list of ports refuses nothing. */
function choosePort(
  ports: readonly ServicePort[],
  target: ServiceProxyTarget,
): number | Response {
  const told = target.port ?? '';
  const number = Number(told);
  if (ports.length === 0) return Number.isNaN(number) ? 0 : number;
  const found = told
    ? ports.find(port => port.name === told || port.port === number)
    : ports[0];
  if (found) return found.port;
  const shown = Number.isNaN(number) ? `"${told}"` : told;
  return unavailable(
    `no service port ${shown} found for service "${target.name}"`,
  );
}

function matchRoute(
  system: SystemAnswers,
  method: string,
  path: string,
): Answer {
  const verb = method === 'HEAD' ? 'GET' : method;
  const key = verb === 'GET' ? path : `${verb} ${path}`;
  if (Object.hasOwn(system.routes, key)) return system.routes[key];
  const wildcard = Object.keys(system.routes).find(
    route => route.endsWith('/*') && key.startsWith(route.slice(0, -1)),
  );
  return wildcard ? system.routes[wildcard] : system.otherwise;
}

/** Asks the software, whatever the pods; for callers that have judged them already. */
export async function askSystem(call: ServiceCall): Promise<Response> {
  const system = findSystem(call.target.name);
  const answer = await matchRoute(system, call.method, call.path)(call);
  return call.method === 'HEAD'
    ? new Response(null, { status: answer.status, headers: answer.headers })
    : answer;
}

/** Answers for all services of the platform, as the API server's service proxy passes them on. */
export type ServiceAnswers = (
  target: ServiceProxyTarget,
  request: Request,
) => Promise<Response>;

/**
 * Answers a request as the real software behind a Kubernetes Service would. What the API server says in its place is
 * a `Status` document: 404 for an unknown Service, 503 for an unknown port or when no pod is ready.
 *
 * @param options - `state` reads the world anew for every request (see `readPlatformState`)
 */
export function createServiceAnswers(options: {
  state: PlatformState;
  clock: Clock;
}): ServiceAnswers {
  const { state, clock } = options;
  return async (target, request) => {
    const pods = state.readyPods(target.namespace, target.name);
    if (!pods.exists) {
      return kubernetesStatus(
        404,
        'NotFound',
        `services "${target.name}" not found`,
        { name: target.name, kind: 'services' },
      );
    }
    const { ports, publishesNotReady } = servicePorts(state, target);
    const port = choosePort(ports, target);
    if (port instanceof Response) return port;
    if (pods.ready === 0 && !(publishesNotReady && pods.total > 0)) {
      return unavailable(`no endpoints available for service "${target.name}"`);
    }
    const url = new URL(target.path, 'http://service');
    return askSystem({
      target,
      port,
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      request,
      pods,
      state,
      now: clock.now(),
    });
  };
}
