/** From a URL and a method to what is asked for, in the words of Kubernetes (verb, type, namespace, name, subresource). */
import { badRequest } from '../errors';
import type { ResourceType } from '../types';

/** The verbs that RBAC rules name. */
export type Verb =
  | 'get'
  | 'list'
  | 'watch'
  | 'create'
  | 'update'
  | 'patch'
  | 'delete'
  | 'deletecollection';

/** A request for objects. */
export interface ResourceCall {
  verb: Verb;
  type: ResourceType;
  namespace?: string;
  name?: string;
  subresource?: string;
  /** What follows the subresource, for the service proxy; begins with a slash. */
  rest: string;
  query: URLSearchParams;
}

/** A request that names no served type, or is about the server itself. */
export interface PathCall {
  verb: string;
  path: string;
  /** Segments after `/api` or `/apis`, when the path is in there and complete enough to name a resource. */
  unknownResource: boolean;
}

function flag(query: URLSearchParams, name: string): boolean {
  const value = query.get(name);
  return value === 'true' || value === '1' || value === '';
}

function verbOf(
  method: string,
  options: { named: boolean; watch: boolean },
): Verb | undefined {
  const { named, watch } = options;
  if (method === 'GET' || method === 'HEAD') {
    if (named) return 'get';
    return watch ? 'watch' : 'list';
  }
  if (method === 'POST') return 'create';
  if (method === 'PUT') return 'update';
  if (method === 'PATCH') return 'patch';
  if (method === 'DELETE') return named ? 'delete' : 'deletecollection';
  return undefined;
}

interface Located {
  group: string;
  version: string;
  rest: string[];
}

function locate(segments: string[]): Located | undefined {
  if (segments[0] === 'api' && segments.length > 2) {
    return { group: '', version: segments[1], rest: segments.slice(2) };
  }
  if (segments[0] === 'apis' && segments.length > 3) {
    return {
      group: segments[1],
      version: segments[2],
      rest: segments.slice(3),
    };
  }
  return undefined;
}

function splitNamespace(rest: string[]): {
  namespace?: string;
  rest: string[];
} {
  const inside =
    rest[0] === 'namespaces' &&
    rest.length > 2 &&
    rest[2] !== 'status' &&
    rest[2] !== 'finalize';
  return inside ? { namespace: rest[1], rest: rest.slice(2) } : { rest };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw badRequest(`the path has a segment that cannot be read: ${segment}`);
  }
}

/**
 * Reads what a request asks for.
 *
 * @returns a {@link ResourceCall} when the path names a served type, otherwise a {@link PathCall}
 * @throws ApiError 400 for a path that cannot be decoded
 */
export function parseRequest(
  request: { method: string; url: string },
  types: readonly ResourceType[],
): ResourceCall | PathCall {
  const url = new URL(request.url);
  const segments = url.pathname
    .split('/')
    .filter(segment => segment !== '')
    .map(decodeSegment);
  const located = locate(segments);
  const pathCall: PathCall = {
    verb: request.method.toLocaleLowerCase('en-US'),
    path: url.pathname,
    unknownResource: located !== undefined,
  };
  if (!located) return pathCall;
  const { namespace, rest } = splitNamespace(located.rest);
  const [plural, name, subresource, ...deeper] = rest;
  const type = types.find(
    candidate =>
      candidate.plural === plural &&
      candidate.group === located.group &&
      candidate.version === located.version,
  );
  const verb = verbOf(request.method, {
    named: name !== undefined,
    watch: flag(url.searchParams, 'watch'),
  });
  if (!type || !verb || (namespace && !type.namespaced)) return pathCall;
  const trailing = url.pathname.endsWith('/') ? '/' : '';
  return {
    verb,
    type,
    namespace,
    name,
    subresource,
    rest:
      deeper.length > 0
        ? `/${deeper.map(encodeURIComponent).join('/')}${trailing}`
        : '/',
    query: url.searchParams,
  };
}
