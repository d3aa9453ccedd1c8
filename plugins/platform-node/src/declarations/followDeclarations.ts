import {
  AuthService,
  DiscoveryService,
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  createContractClient,
  DECLARATIONS_CHANGED_TOPIC,
  platformContract,
} from '@254carbon/backstage-plugin-platform-common';
import { Clock, SYSTEM_CLOCK } from '../inventory/clock';
import { createDeclarations } from './createDeclarations';
import { PlatformDeclarations } from './types';

/** Longest wait for an answer of the plugin `platform`, in milliseconds. */
const TIMEOUT_MS = 10_000;

/** What a plugin gives to follow declarations: its own services, as Backstage injects them. */
export interface FollowDeclarationsOptions {
  /** Id of the plugin that follows them. */
  follower: string;
  auth: AuthService;
  discovery: DiscoveryService;
  /** The events service; its news makes changes arrive at once instead of within seconds. */
  events: {
    subscribe(subscription: {
      id: string;
      topics: string[];
      onEvent: () => Promise<void>;
    }): Promise<void>;
  };
  lifecycle: LifecycleService;
  logger: LoggerService;
  clock?: Clock;
}

/** Follows what people declare in the portal, from the start of the plugin to its end. */
export async function followDeclarations(
  options: FollowDeclarationsOptions,
): Promise<PlatformDeclarations> {
  const { follower, auth, discovery, events, lifecycle, logger } = options;
  const client = createContractClient({
    contract: platformContract,
    baseUrl: () => discovery.getBaseUrl('platform'),
    async fetch(url, init) {
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: 'platform',
      });
      const headers = new Headers(init?.headers);
      headers.set('Authorization', `Bearer ${token}`);
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      return fetch(url, { ...init, headers, signal });
    },
  });
  const declarations = createDeclarations({
    ask: async () => (await client.listDeclarations({ query: {} })).declarations,
    clock: options.clock ?? SYSTEM_CLOCK,
    logger,
  });
  await events.subscribe({
    id: `platform-declarations-${follower}`,
    topics: [DECLARATIONS_CHANGED_TOPIC],
    onEvent: () => declarations.refresh(),
  });
  lifecycle.addStartupHook(() => declarations.start());
  lifecycle.addShutdownHook(() => declarations.stop());
  return declarations;
}
