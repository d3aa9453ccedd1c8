import { InventoryObject, KubernetesIndex } from '../kubernetes';
import { Deployer, describeUnknown, SystemId } from '../model';
import { httpProbe, judgeStatus, Probe } from '../profiles';
import { AssignedId } from './assignIds';
import { describeOwner } from './describeOwner';
import { Draft } from './draftGroups';
import { deployersOf, findApplications, findDeployers } from './findDeployers';
import { UnitRole } from './findUnits';
import { gatherWorkloads, gatherCustomResources } from './gatherWorkloads';
import { lookAround, unique } from './lookAround';
import { DeclaredOwner, Overrides } from './readOverrides';
import {
  PortalAnnotations,
  readPortalAnnotations,
} from './readPortalAnnotations';
import { ServiceGroup } from './types';

/** The first value that any part of a draft declares. */
function declared<K extends keyof Overrides>(
  draft: Draft,
  key: K,
): Overrides[K] | undefined {
  const { parts } = draft;
  for (let at = 0; at < parts.length; at += 1) {
    const value = parts[at].candidate.overrides[key];
    if (value !== undefined) return value;
  }
  return undefined;
}

function has({ parts }: Draft, role: UnitRole): boolean {
  for (let at = 0; at < parts.length; at += 1)
    if (parts[at].candidate.unit.role === role) return true;
  return false;
}

type TypeOfService = Pick<ServiceGroup, 'kind' | 'type'>;
const SERVING: TypeOfService = { kind: 'Component', type: 'service' };
const SCHEDULED: TypeOfService = { kind: 'Component', type: 'scheduled-job' };
const RUN: TypeOfService = { kind: 'Component', type: 'job' };

function describeType(draft: Draft): TypeOfService {
  const { profile } = draft;
  if (profile) return profile;
  if (has(draft, 'serving')) return SERVING;
  return has(draft, 'scheduled') ? SCHEDULED : RUN;
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

/** What was said last of something unknown: neighbours, which come one after the other, share it. */
let unknown = { type: '', namespace: '', text: '' };

function describeUnknownOnce(type: string, namespace: string): string {
  if (unknown.type !== type || unknown.namespace !== namespace) {
    const text = describeUnknown({ type, namespace });
    unknown = { type, namespace, text };
  }
  return unknown.text;
}

/** What it is for. */
function describe(
  draft: Draft,
  portal: PortalAnnotations,
  type: string,
): string {
  return (
    declared(draft, 'description') ??
    portal.description ??
    draft.profile?.description ??
    describeUnknownOnce(type, draft.namespace)
  );
}

/** What installed it, by its own marks and by the lists of applications. */
function listDeployers(
  marks: readonly Deployer[],
  applications: readonly InventoryObject[],
): readonly Deployer[] {
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

/** What left its marks on the objects of a draft. */
function marksOf(
  { parts }: Draft,
  annotated: readonly InventoryObject[],
): readonly Deployer[] {
  return parts.length === 1
    ? deployersOf(parts[0].candidate.unit)
    : findDeployers(annotated);
}

/** What a group is made from, besides what is around. */
export interface Completing {
  readonly draft: Draft;
  readonly assigned: AssignedId;
  /** The system of what no profile and no annotation places. */
  readonly system: SystemId;
  readonly formerIds: readonly string[];
}

const NO_OWNERS: readonly DeclaredOwner[] = [];

function listOwners({ parts }: Draft): readonly DeclaredOwner[] {
  let owners: DeclaredOwner[] | undefined;
  for (let at = 0; at < parts.length; at += 1) {
    const { owner } = parts[at].candidate.overrides;
    if (owner) (owners ??= []).push(owner);
  }
  return owners ?? NO_OWNERS;
}

const NO_CAVEATS: readonly string[] = [];

/** What people should know of how it was formed, each sentence once. */
function listCaveats(
  { draft: { parts }, assigned }: Completing,
  portal: PortalAnnotations,
  caveat: string | undefined,
): readonly string[] {
  const caveats: string[] = [...assigned.caveats];
  for (let at = 0; at < parts.length; at += 1)
    caveats.push(...parts[at].candidate.overrides.caveats);
  caveats.push(...portal.caveats);
  if (caveat) caveats.push(caveat);
  if (caveats.length === 0) return NO_CAVEATS;
  return caveats.length < 2 ? caveats : [...new Set(caveats)];
}

/** Adds to a draft everything that belongs to its workloads. */
export function completeGroup(
  index: KubernetesIndex,
  completing: Completing,
): ServiceGroup {
  const { draft, assigned, system, formerIds } = completing;
  const { profile, cluster, namespace } = draft;
  const workloads = gatherWorkloads(draft);
  const around = lookAround(index, workloads);
  const annotated = annotatedOf(draft);
  const applications = findApplications(index, annotated);
  const deployedBy = listDeployers(marksOf(draft, annotated), applications);
  const portal = readPortalAnnotations(index, around.ingresses);
  const owned = describeOwner(listOwners(draft), profile);
  const healthPath = declared(draft, 'healthPath') ?? portal.healthPath;
  const { kind, type } = describeType(draft);
  // All of one shape, for there are thousands; nothing is spread for the same reason.
  return {
    id: assigned.id,
    kind,
    type,
    title: declared(draft, 'title') ?? portal.name ?? assigned.title,
    description: describe(draft, portal, type),
    icon: portal.icon,
    cluster,
    namespace,
    system:
      declared(draft, 'system') ?? profile?.system ?? portal.system ?? system,
    owner: owned.owner,
    profile,
    probe: describeProbe(draft, healthPath),
    workloads,
    services: around.services,
    annotated,
    deployedBy,
    ingresses: around.ingresses,
    applications,
    autoscalers: around.autoscalers,
    disruptionBudgets: around.disruptionBudgets,
    claims: around.claims,
    customResources: unique(gatherCustomResources(index, draft)),
    formerIds,
    caveats: listCaveats(completing, portal, owned.caveat),
    explanation: explain(completing, { workloads, deployedBy }, owned.because),
  };
}

/** Every step from the objects to a service. */
function explain(
  { draft, assigned, formerIds }: Completing,
  { workloads, deployedBy }: Pick<ServiceGroup, 'workloads' | 'deployedBy'>,
  owned: string,
): string[] {
  const isPlain =
    assigned.explanation.length + formerIds.length + deployedBy.length === 0;
  if (isPlain && workloads.length === 1 && !draft.portal)
    return [workloads[0].because, owned];
  const explanation: string[] = [];
  for (let at = 0; at < workloads.length; at += 1)
    explanation.push(workloads[at].because);
  if (draft.portal) explanation.push(draft.portal);
  explanation.push(...assigned.explanation);
  for (let at = 0; at < formerIds.length; at += 1)
    explanation.push(
      `what is kept under the id ${formerIds[at]} belongs to it too`,
    );
  for (let at = 0; at < deployedBy.length; at += 1)
    explanation.push(describeDeployer(deployedBy[at]));
  explanation.push(owned);
  return explanation;
}

function describeDeployer({ kind, name }: ServiceGroup['deployedBy'][number]) {
  return kind === 'helm-release'
    ? `installed by Helm release ${name}`
    : `installed by Argo CD application ${name}`;
}
