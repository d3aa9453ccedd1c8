import { indexObjects, InventoryObject, KubernetesIndex } from '../kubernetes';
import { ClusterState, Observation, Service, SYSTEMS } from '../model';
import { Profile, ProbeAnswer } from '../profiles';
import { findDependencies, toDependsOn } from './findDependencies';
import { groupServices } from './groupServices';
import { judgeHealth } from './judgeHealth';
import { listEndpoints, listLinks } from './listEndpoints';
import { matchesKind } from './matchKind';
import { readExpectedDown } from './readExpectedDown';
import { summariseWorkload } from './summariseWorkload';
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
}

/** The kinds that a group is judged from. */
function kindsOf(group: ServiceGroup): string[] {
  const kinds = group.workloads.map(({ entry }) => entry.object.kind);
  return ['Pod', ...new Set(kinds)];
}

/** Why what a group is judged from cannot be read at present; `undefined` when it can. */
export function whyStale(
  group: ServiceGroup,
  states: readonly ClusterState[],
): string | undefined {
  const state = states.find(({ name }) => name === group.cluster);
  if (!state) return undefined;
  const kinds = kindsOf(group);
  const failing = state.kinds.find(
    ({ ok, resource }) =>
      !ok && kinds.some(kind => matchesKind(resource, kind)),
  );
  if (failing)
    return `${failing.resource} of cluster ${state.name} cannot be read: ${
      failing.reason ?? 'no reason given'
    }`;
  return state.phase === 'failing'
    ? `cluster ${state.name} cannot be read at present`
    : undefined;
}

function bySystem(a: Service, b: Service): number {
  return (
    SYSTEMS.indexOf(a.system) - SYSTEMS.indexOf(b.system) ||
    a.title.localeCompare(b.title, 'en') ||
    a.id.localeCompare(b.id, 'en')
  );
}

/** Every service with its state, sorted by system (as in `SYSTEMS`) and title. */
export function buildServices(input: BuildServicesInput): Service[] {
  const { profiles, probes, clusterStates, now } = input;
  const index =
    input.objects instanceof KubernetesIndex
      ? input.objects
      : indexObjects(input.objects);
  const groups = groupServices({ objects: index, profiles });
  const edges = findDependencies({ groups, index });
  const services = groups.map((group): Service => {
    const probe = probes.get(group.id);
    const clusterStale = whyStale(group, clusterStates);
    const state = clusterStates.find(({ name }) => name === group.cluster);
    const found = edges.get(group.id);
    const dependencies = found?.edges ?? [];
    const { expectedDown, caveats } = readExpectedDown(group.annotated, now);
    return {
      id: group.id,
      title: group.title,
      description: group.description,
      entityRef: `${group.kind.toLowerCase()}:default/${group.id}`,
      kind: group.kind,
      type: group.type,
      system: group.system,
      owner: group.owner,
      lifecycle: 'production',
      ...(group.profile ? { profileId: group.profile.id } : {}),
      cluster: group.cluster,
      namespace: group.namespace,
      workloads: group.workloads.map(item => summariseWorkload(item, now)),
      endpoints: listEndpoints(group, index),
      dependencies,
      dependsOn: toDependsOn(dependencies),
      links: listLinks(group, index),
      ...(group.deployedBy.length > 0
        ? { deployedBy: [...group.deployedBy] }
        : {}),
      ...(group.icon ? { icon: group.icon } : {}),
      explanation: [...group.explanation],
      health: judgeHealth({
        group,
        index,
        now,
        ...(state ? { kinds: state.kinds } : {}),
        ...(probe ? { probe } : {}),
        ...(clusterStale ? { clusterStale } : {}),
      }),
      ...(expectedDown ? { expectedDown } : {}),
      formerIds: [...group.formerIds],
      caveats: [...group.caveats, ...(found?.caveats ?? []), ...caveats],
    };
  });
  return services.sort(bySystem);
}
