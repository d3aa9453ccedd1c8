export { checkConnector } from './checkConnector';
export type { CheckedConnector, ConnectorProblem } from './checkConnector';
export { ConnectorSpecSchema } from './ConnectorSpecSchema';
export type {
  ConnectorInput,
  ConnectorKind,
  ConnectorSpec,
} from './ConnectorSpecSchema';
export { CONTRACTS, SINKS } from './commonFields';
export type { CommonSpec, SinkKind } from './commonFields';
export { generateConnector, templateOf } from './generateConnector';
export type { GenerateOptions } from './generateConnector';
export { ConnectorPlacesSchema, DEFAULT_PLACES } from './places';
export type { ConnectorPlaces } from './places';
export { planConnector } from './planConnector';
export type { ConnectorPlan, PlannedSecret } from './plan';
export { ConnectorRefused } from './refuse';
export type { RuntimePackage } from './packages/packageFiles';
export { GENERATION_PATH } from './files/generationFile';
export { cloneUrlOf } from './files/workflowFile';
