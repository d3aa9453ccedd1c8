/** The nodes, what runs on them, and what the cluster itself is. */
import {
  asObject,
  asObjects,
  asText,
  asTexts,
  asTime,
  InventoryObject,
  parseImage,
} from '../../kubernetes';
import { Observation } from '../../model';
import {
  FactContext,
  nameOf,
  nameOfObject,
  podsOf,
  workloadResources,
  workloadsOf,
} from './context';
import { observeFact } from './readKinds';
import { once } from './once';

/** A node of the service's cluster. */
export interface NodeFact {
  object: string;
  name: string;
  ready: boolean;
  /** Kinds of pressure that it is under. */
  pressures: readonly string[];
  /** Takes pods that ask for nothing special: neither cordoned nor tainted. */
  schedulable: boolean;
  kubelet?: string;
  /** Images that it holds, without registry: `trinodb/trino:436`. */
  images: readonly string[];
}

/** Where a pod of the service is, or why it is nowhere. */
export interface PodPlaceFact {
  pod: string;
  workload: string;
  node?: string;
  /** Since when no node takes it. */
  unplacedSince?: string;
  message?: string;
  /** A selector, an affinity or a volume decides where it may be. */
  bound: boolean;
}

/** The versions of a cluster. */
export interface ClusterVersionFact {
  /** `v1.33.2`; absent when the cluster has not said. */
  version?: string;
  kubelets: readonly { node: string; version: string }[];
}

/** `docker.io/library/nginx:1.27` as `nginx:1.27`. */
export function shortImage(image: string): string {
  const { repository, tag = 'latest', digest } = parseImage(image);
  return `${repository.replace(/^library\//, '')}${
    digest ? `@${digest}` : `:${tag}`
  }`;
}

function nodeFact({ object }: InventoryObject): NodeFact {
  const { spec = {}, status = {} } = object;
  const conditions = asObjects(status.conditions);
  const holds = (type: string) =>
    conditions.some(one => one.type === type && one.status === 'True');
  const taints = asObjects(spec.taints).filter(
    ({ effect }) => effect !== 'PreferNoSchedule',
  );
  const kubelet = asText(asObject(status.nodeInfo).kubeletVersion);
  return {
    object: nameOfObject(object),
    name: object.metadata.name,
    ready: holds('Ready'),
    pressures: [
      'MemoryPressure',
      'DiskPressure',
      'PIDPressure',
      'NetworkUnavailable',
    ].filter(holds),
    schedulable: spec.unschedulable !== true && taints.length === 0,
    ...(kubelet ? { kubelet } : {}),
    images: [
      ...new Set(
        asObjects(status.images)
          .flatMap(({ names }) => asTexts(names))
          .map(shortImage),
      ),
    ],
  };
}

/** The nodes of the service's cluster. */
export function extractNodes(
  context: FactContext,
): Observation<readonly NodeFact[]> {
  const { index, service } = context;
  return observeFact(context, ['nodes'], () =>
    once(index, `nodes ${service.cluster}`, () =>
      index.byKind('Node', { cluster: service.cluster }).map(nodeFact),
    ),
  );
}

function placeOf(
  workload: string,
  { object }: InventoryObject,
): PodPlaceFact[] {
  const { spec = {}, status = {} } = object;
  if (status.phase === 'Succeeded' || status.phase === 'Failed') return [];
  const unplaced = asObjects(status.conditions).find(
    ({ type, status: is }) => type === 'PodScheduled' && is === 'False',
  );
  const affinity = asObject(asObject(spec.affinity).nodeAffinity);
  const node = asText(spec.nodeName);
  const since = asText(unplaced?.lastTransitionTime);
  const message = asText(unplaced?.message);
  return [
    {
      pod: nameOfObject(object),
      workload,
      ...(node ? { node } : {}),
      ...(unplaced && asTime(since) !== undefined
        ? { unplacedSince: since }
        : {}),
      ...(message ? { message: message.slice(0, 200) } : {}),
      bound:
        Object.keys(asObject(spec.nodeSelector)).length > 0 ||
        affinity.requiredDuringSchedulingIgnoredDuringExecution !== undefined ||
        asObjects(spec.volumes).some(
          ({ persistentVolumeClaim }) => persistentVolumeClaim !== undefined,
        ),
    },
  ];
}

/** Where the pods of the service are. */
export function extractPodPlaces(
  context: FactContext,
): Observation<readonly PodPlaceFact[]> {
  return observeFact(context, [...workloadResources(context), 'pods'], () =>
    workloadsOf(context).flatMap(workload => {
      const name = nameOf(workload.declared);
      const template = asObject(
        asObject(workload.entry?.object.spec?.template).spec,
      );
      const isBound = Object.keys(asObject(template.nodeSelector)).length > 0;
      return podsOf(context, workload)
        .flatMap(entry => placeOf(name, entry))
        .map(place => (isBound ? { ...place, bound: true } : place));
    }),
  );
}

/** The versions of the service's cluster. */
export function extractClusterVersion(
  context: FactContext,
): Observation<ClusterVersionFact> {
  const { index, service, cluster } = context;
  return observeFact(context, ['nodes'], () =>
    once(index, `version ${service.cluster} ${cluster?.version}`, () => ({
      ...(cluster?.version ? { version: cluster.version } : {}),
      kubelets: index
        .byKind('Node', { cluster: service.cluster })
        .flatMap(({ object }) => {
          const version = asText(
            asObject(object.status?.nodeInfo).kubeletVersion,
          );
          return version ? [{ node: nameOfObject(object), version }] : [];
        }),
    })),
  );
}
