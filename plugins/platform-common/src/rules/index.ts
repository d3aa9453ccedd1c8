export * from './categories';
export * from './verdict';
export * from './clock';
export * from './digest';
export * from './types';
export * from './facts/types';
export * from './facts/knowledge';
export * from './facts/volumeUsage';
export * from './facts/externalAnswer';
export {
  listExternalAddresses,
  type ExternalAddress,
} from './facts/externalAddresses';
export * from './facts/definitions';
export { FACTS } from './facts/table';
export * from './dependencies';
export type { FactContext, ObjectLookup } from './facts/context';
export { KEEPS, type Keeper } from './facts/once';
export * from './facts/extractFacts';
export * from './facts/findCredential';
export { observeFact, type ClusterReading } from './facts/readKinds';
export { notTaken } from './backup/schedulesFor';
export * from './addPlaces';
export * from './judgeRule';
export * from './allRules';
export * from './proveRules';
export * from './thresholds';
export * from './custom';
export * from './written';
