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
  for (const { entry } of group.workloads) {
    const tracked = annotationOf(entry.object, TRACKING_ID)?.split(':')[0];
    if (tracked) return tracked;
    for (const label of TRACKING_LABELS) {
      const name = labelOf(entry.object, label);
      if (name && known.has(name)) return name;
    }
  }
  return known.has(group.id) ? group.id : undefined;
}

function buildAnnotations(
  service: Service,
  group: ServiceGroup | undefined,
  index: KubernetesIndex,
): Record<string, string> {
  const { id, cluster, namespace, profileId } = service;
  const location = `platform:${cluster}/${namespace}/${id}`;
  const selector = group && chooseSelector(group, index);
  const application = group && findApplication(group, index);
  return {
    [ANNOTATION_LOCATION]: location,
    [ANNOTATION_ORIGIN_LOCATION]: location,
    [SERVICE_ANNOTATIONS.id]: id,
    [SERVICE_ANNOTATIONS.cluster]: cluster,
    [SERVICE_ANNOTATIONS.namespace]: namespace,
    ...(profileId ? { [SERVICE_ANNOTATIONS.profile]: profileId } : {}),
    ...(selector
      ? {
          'backstage.io/kubernetes-cluster': cluster,
          'backstage.io/kubernetes-namespace': namespace,
          'backstage.io/kubernetes-label-selector': selector,
        }
      : {}),
    ...(application ? { 'argocd/app-name': application } : {}),
  };
}

function buildEntity(
  service: Service,
  group: ServiceGroup | undefined,
  input: { index: KubernetesIndex; dependsOn: readonly string[] },
): Entity {
  const { dependsOn } = input;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: service.kind,
    metadata: {
      name: service.id,
      title: service.title,
      description: service.description,
      annotations: buildAnnotations(service, group, input.index),
      ...(service.links.length > 0 ? { links: service.links } : {}),
    },
    spec: {
      type: service.type,
      ...(service.kind === 'Component' ? { lifecycle: service.lifecycle } : {}),
      owner: service.owner,
      system: `system:default/${service.system}`,
      ...(dependsOn.length > 0 ? { dependsOn: [...dependsOn] } : {}),
    },
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
  const { services, index } = input;
  const groups = new Map(input.groups.map(group => [group.id, group]));
  const refs = refsOf(services, services);
  return services.map(service =>
    buildOnce(service, groups.get(service.id), {
      index,
      dependsOn: listDependsOn(service, refs),
    }),
  );
}
