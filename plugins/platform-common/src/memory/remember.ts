/**
 * Remembering what was known. The live objects are in memory only: after a restart, while a cluster does
 * not answer, nothing of it is known, and a list without its services would say that they are gone. So the
 * last good sight of each service is kept, and shown as what it is: unknown now, and what it was when.
 */
import { LastKnown, ListedService } from '../contracts/platformServices';
import { ClusterState, Service } from '../model';

/** A service as it was last seen. */
export interface RememberedService {
  /** Without pods and evidence, which would be old news. */
  service: Service;
  /** ISO 8601 UTC. */
  seenAt: string;
}

/** What is worth remembering of a service. */
export function toRemembered(service: Service): Service {
  const { health, ...rest } = service;
  return {
    ...rest,
    workloads: service.workloads.map(workload => ({ ...workload, pods: [] })),
    health: { ...health, evidence: [] },
  };
}

function resourcesOf({ workloads }: Service): Set<string> {
  return new Set([
    'pods',
    ...workloads.map(({ kind }) => `${kind.toLowerCase()}s`),
  ]);
}

/**
 * Why a service that is not among those seen may still be there, as a sentence; `undefined` when its
 * cluster is read well enough to say that it is gone.
 */
export function whyUnseen(
  service: Service,
  clusters: readonly ClusterState[],
): string | undefined {
  const { cluster } = service;
  const state = clusters.find(({ name }) => name === cluster);
  if (!state) {
    return `Cluster ${cluster} is no longer configured; what was known of it is kept until an operator confirms that it may go.`;
  }
  if (state.phase === 'connecting') {
    return `Cluster ${cluster} has not been read since the portal started.`;
  }
  const resources = resourcesOf(service);
  const relevant = state.kinds.filter(({ resource }) =>
    resources.has(resource.split('/').pop() ?? ''),
  );
  const failing = relevant.find(({ ok }) => !ok);
  if (failing) {
    return `${failing.resource} of cluster ${cluster} cannot be read: ${
      failing.reason ?? 'no reason given'
    }`;
  }
  const held = relevant.find(kind => kind.held);
  if (held?.held) return held.held.reason;
  if (state.phase !== 'failing') return undefined;
  const why = state.kinds.find(({ ok }) => !ok)?.reason;
  return why ?? `Cluster ${cluster} cannot be read at present.`;
}

function show(remembered: RememberedService, reason: string): ListedService {
  const { service, seenAt } = remembered;
  const { health } = service;
  const lastKnown: LastKnown = {
    state: health.state,
    summary: health.summary,
    seenAt,
    reason,
  };
  return {
    ...service,
    workloads: [],
    health: {
      state: 'unknown',
      stale: true,
      summary: `Not seen since ${seenAt}, when it was ${health.state}. ${reason}`,
      since: seenAt,
      observedAt: seenAt,
      evidence: [],
    },
    lastKnown,
  };
}

/** The services that are remembered, not among those seen, and not known to be gone. */
export function recallServices(input: {
  seen: readonly Service[];
  remembered: readonly RememberedService[];
  clusters: readonly ClusterState[];
}): ListedService[] {
  const { seen, remembered, clusters } = input;
  const ids = new Set(seen.flatMap(({ id, formerIds }) => [id, ...formerIds]));
  return remembered.flatMap(item => {
    if (ids.has(item.service.id)) return [];
    const reason = whyUnseen(item.service, clusters);
    return reason === undefined ? [] : [show(item, reason)];
  });
}
