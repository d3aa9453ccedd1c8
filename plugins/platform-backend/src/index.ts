export { platformPlugin as default } from './plugin';
export { HEALTH_CHANGED_TOPIC, SERVICE_CHANGED_TOPIC } from './tasks/topics';
