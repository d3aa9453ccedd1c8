/**
 * What becomes of the entity of a service that is no longer seen. The inventory lets go of objects on certain grounds
 * only, so a service that this process saw and sees no longer is gone. What an earlier process saw is another matter:
 * it is compared with a first look, and a first look can be wrong.
 */
import { Entity } from '@backstage/catalog-model';
import { ClusterState } from '@254carbon/backstage-plugin-platform-common';
import { SERVICE_ANNOTATIONS } from '../build/buildServiceEntities';
import { markOrphaned } from '../build/markOrphaned';
import { Fate, MissingEntity } from './EntitySync';

/** Up to this many entities of a cluster may be missing at a first look without suspicion. */
const FEW = 5;
/** So may this share of what the catalog holds of it. */
const SHARE = 0.2;

/** What is known of the clusters when entities are missing. */
export interface MissingContext {
  clusters: readonly ClusterState[];
  /** Clusters of which an operator confirmed that what is missing may go. */
  released: ReadonlySet<string>;
  /** How many entities of each cluster there are in the list that was offered. */
  offered: ReadonlyMap<string, number>;
}

/** The decision, and why it keeps entities that are probably gone, as sentences. */
export interface MissingVerdict {
  fateOf: (ref: string) => Fate;
  heldBack: string[];
}

/** The cluster of an entity of a service; empty when it does not say. */
export function clusterOf(entity: Entity): string {
  return entity.metadata.annotations?.[SERVICE_ANNOTATIONS.cluster] ?? '';
}

function countInherited(
  missing: ReadonlyMap<string, MissingEntity>,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { entity, inherited } of missing.values()) {
    const cluster = clusterOf(entity);
    if (inherited) counts.set(cluster, (counts.get(cluster) ?? 0) + 1);
  }
  return counts;
}

/** Clusters of which so much is missing at a first look that the look is doubted. */
function findDoubtful(
  missing: ReadonlyMap<string, MissingEntity>,
  { offered, released }: MissingContext,
): Map<string, string> {
  const doubtful = new Map<string, string>();
  for (const [cluster, count] of countInherited(missing)) {
    const now = offered.get(cluster) ?? 0;
    const before = now + count;
    const isMuch = now === 0 || count > Math.max(FEW, before * SHARE);
    if (!isMuch || released.has(cluster)) continue;
    doubtful.set(
      cluster,
      `Cluster ${cluster} shows ${now} of the ${before} services that the catalog holds; the others are kept until they turn up or an operator confirms that they may go.`,
    );
  }
  return doubtful;
}

/** Decides for all that is missing. */
export function judgeMissing(
  missing: ReadonlyMap<string, MissingEntity>,
  context: MissingContext,
): MissingVerdict {
  const states = new Map(context.clusters.map(state => [state.name, state]));
  const doubtful = findDoubtful(missing, context);
  const heldBack = new Set<string>();
  const fates = new Map<string, Fate>();
  for (const [ref, { entity, inherited }] of missing) {
    const cluster = clusterOf(entity);
    const state = states.get(cluster);
    if (!state) {
      const isReleased = context.released.has(cluster);
      fates.set(ref, isReleased ? 'remove' : markOrphaned(entity, cluster));
      continue;
    }
    const doubt = inherited ? doubtful.get(cluster) : undefined;
    if (doubt && state.whole) heldBack.add(doubt);
    fates.set(ref, state.whole && !doubt ? 'remove' : 'keep');
  }
  return { fateOf: ref => fates.get(ref) ?? 'keep', heldBack: [...heldBack] };
}
