import { ServiceSummary } from '@254carbon/backstage-plugin-platform-common';
import {
  defineList,
  STATE_ORDER,
} from '@254carbon/backstage-plugin-platform-react';

/** Services and what can be asked of them; the worst come first. */
export const SERVICES = defineList({
  words: ({ title, id, type, health, owner }: ServiceSummary) => [
    title,
    id,
    type,
    health.summary,
    owner,
  ],
  filters: {
    state: service => service.health.state,
    system: service => service.system,
    owner: service => service.owner,
  },
  orders: {
    service: service => service.title,
    state: service => STATE_ORDER.indexOf(service.health.state),
    since: service => service.health.since,
    system: service => service.system,
    owner: service => service.owner,
  },
  initial: { sort: 'state', descending: false },
  tieBreak: service => service.title,
});

/** An order of the services. */
export type ServiceOrder = keyof typeof SERVICES.orders;
