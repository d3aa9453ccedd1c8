/** The graph around one service: what it needs, and what needs it, as far as that goes. */
import { GraphEdge, GraphNode } from '../contracts/platformServices';
import { Service } from '../model';
import { walkDependencies, WalkDirection } from '../services/blastRadius';

/** A graph of services. */
export interface ServiceGraph {
  nodes: GraphNode[];
  edges: GraphEdge[];
}

function listEdges(services: readonly Service[]): GraphEdge[] {
  return services.flatMap(({ id: from, dependencies }) =>
    dependencies.map(edge => ({ from, ...edge })),
  );
}

/** Steps from `id` to everything that can be reached, 0 for itself. */
function distancesFrom(
  services: readonly Service[],
  id: string,
  direction: WalkDirection,
): Map<string, number> {
  // What is only possible is shown beside the service itself, and followed no further.
  const near = walkDependencies(services, id, {
    direction,
    atLeast: 'possible',
    depth: 1,
  });
  const far = walkDependencies(services, id, { direction });
  return new Map([
    [id, 0],
    ...far.map((item): [string, number] => [item.id, item.depth]),
    ...near.map((item): [string, number] => [item.id, 1]),
  ]);
}

function directionOf(
  distance: number,
  up: number | undefined,
  down: number | undefined,
): GraphNode['direction'] {
  if (distance === 0) return 'self';
  if (up !== undefined && down !== undefined) return 'both';
  return up === undefined ? 'down' : 'up';
}

/**
 * The services that `id` needs or that need it, directly or through others, and every edge between them.
 * Edges that are only `possible` are drawn between these but lead to no further ones.
 */
export function buildGraph(
  services: readonly Service[],
  id: string,
): ServiceGraph {
  const edges = listEdges(services);
  const up = distancesFrom(services, id, 'dependencies');
  const down = distancesFrom(services, id, 'dependents');
  const byId = new Map(services.map(service => [service.id, service]));
  const nodes = [...new Set([...up.keys(), ...down.keys()])].map(
    (nodeId): GraphNode => {
      const distance = Math.min(
        up.get(nodeId) ?? Infinity,
        down.get(nodeId) ?? Infinity,
      );
      const service = byId.get(nodeId);
      return {
        id: nodeId,
        title: service?.title ?? nodeId,
        entityRef: service?.entityRef ?? `component:default/${nodeId}`,
        ...(service ? { system: service.system } : {}),
        state: service?.health.state ?? 'unknown',
        stale: service?.health.stale ?? false,
        expectedDown: service?.expectedDown !== undefined,
        maintenance: service?.maintenance !== undefined,
        direction: directionOf(distance, up.get(nodeId), down.get(nodeId)),
        distance,
      };
    },
  );
  const shown = new Set(nodes.map(node => node.id));
  return {
    nodes: nodes.sort(
      (a, b) => a.distance - b.distance || a.id.localeCompare(b.id),
    ),
    edges: edges.filter(edge => shown.has(edge.from) && shown.has(edge.to)),
  };
}
