import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { SERVICES_KEY, ServiceProvider } from './ServiceProvider';

/** Where the catalog tells that it refused an entity, because another one has its name. */
const CONFLICTS_TOPIC = 'experimental.catalog.conflict';

interface Conflict {
  entityRef?: unknown;
  existingLocationKey?: unknown;
}

/**
 * What a person declares keeps its name, whether it came before the service was seen or after. Before, the provider
 * finds it in the catalog; after, the catalog refuses it and tells of that here, and the provider makes room.
 */
export async function followConflicts(options: {
  events: EventsService;
  provider: Pick<ServiceProvider, 'yieldTo'>;
  logger: LoggerService;
}): Promise<void> {
  const { events, provider, logger } = options;
  await events.subscribe({
    id: 'platform-catalog-conflicts',
    topics: [CONFLICTS_TOPIC],
    async onEvent({ eventPayload }) {
      const conflict = (eventPayload ?? {}) as Conflict;
      const { entityRef, existingLocationKey } = conflict;
      if (existingLocationKey !== SERVICES_KEY || typeof entityRef !== 'string')
        return;
      // Not awaited: the catalog tells of it inside the transaction that holds the location's row, and waits for us.
      provider.yieldTo(entityRef).catch(error => {
        logger.warn(
          `The name ${entityRef} could not be given to its declaration; the catalog tells of it again.`,
          error,
        );
      });
    },
  });
}
