/**
 * Asks a system's own API. The way there is the way of probes (host map, then the cluster's route); what differs is
 * that the answer may be large, that it is read as it came (scrubbed JSON is no JSON any more), and that it may need
 * an identity. An identity in `Authorization` cannot go through the API server's service proxy, which keeps that
 * header for itself; sending it would replace the portal's own.
 */
import { scrubReading } from '@254carbon/backstage-plugin-platform-common';
import { Dispatcher } from 'undici';
import { Route } from '../config';
import { callRaw, limitTime } from './callHttp';
import { DoorError, toDoorError } from './DoorError';
import { judgeProxyAnswer } from './judgeProxyAnswer';
import { readBody } from './readBody';
import { lookUpHost, resolveUrl } from './resolveHost';
import {
  ApiPlace,
  ApiQuestion,
  ClusterConnection,
  DoorAnswer,
  DoorRequest,
} from './types';

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 4_194_304;

type ServicePlace = Extract<ApiPlace, { type: 'service' }>;

/** What is needed to get somewhere. */
export interface ApiWay {
  agent: Dispatcher;
  hosts: ReadonlyMap<string, string>;
  routes: ReadonlyMap<string, Route>;
  connections: ReadonlyMap<string, ClusterConnection>;
}

interface ApiCall extends ApiWay {
  place: ApiPlace;
  path: string;
  request: DoorRequest;
}

/** The place by the name that people know: `grafana.monitoring:3000`, or the host of an address. */
export function nameOfPlace(place: ApiPlace): string {
  return place.type === 'service'
    ? `${place.serviceName}.${place.namespace}:${place.port}`
    : new URL(place.url).host;
}

function notAsked(place: ServicePlace, cure: string): DoorError {
  return new DoorError(
    'unreachable',
    `no route to ${nameOfPlace(place)} in cluster ${place.cluster}; ${cure}.`,
    undefined,
    'not-asked',
  );
}

function carriesIdentity(request: DoorRequest): boolean {
  return Object.keys(request.headers ?? {}).some(
    name => name.toLowerCase() === 'authorization',
  );
}

async function askThroughProxy(
  call: ApiCall,
  place: ServicePlace,
): Promise<DoorAnswer> {
  const { connections, path, request } = call;
  const connection = connections.get(place.cluster);
  if (!connection) {
    throw notAsked(place, 'the cluster itself cannot be used, see its state');
  }
  if (carriesIdentity(request)) {
    throw notAsked(
      place,
      'the service proxy carries no Authorization header: give its entry in platform.telemetry a url, or map its host in platform.hosts',
    );
  }
  const { scheme, serviceName, namespace, port } = place;
  const name = `${scheme === 'https' ? 'https:' : ''}${serviceName}:${port}`;
  const timeoutMs = request.timeoutMs ?? TIMEOUT_MS;
  const limit = limitTime(timeoutMs, request.signal);
  const started = performance.now();
  try {
    const answer = await connection.request(
      `/api/v1/namespaces/${namespace}/services/${name}/proxy${path}`,
      {
        method: request.method === 'HEAD' ? 'GET' : request.method,
        headers: { accept: 'application/json', ...request.headers },
        body: request.body,
        timeoutMs,
        signal: limit,
      },
    );
    const { text, truncated } = await readBody(
      answer.body,
      request.maxBytes ?? MAX_BYTES,
    );
    const { status, headers } = answer;
    judgeProxyAnswer({
      target: place,
      status,
      headers,
      body: text,
    });
    const durationMs = Math.round(performance.now() - started);
    return { status, headers, body: text, truncated, durationMs };
  } catch (error) {
    throw toDoorError(limit.aborted ? limit.reason : error, nameOfPlace(place));
  }
}

function callAddress(
  call: ApiCall,
  base: string,
  headers: Record<string, string> = {},
): Promise<DoorAnswer> {
  const { agent, hosts, request, place, path } = call;
  const url = new URL(base);
  const prefix = url.pathname.replace(/\/+$/, '');
  return callRaw({
    agent,
    url: resolveUrl(hosts, `${url.origin}${prefix}${path}`),
    request: {
      maxBytes: MAX_BYTES,
      timeoutMs: TIMEOUT_MS,
      ...request,
      headers: { accept: 'application/json', ...headers, ...request.headers },
    },
    what: nameOfPlace(place),
  });
}

function fillAddress(template: string, place: ServicePlace): string {
  return template
    .replace(/\{service\}/g, place.serviceName)
    .replace(/\{namespace\}/g, place.namespace)
    .replace(/\{port\}/g, String(place.port));
}

/** By the host map when it has the address, otherwise by the cluster's route. */
async function askApi(call: ApiCall): Promise<DoorAnswer> {
  const { place, hosts, routes } = call;
  if (place.type === 'address') return callAddress(call, place.url);
  const { serviceName, namespace, port, scheme } = place;
  const inside = `${serviceName}.${namespace}.svc`;
  const mapped = lookUpHost(hosts, inside, port);
  if (mapped && !mapped.startsWith('tcp:')) return callAddress(call, mapped);
  const route = routes.get(place.cluster) ?? { type: 'service-proxy' };
  switch (route.type) {
    case 'service-proxy':
      return askThroughProxy(call, place);
    case 'in-cluster':
      return callAddress(call, `${scheme}://${inside}:${port}`);
    case 'external':
      return callAddress(call, fillAddress(route.url, place), route.headers);
    default:
      throw notAsked(place, 'set a type other than none in platform.routes');
  }
}

/**
 * Asks an API and reads its answer; what was read is scrubbed.
 *
 * @throws DoorError when nobody could be asked, with the reason and the cure, and whatever the reader throws.
 */
export async function readApi<T>(
  { place, path, request = {}, read }: ApiQuestion<T>,
  way: ApiWay,
): Promise<T> {
  return scrubReading(read(await askApi({ ...way, place, path, request })));
}
