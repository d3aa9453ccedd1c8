/**
 * Services as catalog entities. An entity says what a service *is*: name, owner, system, what it depends
 * on, where to look. How it is at the moment changes every few seconds and does not belong here; the
 * catalog would process, stitch and index it each time.
 */
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import {
  annotationOf,
  KubernetesIndex,
  labelOf,
  Service,
  ServiceGroup,
  SYSTEMS,
} from '@254carbon/backstage-plugin-platform-common';
import { chooseSelector } from './chooseSelector';

/** Annotations of our own on the entity of a service. */
export const SERVICE_ANNOTATIONS = {
  /** Id of the service in the platform's API. */
  id: '254carbon.com/service-id',
  /** Name of the cluster that it runs in. */
  cluster: '254carbon.com/cluster',
  /** Namespace that most of it runs in. */
  namespace: '254carbon.com/namespace',
  /** Profile that recognised it; absent when none did. */
  profile: '254carbon.com/profile',
} as const;

/** What the entities are built from: a view of the live services. */
export interface EntityInput {
  services: readonly Service[];
  groups: readonly ServiceGroup[];
  index: KubernetesIndex;
}

const TRACKING_ID = 'argocd.argoproj.io/tracking-id';
const TRACKING_LABELS = [
  'argocd.argoproj.io/instance',
  'app.kubernetes.io/instance',
];

const NONE: ReadonlySet<string> = new Set();

/** Names of the Applications of each cluster, of indexes in use: an index never changes. */
const applications = new WeakMap<
  KubernetesIndex,
  ReadonlyMap<string, ReadonlySet<string>>
>();

function applicationsOf(index: KubernetesIndex, cluster: string) {
  const known = applications.get(index) ?? listApplications(index);
  applications.set(index, known);
  return known.get(cluster) ?? NONE;
}

function listApplications(index: KubernetesIndex): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { cluster, object } of index.byKind('Application')) {
    const names = found.get(cluster);
    if (names) names.add(object.metadata.name);
    else found.set(cluster, new Set([object.metadata.name]));
  }
  return found;
}

/** The Argo CD Application that brought the first workload that says so. */
function findApplication(
  group: ServiceGroup,
  index: KubernetesIndex,
): string | undefined {
  const known = applicationsOf(index, group.cluster);
  const { workloads } = group;
  for (let at = 0; at < workloads.length; at += 1) {
    const { entry } = workloads[at];
    const tracked = annotationOf(entry.object, TRACKING_ID)?.split(':')[0];
    if (tracked) return tracked;
    if (known.size === 0) continue;
    for (const label of TRACKING_LABELS) {
      const name = labelOf(entry.object, label);
      if (name && known.has(name)) return name;
    }
  }
  return known.has(group.id) ? group.id : undefined;
}

/** What all have, in this order: for thousands a copy that is filled in is much quicker than names that are worked out. */
const BLANK: Readonly<Record<string, string>> = {
  [ANNOTATION_LOCATION]: '',
  [ANNOTATION_ORIGIN_LOCATION]: '',
  [SERVICE_ANNOTATIONS.id]: '',
  [SERVICE_ANNOTATIONS.cluster]: '',
  [SERVICE_ANNOTATIONS.namespace]: '',
};

function buildAnnotations(
  service: Service,
  group: ServiceGroup | undefined,
  index: KubernetesIndex,
): Record<string, string> {
  const { id, cluster, namespace, profileId } = service;
  const location = `platform:${cluster}/${namespace}/${id}`;
  const selector = group && chooseSelector(group, index);
  const application = group && findApplication(group, index);
  const annotations: Record<string, string> = { ...BLANK };
  annotations[ANNOTATION_LOCATION] = location;
  annotations[ANNOTATION_ORIGIN_LOCATION] = location;
  annotations[SERVICE_ANNOTATIONS.id] = id;
  annotations[SERVICE_ANNOTATIONS.cluster] = cluster;
  annotations[SERVICE_ANNOTATIONS.namespace] = namespace;
  if (profileId) annotations[SERVICE_ANNOTATIONS.profile] = profileId;
  if (selector) {
    annotations['backstage.io/kubernetes-cluster'] = cluster;
    annotations['backstage.io/kubernetes-namespace'] = namespace;
    annotations['backstage.io/kubernetes-label-selector'] = selector;
  }
  if (application) annotations['argocd/app-name'] = application;
  return annotations;
}

