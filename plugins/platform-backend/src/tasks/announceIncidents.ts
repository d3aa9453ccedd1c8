import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  AcknowledgedIncident,
  INCIDENTS_CHANGED_CHANNEL,
  IncidentEvent,
} from '@254carbon/backstage-plugin-platform-common';
import {
  INCIDENT_ACKNOWLEDGED_TOPIC,
  INCIDENT_CLOSED_TOPIC,
  INCIDENT_OPENED_TOPIC,
} from './topics';

/** What happened to an incident. */
export type IncidentNews = 'opened' | 'closed' | 'acknowledged' | 'changed';

/** Tells of incidents and declarations. Never throws: what cannot be told is logged, and seen at the next look. */
export interface IncidentAnnouncer {
  /** Tells other plugins what happened (not of `changed`), and browsers that something did. */
  tell(news: IncidentNews, incident: AcknowledgedIncident): void;
  /** Tells browsers that what was declared about services changed. */
  tellServices(serviceIds: readonly string[]): void;
}

const TOPICS: Partial<Record<IncidentNews, string>> = {
  opened: INCIDENT_OPENED_TOPIC,
  closed: INCIDENT_CLOSED_TOPIC,
  acknowledged: INCIDENT_ACKNOWLEDGED_TOPIC,
};

function toEvent(incident: AcknowledgedIncident): IncidentEvent {
  const { id, serviceId, title, state, summary, since } = incident;
  const { closedAt, acknowledgement } = incident;
  return {
    id,
    serviceId,
    title,
    state,
    summary,
    since,
    ...(closedAt ? { closedAt } : {}),
    ...(acknowledgement ? { acknowledgement } : {}),
  };
}

/** Makes the announcer. */
export function createIncidentAnnouncer(options: {
  events: EventsService;
  signals: SignalsService;
  logger: LoggerService;
}): IncidentAnnouncer {
  const { events, signals, logger } = options;
  const watch = (told: Promise<unknown>) => {
    told.catch(error =>
      logger.warn(
        'Announcing incidents failed; browsers see them at their next look.',
        error,
      ),
    );
  };
  const signal = (serviceIds: readonly string[]) =>
    signals.publish({
      recipients: { type: 'broadcast' },
      channel: INCIDENTS_CHANGED_CHANNEL,
      message: { serviceIds: [...serviceIds] },
    });
  return {
    tell(news, incident) {
      const topic = TOPICS[news];
      watch(signal([incident.serviceId]));
      if (topic) {
        watch(events.publish({ topic, eventPayload: toEvent(incident) }));
      }
    },
    tellServices: serviceIds => watch(signal(serviceIds)),
  };
}
