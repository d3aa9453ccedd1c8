/** Event topic: services differ from before; the payload is `{ serviceIds: string[] }`. */
export const SERVICE_CHANGED_TOPIC = 'platform.service.changed';

/** Event topic: a service's state changed and the change was recorded; the payload is a `ServiceChange`. */
export const HEALTH_CHANGED_TOPIC = 'platform.health.changed';
