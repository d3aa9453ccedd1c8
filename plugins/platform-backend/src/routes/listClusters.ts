import {
  ClusterList,
  ClusterState,
  ClusterView,
  findLostNodes,
} from '@254carbon/backstage-plugin-platform-common';
import { RecordedConfirmation } from '../store/ConfirmationStore';
import { CatalogKnowledge } from '../view/createCatalogView';
import { KnownPlatform } from '../view/createView';
import { RouteSources } from './types';

/** Confirmations that one cluster shows. */
const MOST_SHOWN = 20;

/** Of the kinds alone: whether the API server answers, and which kinds there are, stand among them by names without a version. */
function oldestOf(state: ClusterState): string | undefined {
  const kinds = state.kinds.filter(({ resource }) => resource.includes('/'));
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

/** Clusters that are no longer configured, of which services are remembered or entities are kept. */
export function listOrphaned(
  known: KnownPlatform,
  { orphaned }: CatalogKnowledge,
): { name: string; count: number; since?: string }[] {
  const found = new Map(
    orphaned.map(({ cluster, entities }) => [
      cluster,
      { count: entities, times: [] as string[] },
    ]),
  );
  for (const { cluster, seenAt } of known.remembered.values()) {
    const entry = found.get(cluster) ?? { count: 0, times: [] };
    entry.times.push(seenAt);
    found.set(cluster, entry);
  }
  for (const { name } of known.clusters) found.delete(name);
  return [...found].map(([name, { count, times }]) => {
    const since = times.sort().at(-1);
    return {
      name,
      count: Math.max(count, times.length),
      ...(since ? { since } : {}),
    };
  });
}

function showOrphaned(
  { name, count, since }: ReturnType<typeof listOrphaned>[number],
  confirmations: readonly RecordedConfirmation[],
): ClusterView {
  const things =
    count === 1 ? 'One entity of it is' : `${count} entities of it are`;
  return {
    name,
    phase: 'failing',
    kinds: [],
    objects: 0,
    orphaned: {
      reason: `Cluster ${name} is no longer configured. ${things} kept until an operator confirms that they may go.`,
      ...(since ? { since } : {}),
      entities: count,
    },
    confirmations: showConfirmations(name, confirmations),
  };
}

/** `GET /clusters`. */
export function createListClusters({
  view,
  catalog,
  stores,
}: Pick<RouteSources, 'view' | 'catalog' | 'stores'>) {
  return async (): Promise<ClusterList> => {
    const [known, knowledge, confirmations] = await Promise.all([
      view.current(),
      catalog.current(),
      stores.confirmations.list({}),
    ]);
    const configured = known.clusters.map((state): ClusterView => {
      const oldest = oldestOf(state);
      const lostNodes = findLostNodes(known.index, state.name);
      return {
        ...state,
        kinds: [...state.kinds],
        objects: state.kinds.reduce((sum, { count }) => sum + count, 0),
        ...(oldest ? { oldestObservedAt: oldest } : {}),
        ...(lostNodes.length > 0 ? { lostNodes } : {}),
        confirmations: showConfirmations(state.name, confirmations),
      };
    });
    return {
      clusters: [
        ...configured,
        ...listOrphaned(known, knowledge).map(cluster =>
          showOrphaned(cluster, confirmations),
        ),
      ],
      caveats: [
        ...known.caveats,
        ...(knowledge.caveat ? [knowledge.caveat] : []),
      ],
      generatedAt: known.generatedAt,
    };
  };
}
