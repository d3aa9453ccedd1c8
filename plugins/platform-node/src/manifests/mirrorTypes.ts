import { GitAddress } from './gitAddress';

/** A commit that lies in a folder. */
export interface MirroredCommit {
  revision: string;
  /** ISO 8601 UTC. */
  committedAt: string;
  /** When it was last known to be the newest one, milliseconds since the epoch. */
  fetchedAt: number;
  /** How often the repository that holds it was fetched since it was made. */
  age: number;
  /** Paths that are symbolic links in the repository. */
  links: readonly string[];
  /** Files and folders outside of the path that kustomizations below it take up. */
  also?: readonly string[];
  /** Absolute path of its files. */
  folder: string;
}

/** What to mirror, and where. */
export interface GitMirrorOptions {
  address: GitAddress;
  /** Default: the branch that the repository itself calls its default. */
  branch?: string;
  /** Folder of the tree to take; all of it when absent. */
  path?: string;
  /** Folder for the mirror, of this source alone. */
  folder: string;
  /** Where the address is really called; the address itself when absent. */
  resolve?: (url: string) => string;
  git?: string;
}
