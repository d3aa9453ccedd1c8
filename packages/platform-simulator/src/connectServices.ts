/** Gives the services of the platform and the data sources their listeners, and tells where each is reached. */
import type { ServiceProxyTarget } from './kubernetes/types';
import type { World } from './scenarios';

/** The services while they listen. */
export interface ConnectedServices {
  /** Real host (and port, for TCP) to where it is simulated. */
  hosts: Record<string, string>;
  /** Answers behind the API server's service proxy. */
  answer?: (target: ServiceProxyTarget, request: Request) => Promise<Response>;
  close(): Promise<void>;
}

/** Opens the listeners; `firstPort` absent takes free ports. */
export async function connectServices(
  _world: World,
  _options: { host: string; firstPort?: number },
): Promise<ConnectedServices> {
  return { hosts: {}, close: async () => undefined };
}
