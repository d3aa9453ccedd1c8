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
  /** Grows with every change of objects or of what can be read; equal version, equal content. */
  version: number;
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
   * Resolves when every kind of every cluster has been listed once, well or not.
   *
   * @throws the signal's reason when it is aborted before.
   */
  whenReady(signal?: AbortSignal): Promise<void>;
}
