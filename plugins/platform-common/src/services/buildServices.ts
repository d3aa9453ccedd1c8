import { indexObjects, InventoryObject, KubernetesIndex } from '../kubernetes';
import {
  ClusterState,
  KindState,
  Observation,
  Service,
  SYSTEMS,
} from '../model';
import { Profile, ProbeAnswer } from '../profiles';
import { FoundDependencies, listDependencies } from './findDependencies';
import { groupServices } from './groupServices';
import { judgeHealth } from './judgeHealth';
import { Judged, judgeLater } from './judgeLater';
import { listEndpoints, listLinks } from './listEndpoints';
import { matchesKind } from './matchKind';
import { readExpectedDown } from './readExpectedDown';
import { Grounds, ServiceMemory } from './ServiceMemory';
import { summariseWorkload } from './summariseWorkload';
import { toDependsOn } from './toDependsOn';
import { ServiceGroup } from './types';

/** What the services are made from. */
export interface BuildServicesInput {
  objects: readonly InventoryObject[] | KubernetesIndex;
  profiles: readonly Profile[];
  /** What the probes gave, by id of the service. */
  probes: ReadonlyMap<string, Observation<ProbeAnswer>>;
  clusterStates: readonly ClusterState[];
  /** Milliseconds since the epoch. */
  now: number;
  /** Judgements that may be taken from before; all are made anew without it. */
  memory?: ServiceMemory;
}

/** The kinds that a group is judged from. */
function kindsOf(group: ServiceGroup): string[] {
  const kinds = group.workloads.map(({ entry }) => entry.object.kind);
  return ['Pod', ...new Set(kinds)];
}

/** The kinds of states in use that cannot be read at present; a state never changes. */
const unreadOf = new WeakMap<ClusterState, readonly KindState[]>();

function unreadKinds(state: ClusterState): readonly KindState[] {
  const known = unreadOf.get(state) ?? state.kinds.filter(({ ok }) => !ok);
  unreadOf.set(state, known);
  return known;
}

/** Why what a group is judged from cannot be read at present; `undefined` when it can. */
export function whyStale(
  group: ServiceGroup,
  states: readonly ClusterState[],
): string | undefined {
  const state = states.find(({ name }) => name === group.cluster);
  if (!state) return undefined;
  const unread = unreadKinds(state);
  const kinds = unread.length > 0 ? kindsOf(group) : [];
  const failing = unread.find(({ resource }) =>
    kinds.some(kind => matchesKind(resource, kind)),
  );
  if (failing)
    return `${failing.resource} of cluster ${state.name} cannot be read: ${
      failing.reason ?? 'no reason given'
    }`;
  return state.phase === 'failing'
    ? `cluster ${state.name} cannot be read at present`
    : undefined;
}

/** One for all comparisons: making one is dear. */
const ORDER = new Intl.Collator('en');

/** Where each system stands in the order of all. */
const PLACES = new Map(SYSTEMS.map((system, at) => [system, at] as const));

function bySystem(a: Service, b: Service): number {
  const between =
    a.system === b.system
      ? 0
      : (PLACES.get(a.system) ?? 0) - (PLACES.get(b.system) ?? 0);
  return (
    between || ORDER.compare(a.title, b.title) || ORDER.compare(a.id, b.id)
  );
}

/** The last text of each cluster: most are told again and again, and one and the same text is quickly compared. */
const texts = new Map<string, string>();

/** How well the kinds of a cluster can be read, as text; the same text, the same judgement by its kinds. */
function describeKinds({ name, kinds }: ClusterState): string {
  const text = kinds
    .map(({ resource, ok, reason = '' }) => `${resource} ${ok} ${reason}`)
    .join('\n');
  const last = texts.get(name);
  if (last === text) return last;
  texts.set(name, text);
  return text;
}

/** What all services of a cluster are judged from. */
interface Judging {
  input: BuildServicesInput;
  index: KubernetesIndex;
  state?: ClusterState;
  kinds?: string;
  /** Everything of the cluster can be read. */
  isWell: boolean;
}

