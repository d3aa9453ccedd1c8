import {
  annotationOf,
  asText,
  InventoryObject,
  KubernetesIndex,
} from '../kubernetes';
import { SystemId } from '../model';
import { Candidate } from './Candidate';
import { Draft } from './draftGroups';
import { AssignedId } from './assignIds';
import { byKey } from './findUnits';
import { Overrides } from './readOverrides';
import { GroupedWorkload, ServiceGroup } from './types';

/** Owner of what nobody has declared an owner for. */
export const DEFAULT_OWNER = 'group:default/platform-engineering';

const PORTAL = 'portal.254carbon.com/service-';

function unique(
  entries: readonly InventoryObject[],
): readonly InventoryObject[] {
  return [...new Set(entries)].sort(byKey);
}

function toGroupRef(owner: string): string {
  if (/^[a-z]+:/.test(owner)) return owner;
  return owner.includes('/') ? `group:${owner}` : `group:default/${owner}`;
}

/** The first value that any part of a draft declares. */
function declared<K extends keyof Overrides>(
  draft: Draft,
  key: K,
): Overrides[K] | undefined {
  for (const { candidate } of draft.parts) {
    const value = candidate.overrides[key];
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The predecessor's annotation on any of the Ingresses: `portal.254carbon.com/service-<what>`. */
export function portalAnnotation(
  ingresses: readonly InventoryObject[],
  what: 'id' | 'name' | 'category' | 'description' | 'icon' | 'health-path',
): string | undefined {
  for (const { object } of ingresses) {
    const value = annotationOf(object, `${PORTAL}${what}`);
    if (value !== undefined) return value;
  }
  return undefined;
}

function findWorkloads(draft: Draft): GroupedWorkload[] {
  const { profile } = draft;
  const essential = draft.parts.some(
    ({ candidate }) => candidate.unit.role === 'serving',
  );
  const workloads = draft.parts.flatMap(({ candidate, because }) =>
    candidate.unit.workloads.map(({ entry, pods }) => {
      const { name } = entry.object.metadata;
      const part = isPartOnly(candidate, draft) && essential;
      return {
        entry,
        pods,
        because: `${entry.object.kind} ${name}: ${because}`,
        optional: part || (profile?.optional?.test(name) ?? false),
      };
    }),
  );
  const running = workloads.filter(
    ({ entry, pods }) => pods.length > 0 || isCore(entry.object.apiVersion),
  );
  // A custom resource that runs nothing itself describes the workloads beside it, and counts among the
  // custom resources; alone it is all there is to show.
  const shown = running.length > 0 ? running : workloads;
  return shown.sort((a, b) => byKey(a.entry, b.entry));
}

/** Runs and schedules help a service; what serves all the time is the service. */
function isPartOnly(candidate: Candidate, draft: Draft): boolean {
  const { role, root, unknownOwner } = candidate.unit;
  const kind = unknownOwner?.kind ?? root.object.kind;
  return role !== 'serving' || (draft.profile?.runs?.includes(kind) ?? false);
}

function findCustomResources(
  index: KubernetesIndex,
  draft: Draft,
): readonly InventoryObject[] {
  const roots = draft.parts
    .map(({ candidate }) => candidate.unit.root)
    .filter(({ object }) => !isCore(object.apiVersion));
  const probe = draft.profile?.probe;
  if (probe?.protocol !== 'custom-resource') return unique(roots);
  const own = roots.filter(({ object }) => probe.kinds.includes(object.kind));
  if (own.length > 0) return unique(roots);
  const { cluster, namespace } = draft;
  const judged = probe.kinds.flatMap(kind =>
    probe.scope === 'cluster'
      ? index.byKind(kind).filter(entry => entry.cluster === cluster)
      : index.byKind(kind, { cluster, namespace }),
  );
  return unique([...roots, ...judged]);
}

function isCore(apiVersion: string): boolean {
  return /^(v1|apps\/.*|batch\/.*|extensions\/.*)$/.test(apiVersion);
}

function describeOwner(draft: Draft): { owner: string; because: string } {
  const own = declared(draft, 'owner');
  if (own)
    return {
      owner: toGroupRef(own.value),
      because: `owned by ${own.value}, declared on ${own.from}`,
    };
  return draft.profile
    ? {
        owner: draft.profile.owner,
        because: `owned by ${draft.profile.owner}, as its profile says`,
      }
    : {
        owner: DEFAULT_OWNER,
        because: `owned by ${DEFAULT_OWNER}, because nobody has declared an owner`,
      };
}

function describeType(draft: Draft): {
  kind: ServiceGroup['kind'];
  type: string;
} {
  const { profile, parts } = draft;
  if (profile) return { kind: profile.kind, type: profile.type };
  const roles = new Set(parts.map(({ candidate }) => candidate.unit.role));
  if (roles.has('serving')) return { kind: 'Component', type: 'service' };
  return {
    kind: 'Component',
    type: roles.has('scheduled') ? 'scheduled-job' : 'job',
  };
}

/** Adds to a draft everything that belongs to its workloads. */
export function completeGroup(options: {
  index: KubernetesIndex;
  draft: Draft;
  assigned: AssignedId;
  /** The system of what no profile and no annotation places. */
  system: SystemId;
}): ServiceGroup {
  const { index, draft, assigned, system } = options;
  const { profile, cluster, namespace } = draft;
  const workloads = findWorkloads(draft);
  const entries = workloads.map(({ entry }) => entry);
  // A custom resource has no pod template, so what its pods mount and answer is asked of the pods.
  const pods = workloads
    .filter(({ entry }) => !isCore(entry.object.apiVersion))
    .flatMap(workload => workload.pods);
  const services = unique(entries.flatMap(entry => index.servicesOf(entry)));
  const ingresses = unique(
    services.flatMap(service => index.ingressesOfService(service)),
  );
  const owner = describeOwner(draft);
  const runs = asText(describeType(draft).type);
  return {
    id: assigned.id,
    title:
      declared(draft, 'title') ??
      portalAnnotation(ingresses, 'name') ??
      assigned.title,
    description:
      declared(draft, 'description') ??
      portalAnnotation(ingresses, 'description') ??
      profile?.description ??
      `A ${runs} in namespace ${namespace} that no profile describes.`,
    cluster,
    namespace,
    ...describeType(draft),
    system: declared(draft, 'system') ?? profile?.system ?? system,
    owner: owner.owner,
    ...(profile ? { profile } : {}),
    workloads,
    services,
    ingresses,
    customResources: findCustomResources(index, draft),
    autoscalers: unique(entries.flatMap(entry => index.autoscalersOf(entry))),
    disruptionBudgets: unique(
      entries.flatMap(entry => index.disruptionBudgetsOf(entry)),
    ),
    claims: unique(
      [...entries, ...pods].flatMap(entry => index.claimsOf(entry)),
    ),
    explanation: [
      ...workloads.map(({ because }) => because),
      ...assigned.explanation,
      owner.because,
    ],
  };
}
