import {
  rootHttpRouterServiceFactory,
  RootHttpRouterConfigureContext,
} from '@backstage/backend-defaults/rootHttpRouter';

/** How long requests under way may take to finish when the portal ends. */
const PATIENCE_MS = 1_000;

function configure({
  applyDefaults,
  lifecycle,
  server,
}: RootHttpRouterConfigureContext) {
  applyDefaults();
  lifecycle.addShutdownHook(() => {
    setTimeout(() => server.closeAllConnections(), PATIENCE_MS).unref();
  });
}

/**
 * The HTTP server, which does not wait for its callers when it ends: plugins hold a request of nearly a minute open
 * to learn of events, and pages hold a socket, so waiting for them would make every end slow.
 */
export const rootHttpRouter = rootHttpRouterServiceFactory({ configure });
