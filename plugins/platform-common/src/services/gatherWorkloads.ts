import {
  InventoryObject,
  KubernetesIndex,
  KubernetesObject,
} from '../kubernetes';
import { Candidate } from './Candidate';
import { Draft } from './draftGroups';
import { byKey } from './findUnits';
import { GroupedWorkload } from './types';

/** Whether a kind of this group and version comes with Kubernetes and runs pods. */
export function isBuiltIn(apiVersion: string): boolean {
  return /^(v1|apps\/.*|batch\/.*|extensions\/.*)$/.test(apiVersion);
}

/** Runs and schedules help a service; what serves all the time is the service. */
function isPartOnly(candidate: Candidate, draft: Draft): boolean {
  const { role, root, unknownOwner } = candidate.unit;
  const kind = unknownOwner?.kind ?? root.object.kind;
  return role !== 'serving' || (draft.profile?.runs?.includes(kind) ?? false);
}

/** The workloads of a draft, sorted by key, each with the reason why it belongs. */
export function gatherWorkloads(draft: Draft): GroupedWorkload[] {
  const { profile } = draft;
  const essential = draft.parts.some(
    ({ candidate }) => candidate.unit.role === 'serving',
  );
  const workloads: GroupedWorkload[] = [];
  for (const { candidate, because } of draft.parts) {
    const isPart = essential && isPartOnly(candidate, draft);
    for (const { entry, pods } of candidate.unit.workloads) {
      const { name } = entry.object.metadata;
      workloads.push({
        entry,
        pods,
        because: `${entry.object.kind} ${name}: ${because}`,
        optional: isPart || (profile?.optional?.test(name) ?? false),
      });
    }
  }
  if (workloads.length < 2) return workloads;
  const running = workloads.filter(
    ({ entry, pods }) => pods.length > 0 || isBuiltIn(entry.object.apiVersion),
  );
  // A custom resource that runs nothing itself describes the workloads beside it, and counts among the
  // custom resources; alone it is all there is to show.
  const shown = running.length > 0 ? running : workloads;
  return shown.sort((a, b) => byKey(a.entry, b.entry));
}

/** Whether a custom resource is one by which a profile judges health. */
export function speaksFor(
  { kinds, group }: { kinds: readonly string[]; group?: RegExp },
  { apiVersion, kind }: Pick<KubernetesObject, 'apiVersion' | 'kind'>,
): boolean {
  return (
    kinds.includes(kind) && (group?.test(apiVersion.split('/')[0]) ?? true)
  );
}

/** The custom resources that stand for a draft, or that its profile judges its health by. */
export function gatherCustomResources(
  index: KubernetesIndex,
  draft: Draft,
): InventoryObject[] {
  const roots = draft.parts
    .map(({ candidate }) => candidate.unit.root)
    .filter(({ object }) => !isBuiltIn(object.apiVersion));
  const probe = draft.profile?.probe;
  if (probe?.protocol !== 'custom-resource') return roots;
  const own = roots.filter(({ object }) => speaksFor(probe, object));
  if (own.length > 0) return roots;
  const { cluster, namespace } = draft;
  const judged = probe.kinds.flatMap(kind =>
    probe.scope === 'cluster'
      ? index.byKind(kind).filter(entry => entry.cluster === cluster)
      : index.byKind(kind, { cluster, namespace }),
  );
  return [...roots, ...judged.filter(({ object }) => speaksFor(probe, object))];
}
