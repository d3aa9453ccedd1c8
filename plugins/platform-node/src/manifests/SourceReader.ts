import { join } from 'node:path';
import {
  DeclaredTree,
  failed,
  observed,
  Observation,
  Source,
} from '@254carbon/backstage-plugin-platform-common';
import { GitMirror } from './GitMirror';
import { MirroredCommit } from './mirrorTypes';
import { ManifestSourceConfig } from './readManifestsConfig';
import { readTree } from './readTree';
import { Renderers } from './Renderers';

/** What a source is read with. */
export interface SourceReaderOptions {
  source: ManifestSourceConfig;
  /** Folder where commits are kept. */
  root: string;
  /** Where an address is really called. */
  resolve: (url: string) => string;
  renderers: Renderers;
  now: () => number;
  git?: string;
}

function reasonOf(source: ManifestSourceConfig, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (source.type === 'folder' && code === 'ENOENT') {
    return `The folder ${source.folder} does not exist; correct platform.manifests or create it.`;
  }
  if (source.type === 'folder' && code === 'ENOTDIR') {
    return `${source.folder} is no folder; correct platform.manifests.`;
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return `${source.location} may not be read by the portal; correct its rights.`;
  }
  return message;
}

/** Reads one source again and again, and remembers what it last saw. */
export class SourceReader {
  readonly #options: SourceReaderOptions;
  readonly #place: Source;
  readonly #mirror?: GitMirror;
  #observation: Observation<DeclaredTree>;
  #fingerprint?: string;
  #tree?: DeclaredTree;

  constructor(options: SourceReaderOptions) {
    const { source, root, resolve, git, now } = options;
    this.#options = options;
    this.#place = {
      kind: 'manifest',
      name: source.name,
      detail: source.location,
    };
    if (source.type === 'git') {
      const { address, branch, path } = source;
      this.#mirror = new GitMirror({
        address,
        branch,
        path,
        resolve,
        git,
        folder: join(root, source.name),
      });
    }
    this.#observation = failed({
      reason: 'The manifests have not been read yet.',
      now: now(),
      source: this.#place,
    });
  }

  get observation(): Observation<DeclaredTree> {
    return this.#observation;
  }

  async #read(
    root: string,
    commit?: MirroredCommit,
    signal?: AbortSignal,
  ): Promise<DeclaredTree> {
    const { source, renderers } = this.#options;
    const result = await readTree({
      source: source.name,
      cluster: source.cluster,
      root,
      within: source.type === 'git' ? source.path : undefined,
      repository: source.type === 'git' ? source.address.url : undefined,
      revision: commit?.revision,
      committedAt: commit?.committedAt,
      links: commit?.links,
      also: commit?.also,
      renderers,
      known: this.#tree && this.#fingerprint,
      signal,
    });
    if (!result) return this.#tree as DeclaredTree;
    this.#fingerprint = result.fingerprint;
    this.#tree = result.tree;
    return result.tree;
  }

  /** After a start the last commit of the process before is better than nothing. */
  async #recall(signal?: AbortSignal): Promise<void> {
    const last = await this.#mirror?.last();
    if (!last || this.#tree) return;
    const value = await this.#read(last.folder, last, signal);
    this.#observation = {
      ok: true,
      value,
      observedAt: new Date(last.fetchedAt).toISOString(),
      source: this.#place,
    };
  }

  /** Reads once; never throws. Gives whether anything is different now, age aside. */
  async runOnce(signal?: AbortSignal): Promise<boolean> {
    const { source, now } = this.#options;
    const before = this.#observation;
    const treeBefore = this.#tree;
    try {
      const commit = await this.#mirror?.fetch(now, signal);
      const root =
        source.type === 'folder' ? source.folder : commit?.folder ?? '';
      const value = await this.#read(root, commit, signal);
      this.#observation = observed({ value, now: now(), source: this.#place });
      return !before.ok || value !== treeBefore;
    } catch (error) {
      if (signal?.aborted) return false;
      const reason = reasonOf(source, error);
      await this.#recall(signal).catch(() => undefined);
      this.#observation = failed({
        reason,
        now: now(),
        source: this.#place,
        previous: this.#observation,
        failure: 'no-answer',
      });
      return before.ok || before.reason !== reason || this.#tree !== treeBefore;
    }
  }
}
