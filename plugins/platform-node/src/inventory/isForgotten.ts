import { KubernetesObject } from '@254carbon/backstage-plugin-platform-common';

/** API servers forget an event an hour after it was last seen, without telling anybody. */
const EVENT_LIFE_MS = 3_600_000;

/** Whether an event is so old that its absence from a list says nothing; `now` in milliseconds since the epoch. */
export function isForgotten(event: KubernetesObject, now: number): boolean {
  const { lastTimestamp, eventTime, metadata } = event;
  const times = [lastTimestamp, eventTime, metadata.creationTimestamp]
    .flatMap(time => (typeof time === 'string' ? Date.parse(time) : []))
    .filter(Number.isFinite);
  return times.length > 0 && Math.max(...times) < now - EVENT_LIFE_MS;
}
