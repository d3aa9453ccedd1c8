export * from './readAnswer';
export * from './prometheus';
export * from './alertmanager';
export * from './loki';
export * from './grafana';
export * from './dolphinEnvelope';
export * from './dolphinscheduler';
export * from './dolphinDag';
