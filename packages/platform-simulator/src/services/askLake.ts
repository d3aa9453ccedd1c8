import type { StorageService } from '../storage/types';
import type { ServiceCall } from './types';

/** What the lake says to a call; undefined for a platform without one. The path is the service's own, whichever way the call came. */
export function askLake(
  service: StorageService,
  call: ServiceCall,
): Promise<Response> | undefined {
  const handler = call.state.lake?.[service];
  if (!handler) return undefined;
  const { request, path } = call;
  const url = new URL(request.url);
  if (url.pathname === path) return handler(request);
  const own = new URL(`${path}${url.search}`, url.origin);
  return handler(new Request(own, request));
}
