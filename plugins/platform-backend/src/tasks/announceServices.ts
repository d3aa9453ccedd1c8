import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import { SERVICES_CHANGED_CHANNEL } from '@254carbon/backstage-plugin-platform-common';
import {
  digest,
  PlatformServices,
} from '@254carbon/backstage-plugin-platform-node';
import { SERVICE_CHANGED_TOPIC } from './topics';

/** What announcing needs. */
export interface AnnounceOptions {
  services: PlatformServices;
  events: EventsService;
  signals: SignalsService;
  logger: LoggerService;
  /** Whether this replica is the one that speaks. */
  isSpeaking: () => boolean;
}

/**
 * Tells browsers (signal) and other plugins (event) which services differ from before, as soon as they do.
 * Ids only: everybody then asks for what they may see. Gives the function that stops it.
 */
export function announceServices(options: AnnounceOptions): () => void {
  const { services, events, signals, logger, isSpeaking } = options;
  let known = new Map<string, string>();
  const findChanged = (): string[] => {
    const seen = new Map(
      services.current().services.map(service => [service.id, digest(service)]),
    );
    const ids = new Set([...known.keys(), ...seen.keys()]);
    const changed = [...ids].filter(id => known.get(id) !== seen.get(id));
    known = seen;
    return changed;
  };
  return services.onChange(() => {
    const serviceIds = findChanged();
    if (!isSpeaking()) return;
    Promise.all([
      signals.publish({
        recipients: { type: 'broadcast' },
        channel: SERVICES_CHANGED_CHANNEL,
        message: { serviceIds },
      }),
      serviceIds.length > 0
        ? events.publish({
            topic: SERVICE_CHANGED_TOPIC,
            eventPayload: { serviceIds },
          })
        : undefined,
    ]).catch(error =>
      logger.warn(
        'Announcing changed services failed; browsers see them at their next look.',
        error,
      ),
    );
  });
}
