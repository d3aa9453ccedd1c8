import {
  ClusterState,
  findLostNodes,
  KubernetesIndex,
  listServices,
  ServiceList,
  ServiceQuery,
} from '@254carbon/backstage-plugin-platform-common';
import { RouteSources } from './types';

/** Since when something of a cluster is in doubt: the oldest failure to read a kind, or the first object that is held. */
function doubtedSince({ kinds }: ClusterState): string | undefined {
  return kinds
    .flatMap(({ ok, since, held }) => [
      ...(ok || !since ? [] : [since]),
      ...(held ? [held.since] : []),
    ])
    .sort()[0];
}

function showCluster(
  state: ClusterState,
  index: KubernetesIndex,
): ServiceList['clusters'][number] {
  const { name, title, phase } = state;
  const since = doubtedSince(state);
  const lostNodes = findLostNodes(index, name);
  return {
    name,
    ...(title ? { title } : {}),
    phase,
    ...(since ? { doubtedSince: since } : {}),
    ...(lostNodes.length > 0 ? { lostNodes } : {}),
  };
}

/** `GET /services`. */
export function createListServices({ view }: Pick<RouteSources, 'view'>) {
  return async ({ query }: { query: ServiceQuery }): Promise<ServiceList> => {
    const known = await view.current();
    return {
      ...listServices(known.services, query),
      clusters: known.clusters.map(state => showCluster(state, known.index)),
      caveats: [...known.caveats],
      generatedAt: known.generatedAt,
    };
  };
}
