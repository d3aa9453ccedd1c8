export { platformPlugin as default } from './plugin';
export {
  HEALTH_CHANGED_TOPIC,
  INCIDENT_ACKNOWLEDGED_TOPIC,
  INCIDENT_CLOSED_TOPIC,
  INCIDENT_OPENED_TOPIC,
  SERVICE_CHANGED_TOPIC,
} from './tasks/topics';
