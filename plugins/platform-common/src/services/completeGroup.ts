import { InventoryObject, KubernetesIndex } from '../kubernetes';
import { Deployer, describeUnknown, SystemId } from '../model';
import { httpProbe, judgeStatus, Probe } from '../profiles';
import { AssignedId } from './assignIds';
import { describeOwner } from './describeOwner';
import { Draft } from './draftGroups';
import { findApplications, findDeployers } from './findDeployers';
import { byKey, UnitRole } from './findUnits';
import {
  gatherWorkloads,
  gatherCustomResources,
  isBuiltIn,
} from './gatherWorkloads';
import { Overrides } from './readOverrides';
import {
  PortalAnnotations,
  readPortalAnnotations,
} from './readPortalAnnotations';
import { ServiceGroup } from './types';

function unique(
  entries: readonly InventoryObject[],
): readonly InventoryObject[] {
  return entries.length < 2 ? entries : [...new Set(entries)].sort(byKey);
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

function describeType(draft: Draft): {
  kind: ServiceGroup['kind'];
  type: string;
} {
  const { profile, parts } = draft;
  if (profile) return { kind: profile.kind, type: profile.type };
  const has = (role: UnitRole) =>
    parts.some(({ candidate }) => candidate.unit.role === role);
  if (has('serving')) return { kind: 'Component', type: 'service' };
  return {
    kind: 'Component',
    type: has('scheduled') ? 'scheduled-job' : 'job',
  };
}

/** The question of the profile; where it has none, the path that people declared. */
function describeProbe(
  draft: Draft,
  healthPath: string | undefined,
): Probe | undefined {
  const own = draft.profile?.probe;
  if (healthPath === undefined || (own && own.protocol !== 'workload-only'))
    return own;
  return httpProbe({
    path: healthPath,
    good: `a 2xx on ${healthPath}, which was declared by annotation`,
    judge: judgeStatus,
  });
}

function describeTexts(
  draft: Draft,
  assigned: AssignedId,
  portal: PortalAnnotations,
) {
  const { kind, type } = describeType(draft);
  return {
    kind,
    type,
    title: declared(draft, 'title') ?? portal.name ?? assigned.title,
    description:
      declared(draft, 'description') ??
      portal.description ??
      draft.profile?.description ??
      describeUnknown({ type, namespace: draft.namespace }),
    ...(portal.icon ? { icon: portal.icon } : {}),
  };
}

/** What installed it, by its own marks and by the lists of applications. */
function listDeployers(
  annotated: readonly InventoryObject[],
  applications: readonly InventoryObject[],
): Deployer[] {
  const marks = findDeployers(annotated);
  if (applications.length === 0) return marks;
  const listed = applications
    .map(({ object }) => object.metadata.name)
    .filter(name => marks.every(mark => mark.name !== name))
    .map((name): Deployer => ({ kind: 'argocd-application', name }));
  return [...marks, ...listed];
}

/** Every object of a draft on which people may annotate the service. */
function annotatedOf({ parts }: Draft): readonly InventoryObject[] {
  return parts.length === 1
    ? parts[0].candidate.unit.annotated
    : unique(parts.flatMap(({ candidate }) => candidate.unit.annotated));
}

type Look = (entry: InventoryObject) => readonly InventoryObject[];

/** What is around any of these, each once; most services have one workload. */
function lookAround(
  entries: readonly InventoryObject[],
  look: Look,
): readonly InventoryObject[] {
  return unique(
    entries.length === 1 ? look(entries[0]) : entries.flatMap(look),
  );
}

/** What belongs to the workloads: Services, routes, autoscalers, budgets, volumes, applications. */
function gatherSurroundings(
  index: KubernetesIndex,
  draft: Draft,
  workloads: ServiceGroup['workloads'],
) {
  const entries = workloads.map(({ entry }) => entry);
  // A custom resource has no pod template, so what its pods mount and answer is asked of the pods.
  const pods = workloads
    .filter(({ entry }) => !isBuiltIn(entry.object.apiVersion))
    .flatMap(workload => workload.pods);
  const running = pods.length > 0 ? [...entries, ...pods] : entries;
  const services = lookAround(entries, entry => index.servicesOf(entry));
  const annotated = annotatedOf(draft);
  const applications = findApplications(index, annotated);
  return {
    services,
    annotated,
    deployedBy: listDeployers(annotated, applications),
    ingresses: lookAround(services, service => index.routes.leadingTo(service)),
    applications,
    autoscalers: lookAround(entries, entry => index.autoscalersOf(entry)),
    disruptionBudgets: lookAround(running, entry =>
      index.disruptionBudgetsOf(entry),
    ),
    claims: lookAround(running, entry => index.claimsOf(entry)),
  };
}

/** What a group is made from. */
export interface Completing {
  index: KubernetesIndex;
  draft: Draft;
  assigned: AssignedId;
  /** The system of what no profile and no annotation places. */
  system: SystemId;
  formerIds: readonly string[];
}

/** Adds to a draft everything that belongs to its workloads. */
export function completeGroup(options: Completing): ServiceGroup {
  const { index, draft, assigned, system, formerIds } = options;
  const { profile, cluster, namespace, parts } = draft;
  const workloads = gatherWorkloads(draft);
  const around = gatherSurroundings(index, draft, workloads);
  const portal = readPortalAnnotations(index, around.ingresses);
  const { owner, because, caveat } = describeOwner(
    parts.flatMap(({ candidate }) => candidate.overrides.owner ?? []),
    profile,
  );
  const probe = describeProbe(
    draft,
    declared(draft, 'healthPath') ?? portal.healthPath,
  );
  const caveats = [...assigned.caveats];
  for (const { candidate } of parts)
    caveats.push(...candidate.overrides.caveats);
  caveats.push(...portal.caveats, ...(caveat ? [caveat] : []));
  const explanation = [
    ...explainParts(options, workloads),
    ...around.deployedBy.map(describeDeployer),
    because,
  ];
  return {
    id: assigned.id,
    ...describeTexts(draft, assigned, portal),
    cluster,
    namespace,
    system:
      declared(draft, 'system') ?? profile?.system ?? portal.system ?? system,
    owner,
    ...(profile ? { profile } : {}),
    ...(probe ? { probe } : {}),
    workloads,
    ...around,
    customResources: unique(gatherCustomResources(index, draft)),
    formerIds,
    caveats: caveats.length < 2 ? caveats : [...new Set(caveats)],
    explanation,
  };
}

function explainParts(
  { draft, assigned, formerIds }: Completing,
  workloads: ServiceGroup['workloads'],
): string[] {
  const explanation = workloads.map(workload => workload.because);
  if (draft.portal) explanation.push(draft.portal);
  explanation.push(...assigned.explanation);
  for (const id of formerIds)
    explanation.push(`what is kept under the id ${id} belongs to it too`);
  return explanation;
}

function describeDeployer({ kind, name }: ServiceGroup['deployedBy'][number]) {
  return kind === 'helm-release'
    ? `installed by Helm release ${name}`
    : `installed by Argo CD application ${name}`;
}
