export * from './config';
export type * from './door/types';
export { createDoor } from './door/createDoor';
export {
  platformConnectionServiceRef,
  type PlatformConnection,
} from './door/platformConnectionServiceRef';
export type {
  CounterName,
  CounterSample,
  PlatformCounters,
} from './counters/types';
export { COUNTERS } from './counters/types';
export { createCounters } from './counters/createCounters';
export { platformCountersServiceRef } from './counters/platformCountersServiceRef';
export { SYSTEM_CLOCK, type Clock } from './inventory/clock';
export type * from './inventory/types';
export { WANTED_KINDS, type WantedKind } from './kubernetes';
export { createInventory } from './inventory/createInventory';
export { platformInventoryServiceRef } from './inventory/platformInventoryServiceRef';
export type * from './services/types';
export { createPlatformServices } from './services/createPlatformServices';
export { digest } from './services/digest';
export { platformServicesServiceRef } from './services/platformServicesServiceRef';
export { bindContract, type HandlerContext } from './http/bindContract';
export { contractToOpenApi } from './http/contractToOpenApi';
export { nameOf } from './http/nameOf';
export type * from './manifests/types';
export {
  createManifests,
  type ManifestsOptions,
  type RunningManifests,
} from './manifests/createManifests';
export {
  readManifestsConfig,
  type ManifestsConfig,
  type ManifestSourceConfig,
} from './manifests/readManifestsConfig';
export { readTree, type TreeRequest } from './manifests/readTree';
export { Renderers } from './manifests/Renderers';
export { platformManifestsServiceRef } from './manifests/platformManifestsServiceRef';
export { preflight, type PreflightReport } from './preflight/preflight';
export * from './external';
export * from './telemetry';
export { WriterLease } from './lease/WriterLease';
export {
  LeaseLost,
  LEASE_TIMINGS,
  type LeaseEvent,
  type LeaseTerm,
  type LeaseTimings,
  type WriterLeaseOptions,
} from './lease/types';
export * from './declarations';
export * from './names';
export * from './effects';
export * from './dolphin';
