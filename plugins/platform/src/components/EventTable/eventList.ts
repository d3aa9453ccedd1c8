import { ServiceEvent } from '@254carbon/backstage-plugin-platform-common';
import { defineList } from '@254carbon/backstage-plugin-platform-react';

/** The events about a service's objects, the newest first. */
export const EVENTS = defineList({
  words: ({ type, reason, object, message }: ServiceEvent) => [
    type,
    reason,
    object,
    message,
  ],
  filters: { type: event => event.type },
  orders: {
    event: event => [event.type, event.reason],
    object: event => event.object,
    times: event => event.count,
    seen: event => event.lastSeen,
  },
  initial: { sort: 'seen', descending: true },
  tieBreak: event => `${event.object} ${event.reason}`,
});

/** An order of the events. */
export type EventOrder = keyof typeof EVENTS.orders;