function judgingOf(
  input: BuildServicesInput,
  index: KubernetesIndex,
  state: ClusterState,
): Judging {
  const isWell = unreadKinds(state).length === 0 && state.phase !== 'failing';
  return { input, index, state, kinds: describeKinds(state), isWell };
}

/** What a service is judged from besides its group and its cluster. */
interface OwnGrounds extends Grounds {
  found: FoundDependencies | undefined;
  probe: Observation<ProbeAnswer> | undefined;
  clusterStale: string | undefined;
}

function judgeGroup(
  group: ServiceGroup,
  { clusterStale, probe }: OwnGrounds,
  { index, input: { now }, state }: Judging,
): Judged {
  return {
    workloads: group.workloads.map(item => summariseWorkload(item, now)),
    endpoints: listEndpoints(group, index),
    health: judgeHealth({
      group,
      index,
      now,
      ...(state ? { kinds: state.kinds } : {}),
      ...(probe ? { probe } : {}),
      ...(clusterStale ? { clusterStale } : {}),
    }),
  };
}

/** A list as a service has it: the very same one, for nobody writes into what a service says. */
function share<T>(list: readonly T[]): T[] {
  return list as T[];
}

function refOf({ kind, id }: ServiceGroup): string {
  return kind === 'Component'
    ? `component:default/${id}`
    : `resource:default/${id}`;
}

function joinCaveats(
  { caveats }: ServiceGroup,
  found: FoundDependencies | undefined,
  others: readonly string[],
): string[] {
  const more = (found?.caveats.length ?? 0) + others.length;
  if (more === 0) return share(caveats);
  return [...caveats, ...(found?.caveats ?? []), ...others];
}

const NOTHING: FoundDependencies['edges'] = [];

function buildService(
  group: ServiceGroup,
  grounds: OwnGrounds,
  judging: Judging,
): Service {
  const { found } = grounds;
  const dependencies = found?.edges ?? NOTHING;
  const { expectedDown, caveats } = readExpectedDown(
    group.annotated,
    judging.input.now,
  );
  // Nothing is spread: there are thousands, and all are of one shape like this.
  const known = {
    id: group.id,
    title: group.title,
    description: group.description,
    entityRef: refOf(group),
    kind: group.kind,
    type: group.type,
    system: group.system,
    owner: group.owner,
    lifecycle: 'production' as const,
    profileId: group.profile?.id,
    cluster: group.cluster,
    namespace: group.namespace,
    dependencies,
    dependsOn: toDependsOn(dependencies),
    links: listLinks(group, judging.index),
    deployedBy:
      group.deployedBy.length > 0 ? share(group.deployedBy) : undefined,
    icon: group.icon,
    explanation: share(group.explanation),
    expectedDown,
    formerIds: share(group.formerIds),
    caveats: joinCaveats(group, found, caveats),
  };
  return judgeLater(known, () => judgeGroup(group, grounds, judging));
}

/**
 * Every service with its state, sorted by system (as in `SYSTEMS`) and title. Its health, workloads and endpoints are judged when they
 * are first asked for, of what the input holds: that may not change afterwards.
 */
export function buildServices(input: BuildServicesInput): Service[] {
  const { profiles, probes, clusterStates, now, memory } = input;
  const index =
    input.objects instanceof KubernetesIndex
      ? input.objects
      : indexObjects(input.objects);
  const groups = groupServices({ objects: index, profiles });
  const edges = listDependencies({ groups, index });
  const unknown: Judging = { input, index, isWell: false };
  const clusters = new Map(
    clusterStates.map(state => [state.name, judgingOf(input, index, state)]),
  );
  const services = groups.map((group, at) => {
    const judging = clusters.get(group.cluster) ?? unknown;
    const { kinds, isWell } = judging;
    const clusterStale = isWell ? undefined : whyStale(group, clusterStates);
    const found = edges[at];
    const probe = probes.get(group.id);
    const grounds = { found, probe, clusterStale, kinds };
    const place = { at, now };
    const known = memory?.recall(group, grounds, place);
    if (known) return known;
    const service = buildService(group, grounds, judging);
    memory?.keep(service, group, grounds, place);
    return service;
  });
  return memory ? memory.sort(services, bySystem) : services.sort(bySystem);
}
