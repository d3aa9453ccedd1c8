import {
  DeclaredTree,
  Observation,
} from '@254carbon/backstage-plugin-platform-common';

/** A place where manifests are read from. */
export interface ManifestSourceInfo {
  name: string;
  type: 'folder' | 'git';
  /** Folder or address, without credentials. */
  location: string;
  /** Cluster that it is for; absent when it is for any. */
  cluster?: string;
}

/** What is declared, read again from time to time. A read that fails keeps the last good tree beside the reason. */
export interface PlatformManifests {
  /** What is configured, in the order of configuration; empty when nothing is. */
  readonly sources: readonly ManifestSourceInfo[];
  /**
   * One observation for each of `sources`, in their order; `source.name` is the name of the source. Before the first read
   * has ended it is a failed one that says so. The same list as before when nothing changed.
   */
  current(): readonly Observation<DeclaredTree>[];
  /** Calls `listener` after a read that changed something; gives the function that stops that. */
  onChange(listener: () => void): () => void;
  /**
   * Resolves when every source has been read once, well or not.
   *
   * @throws the signal's reason when it is aborted before.
   */
  whenReady(signal?: AbortSignal): Promise<void>;
}
