/** Paths about the server itself: health, version, discovery, OpenAPI. */
import { noSuchPath } from '../errors';
import type { ResourceType } from '../types';
import { discover, serverVersion } from './discovery';
import { describeOpenApi } from './openApi';
import type { PathCall } from './parseRequest';
import { json, parseAccept } from './represent';

const health = /^\/(healthz|readyz|livez)(\/.*)?$/;
const aggregatedType =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

function acceptsAggregated(request: Request): boolean {
  const [first] = parseAccept(request.headers.get('accept'));
  return (
    first.parameters.get('as') === 'APIGroupDiscoveryList' &&
    first.parameters.get('v') === 'v2'
  );
}

function describeRoot(types: readonly ResourceType[]): object {
  const groups = [...new Set(types.map(type => type.group))];
  return {
    paths: [
      '/api',
      '/api/v1',
      ...groups.filter(Boolean).map(group => `/apis/${group}`),
      '/healthz',
      '/livez',
      '/openapi/v3',
      '/readyz',
      '/version',
    ],
  };
}

function bodyOf(
  path: string,
  options: { types: readonly ResourceType[]; aggregated: boolean },
): object | undefined {
  if (path === '/') return describeRoot(options.types);
  if (/^\/version\/?$/.test(path)) return serverVersion;
  if (path.startsWith('/openapi/v3'))
    return describeOpenApi(path, options.types);
  return /^\/apis?(\/|$)/.test(path) ? discover(path, options) : undefined;
}

/**
 * Answers a path that names no type.
 *
 * @throws ApiError 404 for one that is not served
 */
export function answerPath(
  call: PathCall,
  options: { request: Request; types: readonly ResourceType[] },
): Response {
  const { path } = call;
  if (health.test(path)) {
    return new Response('ok', { headers: { 'content-type': 'text/plain' } });
  }
  const aggregated = acceptsAggregated(options.request);
  const body = call.unknownResource
    ? undefined
    : bodyOf(path, { types: options.types, aggregated });
  if (!body) throw noSuchPath();
  const response = json(body);
  if (aggregated && 'kind' in body && body.kind === 'APIGroupDiscoveryList') {
    response.headers.set('content-type', aggregatedType);
  }
  return response;
}
