import {
  ClusterList,
  ClusterState,
  ClusterView,
} from '@254carbon/backstage-plugin-platform-common';
import { RecordedConfirmation } from '../store/ConfirmationStore';
import { KnownPlatform } from '../view/createView';
import { RouteSources } from './types';

/** Confirmations that one cluster shows. */
const MOST_SHOWN = 20;

function oldestOf({ kinds }: ClusterState): string | undefined {
  if (kinds.some(({ observedAt }) => observedAt === undefined))
    return undefined;
  return kinds.flatMap(({ observedAt }) => observedAt ?? []).sort()[0];
}

function showConfirmations(
  name: string,
  confirmations: readonly RecordedConfirmation[],
) {
  return confirmations
    .filter(({ cluster }) => cluster === name)
    .slice(0, MOST_SHOWN)
    .map(({ endedAt: _, ...confirmation }) => confirmation);
}

/** Clusters that are no longer configured, of which services are remembered. */
function listOrphaned(
  known: KnownPlatform,
  confirmations: readonly RecordedConfirmation[],
): ClusterView[] {
  const configured = new Set(known.clusters.map(({ name }) => name));
  const services = new Map<string, string[]>();
  for (const { service, seenAt } of known.remembered.values()) {
    if (configured.has(service.cluster)) continue;
    const times = services.get(service.cluster) ?? [];
    services.set(service.cluster, [...times, seenAt]);
  }
  return [...services].map(([name, times]) => ({
    name,
    phase: 'failing',
    kinds: [],
    objects: 0,
    orphaned: {
      reason: `Cluster ${name} is no longer configured. Its ${times.length} services and their entities are kept until an operator confirms that they may go.`,
      since: times.sort().at(-1),
      entities: times.length,
    },
    confirmations: showConfirmations(name, confirmations),
  }));
}

/** `GET /clusters`. */
export function createListClusters({
  view,
  stores,
}: Pick<RouteSources, 'view' | 'stores'>) {
  return async (): Promise<ClusterList> => {
    const [known, confirmations] = await Promise.all([
      view.current(),
      stores.confirmations.list({}),
    ]);
    const configured = known.clusters.map((state): ClusterView => {
      const oldest = oldestOf(state);
      return {
        ...state,
        kinds: [...state.kinds],
        objects: state.kinds.reduce((sum, { count }) => sum + count, 0),
        ...(oldest ? { oldestObservedAt: oldest } : {}),
        confirmations: showConfirmations(state.name, confirmations),
      };
    });
    return {
      clusters: [...configured, ...listOrphaned(known, confirmations)],
      caveats: [...known.caveats],
      generatedAt: known.generatedAt,
    };
  };
}
