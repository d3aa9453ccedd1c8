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
