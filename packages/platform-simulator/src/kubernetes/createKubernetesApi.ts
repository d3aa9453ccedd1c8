/**
 * The simulated Kubernetes API server: one function from `Request` to `Response`.
 *
 * A request passes the same stations as in the real server: who is it (401), may they (403), what is asked for
 * (404, 405), and then a handler that reads or writes the store. Faults come in between, so that a failing
 * server still knows its callers. Every error, planned or not, leaves as a `Status` object, because that is what clients
 * read. There is no socket in here: tests call it directly, msw can serve it, `http/serve` gives it a port.
 */
import { failAsPlanned, selectFault, truncate } from './api/applyFault';
import {
  authenticate,
  authorizePath,
  authorizeResource,
} from './api/authorize';
import type { CallContext, CallHandler } from './api/context';
import { answerPath } from './api/answerPath';
import { chooseForm, json } from './api/represent';
import { handlerOf } from './api/handlerOf';
import {
  parseRequest,
  type PathCall,
  type ResourceCall,
} from './api/parseRequest';
import { ApiError } from './errors';
import type { ObjectStore } from './ObjectStore';
import type {
  Clock,
  FaultPlan,
  Handler,
  Identity,
  PodLogReference,
  ServiceProxyTarget,
} from './types';

/** What the API server works with. */
export interface KubernetesApiOptions {
  store: ObjectStore;
  clock: Clock;
  /** Everyone who may call; whoever sends no token is anonymous and sees health and version alone. */
  identities: readonly Identity[];
  /** Asked at every request, and by open watches twice a second. Default: no fault. */
  faults?: () => FaultPlan;
  /** Answers for the services behind the service proxy. Absent: 503, no endpoints. */
  serviceProxy?: (
    target: ServiceProxyTarget,
    request: Request,
  ) => Promise<Response>;
  /** The log of a container, with a line break at its end. Absent: empty. */
  podLogs?: (reference: PodLogReference) => string;
  /** Milliseconds between two bookmarks of a quiet watch. Default: 15 s; a real server takes about a minute. */
  bookmarkMs?: number;
}

const noFault: FaultPlan = { kind: 'none' };

function toResponse(error: unknown): Response {
  if (error instanceof ApiError) return json(error.toStatus(), error.code);
  const cause = error instanceof Error ? error.message : String(error);
  const internal = new ApiError({
    code: 500,
    reason: 'InternalError',
    message: `Internal error occurred: ${cause}`,
  });
  return json(internal.toStatus(), 500);
}

async function answerCall(
  call: ResourceCall | PathCall,
  context: Omit<CallContext, 'form'>,
): Promise<Response> {
  const { request, identity, store } = context;
  if (!('type' in call)) {
    authorizePath(identity, call);
    return answerPath(call, { request, types: store.types });
  }
  authorizeResource(identity, call);
  const handler: CallHandler = handlerOf(call);
  // A log or a proxied answer has its own format.
  const raw = call.subresource === 'log' || call.subresource === 'proxy';
  const form = raw ? 'object' : chooseForm(request);
  return handler(call, { ...context, form });
}

/**
 * Makes the API server.
 *
 * @returns a handler that never throws: every failure is a `Status`, or for a request whose client has gone, a 500 that nobody reads
 */
export function createKubernetesApi(options: KubernetesApiOptions): Handler {
  const {
    store,
    clock,
    identities,
    faults,
    serviceProxy,
    podLogs,
    bookmarkMs,
  } = options;
  return async request => {
    try {
      const call = parseRequest(request, store.types);
      const identity = authenticate(request, identities);
      const fault = () => selectFault(faults?.() ?? noFault, call);
      await failAsPlanned(fault(), { call, signal: request.signal });
      const response = await answerCall(call, {
        store,
        clock,
        request,
        identity,
        identities,
        fault,
        serviceProxy,
        podLogs,
        bookmarkMs,
      });
      const cut = fault().kind === 'truncate' && request.method === 'GET';
      const watch = 'type' in call && call.verb === 'watch';
      return cut && !watch ? await truncate(response) : response;
    } catch (error) {
      return toResponse(error);
    }
  };
}
