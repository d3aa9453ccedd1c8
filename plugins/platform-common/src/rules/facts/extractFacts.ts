import { Observation } from '../../model';
import {
  extractBackupLocations,
  extractBackupSchedules,
  extractDataVolumes,
} from './backups';
import { extractContainers } from './containers';
import { FactContext } from './context';
import {
  extractDisruptionBudgets,
  extractNetworkServices,
  extractTlsHosts,
} from './network';
import { FactName, FactValues } from './types';
import { extractContainerStates, extractWorkloads } from './workloads';
import type { Facts } from '../types';

/** How each fact is made; the list of facts that there are. */
export const FACT_EXTRACTORS: {
  readonly [K in FactName]: (
    context: FactContext,
  ) => Observation<FactValues[K]>;
} = {
  workloads: extractWorkloads,
  containerStates: extractContainerStates,
  containers: extractContainers,
  disruptionBudgets: extractDisruptionBudgets,
  networkServices: extractNetworkServices,
  tlsHosts: extractTlsHosts,
  dataVolumes: extractDataVolumes,
  backupSchedules: extractBackupSchedules,
  backupLocations: extractBackupLocations,
};

/** Names of all facts. */
export const FACT_NAMES: readonly string[] = Object.keys(FACT_EXTRACTORS);

/** Makes the facts of the given names about one service. */
export function extractFacts<F extends FactName>(
  context: FactContext,
  names: readonly F[],
): Facts<F> {
  const entries = names.map(name => [name, FACT_EXTRACTORS[name](context)]);
  return Object.fromEntries(entries) as Facts<F>;
}
