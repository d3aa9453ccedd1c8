import {
  InventoryObject,
  KubernetesIndex,
  KubernetesObject,
} from '../kubernetes';
import { Candidate } from './Candidate';
import { Draft } from './draftGroups';
import { byKey, UnitWorkload } from './findUnits';
import { GroupedWorkload } from './types';

/** Whether a kind of this group and version comes with Kubernetes and runs pods. */
export function isBuiltIn(apiVersion: string): boolean {
  // The usual one; asked thousands of times for every change.
  if (apiVersion === 'apps/v1') return true;
  return /^(v1|apps\/.*|batch\/.*|extensions\/.*)$/.test(apiVersion);
}

/** Runs and schedules help a service; what serves all the time is the service. */
function isPartOnly(candidate: Candidate, draft: Draft): boolean {
  const { role, root, unknownOwner } = candidate.unit;
  const kind = unknownOwner?.kind ?? root.object.kind;
  return role !== 'serving' || (draft.profile?.runs?.includes(kind) ?? false);
}

/** Whether any part of a draft serves all the time. */
function serves({ parts }: Draft): boolean {
  for (let at = 0; at < parts.length; at += 1)
    if (parts[at].candidate.unit.role === 'serving') return true;
  return false;
}

type Part = Draft['parts'][number];

/** A workload of a part, with the reason why it belongs. */
function toGrouped(
  { entry, pods }: UnitWorkload,
  because: string,
  isOptional: (name: string) => boolean,
): GroupedWorkload {
  const { kind, metadata } = entry.object;
  return {
    entry,
    pods,
    because: `${kind} ${metadata.name}: ${because}`,
    optional: isOptional(metadata.name),
  };
}

const NEVER = () => false;
const ALWAYS = () => true;

/** Which workloads of a part its service can do without. */
function optionalOf(draft: Draft, { candidate }: Part, essential: boolean) {
  if (essential && isPartOnly(candidate, draft)) return ALWAYS;
  const optional = draft.profile?.optional;
  return optional ? (name: string) => optional.test(name) : NEVER;
}

/** The workloads of a draft, sorted by key, each with the reason why it belongs. */
export function gatherWorkloads(draft: Draft): GroupedWorkload[] {
  const { parts } = draft;
  const essential = serves(draft);
  const first = parts[0];
  if (parts.length === 1 && first.candidate.unit.workloads.length === 1) {
    const isOptional = optionalOf(draft, first, essential);
    const workload = first.candidate.unit.workloads[0];
    return [toGrouped(workload, first.because, isOptional)];
  }
  const workloads: GroupedWorkload[] = [];
  for (const part of parts) {
    const isOptional = optionalOf(draft, part, essential);
    for (const workload of part.candidate.unit.workloads)
      workloads.push(toGrouped(workload, part.because, isOptional));
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

const NONE: readonly InventoryObject[] = [];

/** The custom resources at the tops of a draft's parts. */
function customRoots({ parts }: Draft): readonly InventoryObject[] {
  let roots: InventoryObject[] | undefined;
  for (let at = 0; at < parts.length; at += 1) {
    const { root } = parts[at].candidate.unit;
    if (!isBuiltIn(root.object.apiVersion)) (roots ??= []).push(root);
  }
  return roots ?? NONE;
}

/** The custom resources that stand for a draft, or that its profile judges its health by. */
export function gatherCustomResources(
  index: KubernetesIndex,
  draft: Draft,
): readonly InventoryObject[] {
  const roots = customRoots(draft);
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
