import {
  GraphEdge,
  GraphNode,
  ServiceDetail,
} from '@254carbon/backstage-plugin-platform-common';

/** The services around one service, and what each needs of the others. */
export type ServiceGraph = ServiceDetail['graph'];

/**
 * The column of a service in the picture: negative needs the centre, positive is needed by it. One that does both
 * stands with those that need it, because that is what breaks.
 */
export function columnOf(
  node: Pick<GraphNode, 'direction' | 'distance'>,
): number {
  return node.direction === 'up' ? node.distance : 0 - node.distance;
}

/** Id of the service that the graph is about. */
export function centreOf(graph: ServiceGraph): GraphNode | undefined {
  return graph.nodes.find(({ direction }) => direction === 'self');
}

/** Whether an edge counts for what breaks: what is merely possible does not. */
export function isFirm(edge: Pick<GraphEdge, 'confidence'>): boolean {
  return edge.confidence !== 'possible';
}
