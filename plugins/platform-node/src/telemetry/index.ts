export { createTelemetry, type RunningTelemetry } from './createTelemetry';
export { platformTelemetryServiceRef } from './platformTelemetryServiceRef';
export { readTelemetryConfig } from './readTelemetryConfig';
export type { PlatformTelemetry, TelemetryEntry } from './types';
