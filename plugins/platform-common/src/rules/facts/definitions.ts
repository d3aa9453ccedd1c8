/** How a fact is defined: what makes it, from what, and how far that reaches. */
import { Observation } from '../../model';
import { FactContext } from './context';
import { FactName, FactValues } from './types';

/** What a fact is made from besides objects: the service's own record, and the parts of `Knowledge`. */
export const FACT_INPUTS = [
  'service',
  'health',
  'services',
  'cluster',
  'declared',
  'comparison',
  'metrics',
  'logs',
  'alertmanager',
  'grafana',
  'scheduler',
  'runbooks',
  'pipelines',
  'volumeUsage',
  'externalAnswers',
  'lakeTables',
] as const;

/** What a fact is made from besides objects. */
export type FactInput = (typeof FACT_INPUTS)[number];

/**
 * How far objects of a kind reach: `own`, the workloads of the service and what they made; `near`, its namespaces; `cluster`,
 * every object of the kind in its cluster.
 */
export type FactReach = 'own' | 'near' | 'cluster';

/** How a fact is made, and from what. */
export interface FactDefinition<K extends FactName> {
  extract(context: FactContext): Observation<FactValues[K]>;
  /** Kinds of objects that it looks at, each with its reach; the service's own workloads belong to every fact. */
  kinds?: Readonly<Record<string, FactReach>>;
  inputs?: readonly FactInput[];
}

/** Definitions of facts by name. */
export type FactTable<K extends FactName> = {
  readonly [P in K]: FactDefinition<P>;
};
