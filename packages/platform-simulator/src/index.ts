/**
 * A demo 254Carbon platform that speaks the real protocols, for tests, benchmarks and the demo.
 *
 * @packageDocumentation
 */
export {
  startPlatform,
  type PlatformAddresses,
  type RunningPlatform,
  type StartOptions,
} from './startPlatform';
export type { IdentityName } from './identities';
export {
  buildPlatform,
  calmDay,
  measureClaims,
  morningOf24October,
  type PlatformCondition,
  type PlatformOptions,
} from './platform';
export {
  DEFAULT_SCENARIO,
  SCENARIOS,
  createWorld,
  type Scenario,
  type ScenarioName,
  type World,
  type WorldOptions,
} from './scenarios';
export { createControlApi, type PlatformSummary } from './control';
export { createKubernetesApi } from './kubernetes/createKubernetesApi';
export { ObjectStore } from './kubernetes/ObjectStore';
export type {
  Clock,
  FaultPlan,
  Handler,
  Identity,
  KubernetesObject,
  ServiceProxyTarget,
} from './kubernetes/types';
export { createIdentities } from './identities';
export { apiHosts, createDataSources } from './data-sources';
export { startTestFeed, type TestFeed, type TestFeedOptions } from './feeds';
export {
  createDolphinScheduler,
  createRegistryAnswers,
  createServiceAnswers,
  listFires,
  readPlatformState,
  type DolphinScheduler,
} from './services';
export { serve, type ListeningServer } from './http/serve';
export {
  MemoryApi,
  type MemoryConnection,
  type MemoryKind,
} from './memoryApi/MemoryApi';
export { MEMORY_FAULTS, type MemoryFault } from './memoryApi/answers';
export { createTestClock, type TestClock } from './memoryApi/createTestClock';
export {
  startTestStorage,
  storageFaults,
  type StorageAddresses,
  type StorageFault,
  type StorageFaultPlan,
  type TestStorage,
  type TestStorageOptions,
} from './storage';
