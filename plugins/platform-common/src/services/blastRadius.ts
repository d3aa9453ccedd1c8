/**
 * Who is hit when a service fails, and what a service stands on: the graph of services walked against and
 * along its edges, nearest first. Rings end where they began.
 */
import {
  DEPENDENCY_CONFIDENCES,
  DependencyConfidence,
  Service,
} from '../model';

/** A service that is reached by a walk. */
export interface ReachedService {
  id: string;
  /** Edges between it and the start, at least 1. */
  depth: number;
  /** The services on the shortest way from the start, both ends included. */
  path: string[];
  /** Of the weakest edge on that way. */
  confidence: DependencyConfidence;
}

/** Where to walk to: `dependents` are hit when the start fails, `dependencies` are what it stands on. */
export type WalkDirection = 'dependents' | 'dependencies';

type Node = Pick<Service, 'id' | 'dependencies'>;
interface Edge {
  to: string;
  confidence: DependencyConfidence;
}

function weaker(
  one: DependencyConfidence,
  other: DependencyConfidence,
): DependencyConfidence {
  const rank = (item: DependencyConfidence) =>
    DEPENDENCY_CONFIDENCES.indexOf(item);
  return rank(one) >= rank(other) ? one : other;
}

function edgesOf(
  services: readonly Node[],
  direction: WalkDirection,
  atLeast: DependencyConfidence,
): Map<string, Edge[]> {
  const edges = new Map<string, Edge[]>();
  for (const { id, dependencies } of services) {
    for (const { to, confidence } of dependencies) {
      if (weaker(confidence, atLeast) !== atLeast) continue;
      const [from, end] = direction === 'dependents' ? [to, id] : [id, to];
      const list = edges.get(from) ?? [];
      list.push({ to: end, confidence });
      edges.set(from, list);
    }
  }
  return edges;
}

/** Every service that is reached from one, nearest first and by id among equals; never the start itself. */
export function walkDependencies(
  services: readonly Node[],
  start: string,
  options: {
    direction: WalkDirection;
    /** Edges that are less sure are not walked; `likely` unless set. */
    atLeast?: DependencyConfidence;
    /** Most edges to walk; all of them unless set. */
    depth?: number;
  },
): ReachedService[] {
  const { direction, atLeast = 'likely', depth: most = Infinity } = options;
  const edges = edgesOf(services, direction, atLeast);
  const reached = new Map<string, ReachedService>();
  let ring: ReachedService[] = [
    { id: start, depth: 0, path: [start], confidence: 'certain' },
  ];
  for (let depth = 1; ring.length > 0 && depth <= most; depth += 1) {
    const next = new Map<string, ReachedService>();
    for (const from of ring) {
      for (const { to, confidence } of edges.get(from.id) ?? []) {
        if (to === start || reached.has(to) || next.has(to)) continue;
        const weakest = weaker(from.confidence, confidence);
        const path = [...from.path, to];
        next.set(to, { id: to, depth, path, confidence: weakest });
      }
    }
    ring = [...next.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const item of ring) reached.set(item.id, item);
  }
  return [...reached.values()];
}

/** Ids of the services that depend on a service, directly or through others, sorted; never itself. */
export function blastRadius(services: readonly Node[], id: string): string[] {
  return walkDependencies(services, id, { direction: 'dependents' })
    .map(item => item.id)
    .sort();
}
