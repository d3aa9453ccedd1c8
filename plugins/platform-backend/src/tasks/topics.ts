/** Event topic: services differ from before; the payload is `{ serviceIds: string[] }`. */
export const SERVICE_CHANGED_TOPIC = 'platform.service.changed';

/** Event topic: a service's state changed and the change was recorded; the payload is a `ServiceChange`. */
export const HEALTH_CHANGED_TOPIC = 'platform.health.changed';

/** Event topic: an incident was recorded; the payload is an `IncidentEvent`, as for the next two. */
export const INCIDENT_OPENED_TOPIC = 'platform.incident.opened';

/** Event topic: the service is healthy again, or gone. */
export const INCIDENT_CLOSED_TOPIC = 'platform.incident.closed';

/** Event topic: somebody has seen the incident, or (without `acknowledgement`) took that back. */
export const INCIDENT_ACKNOWLEDGED_TOPIC = 'platform.incident.acknowledged';
