import {
  ClusterState,
  InventoryObject,
} from '@254carbon/backstage-plugin-platform-common';

/** What is known of the platform at one moment. */
export interface InventorySnapshot {
  /** Every object known of every cluster; objects of kinds that fail at present carry `staleSince`. */
  objects: readonly InventoryObject[];
  /** How well each cluster can be read, in the order of configuration. */
  clusters: readonly ClusterState[];
  /** Reasons why the objects may be more, or fewer, than there are; sentences. */
  caveats: readonly string[];
  /** Clusters that are not configured and whose entities may go, because an operator confirmed it. */
  released: readonly string[];
  /** Every confirmation of this process, the oldest first. */
  releases: readonly ReleaseRequest[];
  /** Grows with every change of objects or of what can be read; equal version, equal content. */
  version: number;
}

/** What an operator confirms: that what is held there may go. */
export interface ReleaseRequest {
  /** Name of a cluster, configured or not. */
  cluster: string;
  /** Name of the kind in the state of the cluster: `apps/v1/deployments`. Absent: all that is held there. */
  kind?: string;
}

/**
 * The live objects of every configured cluster, held by one list and watch per kind and process. Failure
 * never empties it: what cannot be read at present stays, marked with the time since when.
 */
export interface PlatformInventory {
  /** What is known now. The same object as before when nothing changed. */
  snapshot(): InventorySnapshot;
  /** Calls `listener` soon after a change, many changes at once; gives the function that stops that. */
  onChange(listener: () => void): () => void;
  /**
   * Lets go of what is held as suspect: of one kind, of a whole cluster, or (of a cluster that is no longer
   * configured) of its entities in the catalog. What is not held is not touched; asking twice does no harm.
   * It holds for this process; who has replicas asks each of them.
   */
  release(request: ReleaseRequest): void;
  /**
   * Resolves when every kind of every cluster has been listed once, well or not.
   *
   * @throws the signal's reason when it is aborted before.
   */
  whenReady(signal?: AbortSignal): Promise<void>;
}
