/** What stands around the workloads of a service. */
import { InventoryObject, KubernetesIndex } from '../kubernetes';
import { byKey } from './findUnits';
import { isBuiltIn } from './gatherWorkloads';
import { ServiceGroup } from './types';

type Found = readonly InventoryObject[];
type Look = (entry: InventoryObject) => Found;

/** Each once, sorted. */
export function unique(entries: Found): Found {
  return entries.length < 2 ? entries : [...new Set(entries)].sort(byKey);
}

/** What is around any of these, each once; most services have one workload. */
function lookFrom(entries: Found, look: Look): Found {
  return unique(
    entries.length === 1 ? look(entries[0]) : entries.flatMap(look),
  );
}

/** What belongs to workloads: Services, routes, autoscalers, budgets, volumes. */
export type Surroundings = Pick<
  ServiceGroup,
  'services' | 'ingresses' | 'autoscalers' | 'disruptionBudgets' | 'claims'
>;

const NONE: Found = [];
const NOTHING: Surroundings = {
  services: NONE,
  ingresses: NONE,
  autoscalers: NONE,
  disruptionBudgets: NONE,
  claims: NONE,
};

function isBare(
  index: KubernetesIndex,
  { entry, pods }: ServiceGroup['workloads'][number],
): boolean {
  return (
    index.isBareAround(entry) &&
    (pods.length === 0 || pods.every(pod => index.isBareAround(pod)))
  );
}

/** Finds what belongs to workloads. */
export function lookAround(
  index: KubernetesIndex,
  workloads: ServiceGroup['workloads'],
): Surroundings {
  // The usual case where few kinds are read: one workload, and nothing beside it.
  if (workloads.length === 1 && isBare(index, workloads[0])) return NOTHING;
  const entries = workloads.map(({ entry }) => entry);
  // A custom resource has no pod template, so what its pods mount and answer is asked of the pods.
  const pods = workloads
    .filter(({ entry }) => !isBuiltIn(entry.object.apiVersion))
    .flatMap(workload => workload.pods);
  const running = pods.length > 0 ? [...entries, ...pods] : entries;
  const services = lookFrom(entries, entry => index.servicesOf(entry));
  return {
    services,
    ingresses: lookFrom(services, service => index.routes.leadingTo(service)),
    autoscalers: lookFrom(entries, entry => index.autoscalersOf(entry)),
    disruptionBudgets: lookFrom(running, entry =>
      index.disruptionBudgetsOf(entry),
    ),
    claims: lookFrom(running, entry => index.claimsOf(entry)),
  };
}
