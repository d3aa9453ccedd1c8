/** A fleet of services: the world of the inventory's suite, as the inventory would hold it. */
import {
  buildServices,
  ClusterState,
  indexObjects,
  InventoryObject,
  KubernetesIndex,
  KubernetesObject,
  PROFILES,
  Service,
  ServiceMemory,
} from '@254carbon/backstage-plugin-platform-common';
import { generateWorld } from '../../inventory/world/generateWorld';

const CLUSTER = 'bench';
const SEED = 254;
/** Everything was seen at this instant. */
export const SEEN_AT = Date.parse('2026-01-01T00:00:00Z');

/** Kinds that are listed; custom ones are not served by this cluster. */
const LISTED = [
  'v1/pods',
  'v1/services',
  'v1/endpoints',
  'v1/configmaps',
  'v1/persistentvolumeclaims',
  'v1/namespaces',
  'v1/nodes',
  'v1/resourcequotas',
  'apps/v1/deployments',
  'apps/v1/statefulsets',
  'apps/v1/daemonsets',
  'apps/v1/replicasets',
  'batch/v1/jobs',
  'batch/v1/cronjobs',
  'autoscaling/v2/horizontalpodautoscalers',
  'policy/v1/poddisruptionbudgets',
  'networking.k8s.io/v1/ingresses',
  'networking.k8s.io/v1/ingressclasses',
  'networking.k8s.io/v1/networkpolicies',
  'discovery.k8s.io/v1/endpointslices',
  'rbac.authorization.k8s.io/v1/clusterrolebindings',
];

/** What is known of a fleet; the view that readiness judges. */
export interface FleetView {
  services: readonly Service[];
  index: KubernetesIndex;
  clusters: readonly ClusterState[];
}

const clusters: readonly ClusterState[] = [
  {
    name: CLUSTER,
    phase: 'reading',
    whole: true,
    kinds: LISTED.map(resource => ({
      resource,
      ok: true,
      count: 1,
      observedAt: new Date(SEEN_AT).toISOString(),
    })),
  },
];

function entryOf(object: KubernetesObject): InventoryObject {
  return {
    cluster: CLUSTER,
    object,
    source: { kind: 'cluster', name: CLUSTER },
    observedAt: new Date(SEEN_AT).toISOString(),
  };
}

/** A fleet with as many services as asked for. */
export class Fleet {
  readonly #objects: InventoryObject[];
  // Services that say the same stay the very same, as the portal's directory keeps them.
  readonly #memory = new ServiceMemory(Number.MAX_SAFE_INTEGER, () => 1);
  #view: FleetView;

  constructor(services: number) {
    const { objects } = generateWorld({ workloads: services, seed: SEED });
    this.#objects = objects.map(object => entryOf(object as KubernetesObject));
    this.#view = this.#look();
  }

  /** What is known now. */
  get view(): FleetView {
    return this.#view;
  }

  #look(): FleetView {
    const index = indexObjects(this.#objects);
    const services = buildServices({
      objects: index,
      profiles: PROFILES,
      probes: new Map(),
      clusterStates: clusters,
      now: SEEN_AT,
      memory: this.#memory,
    });
    return { services, index, clusters };
  }

  /** Gives the first Deployment another image: one object is another one, and every other the very same. */
  change(round: number): FleetView {
    const at = this.#objects.findIndex(
      ({ object }) => object.kind === 'Deployment',
    );
    const tag = round % 2 === 0 ? 'latest' : `1.0.${round}`;
    const text = JSON.stringify(this.#objects[at]?.object).replace(
      /"image":"([^":]+)(:[^"]*)?"/,
      `"image":"$1:${tag}"`,
    );
    this.#objects[at] = entryOf(JSON.parse(text));
    this.#view = this.#look();
    return this.#view;
  }
}
