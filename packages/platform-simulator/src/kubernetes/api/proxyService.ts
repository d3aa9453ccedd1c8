/**
 * The service proxy. The API server's own 503 (nothing behind the service) is a `Status`; whatever the service answers, a 503 too,
 * passes through as it is, so that a reader can tell the two apart.
 */
import { ApiError, notFound } from '../errors';
import type { ServiceProxyTarget } from '../types';
import type { CallContext } from './context';
import type { ResourceCall } from './parseRequest';

/** `[scheme:]name[:port]`, as the path names it. */
function readTarget(call: ResourceCall): ServiceProxyTarget {
  const parts = (call.name ?? '').split(':');
  const [scheme, name, port] =
    parts.length === 3 ? parts : [undefined, ...parts];
  const search = call.query.size > 0 ? `?${call.query}` : '';
  return {
    namespace: call.namespace ?? '',
    name: name ?? '',
    port: port || undefined,
    scheme: scheme || undefined,
    path: `${call.rest}${search}`,
  };
}

/** Answers any verb of `proxy` by asking what stands for the service. */
export async function proxyService(
  call: ResourceCall,
  context: CallContext,
): Promise<Response> {
  const target = readTarget(call);
  if (!context.store.get(call.type, target)) {
    throw notFound(call.type, target.name);
  }
  if (!context.serviceProxy) {
    throw new ApiError({
      code: 503,
      reason: 'ServiceUnavailable',
      message: `no endpoints available for service "${call.name}"`,
    });
  }
  return context.serviceProxy(target, context.request);
}
