export {
  createServiceAnswers,
  type ServiceAnswers,
} from './createServiceAnswers';
export {
  createEdgeAnswers,
  edgeHosts,
  type EdgeTarget,
} from './createEdgeAnswers';
export { readPlatformState, type ObjectReader } from './readPlatformState';
export { createTcpAnswers } from './tcp/createTcpAnswers';
export type { TcpAnswer } from './tcp/types';
export type { PlatformState, PodCount } from './types';
export { createRegistryAnswers, REGISTRY_HOST } from './createRegistryAnswers';
export { createWorkers } from './dolphin/runner/RepositoryRunner';
export {
  createDolphinScheduler,
  type DolphinScheduler,
} from './dolphin/server/serverOf';
export { listFires, type FirePlan } from './dolphin/quartz/listFires';
