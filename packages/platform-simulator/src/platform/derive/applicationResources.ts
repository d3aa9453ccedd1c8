/**
 * What an Argo CD application lists in its status: every object of its folder that is there, with how it compares and how it is. Made from the layout of
 * the repository and from the objects themselves, so that it can never name one that does not exist.
 */
import { differsFromGit, isInGit } from '../../declared/drift';
import { folderOf } from '../../declared/layout';
import { KubernetesObject } from '../../kubernetes/types';
import { ApplicationState, BuildContext } from '../build';
import { ofKind } from './read';

/** One entry of `status.resources`, as Argo CD writes it: no `group` for the core group, no `health` for kinds that have none. */
export interface ListedResource {
  group?: string;
  version: string;
  kind: string;
  namespace?: string;
  name: string;
  status: 'Synced' | 'OutOfSync';
  health?: { status: 'Healthy' | 'Progressing' };
}

/** What an application is asked for. */
export interface Listing {
  /** Folder of the repository that it deploys. */
  path: string;
  objects: readonly KubernetesObject[];
  /** How it compares as a whole; one that is synced has no object that is not. */
  sync: 'Synced' | 'OutOfSync';
  /** `Kind name` of objects that are not as written, beside those in which Git and the cluster disagree anyway. */
  changed?: readonly string[];
}

interface Counts {
  replicas?: number;
  readyReplicas?: number;
  desiredNumberScheduled?: number;
  numberReady?: number;
}

const ALWAYS_HEALTHY = new Set([
  'Service',
  'Ingress',
  'HorizontalPodAutoscaler',
]);

function healthOf({ kind, spec, status }: KubernetesObject) {
  const counts = (status ?? {}) as Counts & { phase?: string };
  const of = (ready: boolean) => ({
    status: ready ? ('Healthy' as const) : ('Progressing' as const),
  });
  if (kind === 'Deployment' || kind === 'StatefulSet') {
    const { replicas = 1 } = (spec ?? {}) as Counts;
    return of((counts.readyReplicas ?? 0) >= replicas);
  }
  if (kind === 'DaemonSet')
    return of(
      (counts.numberReady ?? 0) >= (counts.desiredNumberScheduled ?? 0),
    );
  if (kind === 'PersistentVolumeClaim') return of(counts.phase === 'Bound');
  return ALWAYS_HEALTHY.has(kind) ? of(true) : undefined;
}

function describe(
  object: KubernetesObject,
  { sync, changed = [] }: Listing,
): ListedResource {
  const { apiVersion, kind, metadata } = object;
  const [version, group] = apiVersion.split('/').reverse();
  const differs =
    differsFromGit(object) || changed.includes(`${kind} ${metadata.name}`);
  const health = healthOf(object);
  return {
    ...(group ? { group } : {}),
    version,
    kind,
    ...(metadata.namespace ? { namespace: metadata.namespace } : {}),
    name: metadata.name,
    status: sync === 'OutOfSync' && differs ? 'OutOfSync' : 'Synced',
    ...(health ? { health } : {}),
  };
}

/** The resources that an application lists, in Argo CD's order: by group, kind, namespace and name. */
export function listResources(listing: Listing): ListedResource[] {
  const order = ({ group = '', kind, namespace = '', name }: ListedResource) =>
    `${group}/${kind}/${namespace}/${name}`;
  return listing.objects
    .filter(one => folderOf(one)?.path === listing.path && isInGit(one))
    .map(one => describe(one, listing))
    .sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** Folder that an application deploys. */
export function pathOf({ spec }: KubernetesObject): string {
  return (spec as { source: { path: string } }).source.path;
}

/** Fills in what applications list; one that could not be compared lists nothing. */
export function deriveApplicationResources(
  { condition }: BuildContext,
  objects: readonly KubernetesObject[],
): void {
  for (const application of ofKind(objects, 'Application')) {
    const told: ApplicationState | undefined =
      condition.applications[application.metadata.name];
    const sync = told?.sync ?? 'Synced';
    if (sync === 'Unknown') continue;
    const { status = {} } = application;
    const listing = { path: pathOf(application), objects, sync };
    application.status = {
      ...(status as object),
      resources: listResources({ ...listing, changed: told?.changed }),
    };
  }
}