/** The refs of systems, by their ids. */
const SYSTEM_REFS = Object.fromEntries(
  SYSTEMS.map(system => [system, `system:default/${system}`]),
);

function buildSpec(
  service: Service,
  dependsOn: readonly string[],
): Entity['spec'] {
  const { type, owner, lifecycle } = service;
  const system = SYSTEM_REFS[service.system];
  const spec: Entity['spec'] =
    service.kind === 'Component'
      ? { type, lifecycle, owner, system }
      : { type, owner, system };
  if (dependsOn.length > 0) spec.dependsOn = [...dependsOn];
  return spec;
}

function buildEntity(
  service: Service,
  group: ServiceGroup | undefined,
  input: { index: KubernetesIndex; dependsOn: readonly string[] },
): Entity {
  const metadata: Entity['metadata'] = {
    name: service.id,
    title: service.title,
    description: service.description,
    annotations: buildAnnotations(service, group, input.index),
  };
  if (service.links.length > 0) metadata.links = service.links;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: service.kind,
    metadata,
    spec: buildSpec(service, input.dependsOn),
  };
}

const NOTHING: readonly string[] = [];

/** The refs of what a service depends on, each once, sorted. */
export function listDependsOn(
  { dependsOn, entityRef }: Service,
  refs: ReadonlyMap<string, string>,
): readonly string[] {
  if (dependsOn.length === 0) return NOTHING;
  const found = dependsOn
    .flatMap(({ serviceId }) => refs.get(serviceId) ?? [])
    .filter(ref => ref !== entityRef);
  return [...new Set(found)].sort();
}

/** What an entity was built from. */
interface Built {
  service: Service;
  dependsOn: readonly string[];
  entity: Entity;
}

/** Entities in use, by the groups that they were built from. */
const known = new WeakMap<ServiceGroup, Built>();

/** All that an entity takes from its service, as text. */
function describe({ service, dependsOn }: Omit<Built, 'entity'>): string {
  const { kind, links, title, description, owner } = service;
  return JSON.stringify([
    [kind, title, description, owner, service.type, service.system],
    links,
    dependsOn,
  ]);
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return (
    one.length === other.length && one.every((item, at) => item === other[at])
  );
}

/**
 * The entity of a service; the one of the last time when the group is the same and so are its links and what it
 * depends on. All else is taken from the group and its namespace, and the group is another one when those change.
 */
export function buildOnce(
  service: Service,
  group: ServiceGroup | undefined,
  input: { index: KubernetesIndex; dependsOn: readonly string[] },
): Entity {
  if (!group) return buildEntity(service, group, input);
  const { dependsOn } = input;
  const last = known.get(group);
  if (last?.service === service && isSameList(last.dependsOn, dependsOn))
    return last.entity;
  const isSame = last && describe(last) === describe({ service, dependsOn });
  const entity = isSame ? last.entity : buildEntity(service, group, input);
  known.set(group, { service, dependsOn, entity });
  return entity;
}

const NO_REFS: ReadonlyMap<string, string> = new Map();

/** The refs of all services by their ids; none where none of some depends on any. */
export function refsOf(
  services: readonly Service[],
  some: readonly Service[],
): ReadonlyMap<string, string> {
  if (some.every(({ dependsOn }) => dependsOn.length === 0)) return NO_REFS;
  return new Map(services.map(({ id, entityRef }) => [id, entityRef]));
}

/** The entities of all services, the same for the same services. */
export function buildServiceEntities(input: EntityInput): Entity[] {
  const { services, groups, index } = input;
  const refs = refsOf(services, services);
  let byId: ReadonlyMap<string, ServiceGroup> | undefined;
  return services.map((service, at) => {
    // Services are sorted otherwise than groups, but most often it is the same order.
    let group: ServiceGroup | undefined = groups[at];
    if (group?.id !== service.id) {
      byId ??= new Map(groups.map(one => [one.id, one]));
      group = byId.get(service.id);
    }
    const dependsOn = listDependsOn(service, refs);
    return buildOnce(service, group, { index, dependsOn });
  });
}
