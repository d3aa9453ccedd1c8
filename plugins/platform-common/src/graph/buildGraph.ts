/** The graph around one service: what it needs, and what needs it, as far as that goes. */
import { GraphEdge, GraphNode } from '../contracts/platformServices';
import { Service } from '../model';

/** A graph of services. */
export interface ServiceGraph {
  nodes: GraphNode[];
  edges: GraphEdge[];
}

type Neighbours = ReadonlyMap<string, readonly string[]>;

function listEdges(services: readonly Service[]): GraphEdge[] {
  return services.flatMap(({ id: from, dependencies }) =>
    dependencies.map(edge => ({ from, ...edge })),
  );
}

function connect(
  edges: readonly GraphEdge[],
  start: 'from' | 'to',
  end: 'from' | 'to',
): Neighbours {
  const map = new Map<string, string[]>();
  for (const edge of edges) {
    const list = map.get(edge[start]);
    if (list) list.push(edge[end]);
    else map.set(edge[start], [edge[end]]);
  }
  return map;
}

/** Steps from `id` to everything that can be reached, 0 for itself. */
function walk(id: string, neighbours: Neighbours): Map<string, number> {
  const distances = new Map([[id, 0]]);
  for (const [current, distance] of distances) {
    for (const next of neighbours.get(current) ?? []) {
      if (!distances.has(next)) distances.set(next, distance + 1);
    }
  }
  return distances;
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
  const firm = edges.filter(
    edge =>
      edge.confidence !== 'possible' || edge.from === id || edge.to === id,
  );
  const up = walk(id, connect(firm, 'from', 'to'));
  const down = walk(id, connect(firm, 'to', 'from'));
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
