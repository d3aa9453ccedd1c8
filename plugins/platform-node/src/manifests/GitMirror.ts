/**
 * A commit of somebody's repository as a folder on this machine. Each fetch takes one commit without its history into a bare
 * repository of our own; hooks, filters, links, submodules and the machine's own git configuration play no part. A commit becomes a
 * folder once, under its own name, and the last one stays until the next is whole: a fetch that fails takes nothing away.
 */
import {
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { GitMirrorOptions, MirroredCommit } from './mirrorTypes';
import { CheckedOut, checkOutCommit } from './checkOutCommit';
import { gitEnvironment } from './gitEnvironment';
import { ProgramError, runProgram } from './runProgram';
import { watchSize } from './watchSize';

const FETCH_MS = 120_000;
const LOCAL_MS = 60_000;
const MAX_LISTING = 64 * 1024 * 1024;
/** Most bytes that a fetch may bring. */
const MAX_PACK = 512 * 1024 * 1024;
/** Fetches after which the repository is made anew: commits that nobody needs any more are never removed otherwise. */
const OLDEST = 500;
const REF = 'refs/portal/current';

/** One source's mirror. Not for use by two callers at once. */
export class GitMirror {
  readonly #options: GitMirrorOptions;
  readonly #repository: string;
  readonly #stateFile: string;

  constructor(options: GitMirrorOptions) {
    this.#options = options;
    this.#repository = join(options.folder, 'repository.git');
    this.#stateFile = join(options.folder, 'state.json');
  }

  async #git(
    args: readonly string[],
    timeoutMs: number,
    signal?: AbortSignal,
  ): Promise<string> {
    const output = await runProgram({
      program: this.#options.git ?? 'git',
      args: [`--git-dir=${this.#repository}`, ...args],
      env: {
        ...gitEnvironment(this.#options.address),
        HOME: this.#options.folder,
      },
      timeoutMs,
      maxBytes: MAX_LISTING,
      signal,
    });
    return output.toString('utf8');
  }

  /** What this mirror is of; another address or branch begins anew. */
  #identity(): string {
    const { address, branch, path } = this.#options;
    // What was written of a path before its kustomizations were followed is not enough.
    const parts = path ? [path, 'and what it takes up'] : [path];
    return JSON.stringify([address.url, branch, ...parts]);
  }

  /** The commit that an earlier fetch, maybe of an earlier process, left; `undefined` when there is none. */
  async last(): Promise<MirroredCommit | undefined> {
    try {
      const { of, ...commit } = JSON.parse(
        await readFile(this.#stateFile, 'utf8'),
      );
      const isOurs =
        of === this.#identity() && /^[0-9a-f]{40,64}$/.test(commit.revision);
      if (!isOurs) return undefined;
      const folder = join(this.#options.folder, 'trees', commit.revision);
      await stat(folder);
      return { ...commit, folder };
    } catch {
      return undefined;
    }
  }

  /**
   * Fetches the newest commit.
   *
   * @throws ProgramError when git is missing, or the repository does not answer, has no such branch, or is too large.
   */
  async fetch(
    now: () => number,
    signal?: AbortSignal,
  ): Promise<MirroredCommit> {
    const { folder } = this.#options;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const last = await this.last();
    if (!last) await this.#forget('trees');
    if ((last?.age ?? 0) >= OLDEST) await this.#forget('repository.git');
    await this.#update(signal);
    const shown = await this.#git(
      ['show', '--no-patch', '--format=%H %ct', `${REF}^{commit}`],
      LOCAL_MS,
      signal,
    );
    const [revision, committed] = shown.trim().split(' ');
    const isThere = last?.revision === revision;
    const { links, also } = isThere
      ? last
      : await this.#checkOut(revision, signal);
    const commit: MirroredCommit = {
      revision,
      committedAt: new Date(Number(committed) * 1000).toISOString(),
      fetchedAt: now(),
      age: last && last.age < OLDEST ? last.age + 1 : 0,
      links,
      also,
      folder: join(folder, 'trees', revision),
    };
    await this.#remember(commit);
    return commit;
  }

  async #forget(name: 'trees' | 'repository.git'): Promise<void> {
    const path = join(this.#options.folder, name);
    await rm(path, { recursive: true, force: true });
  }

  /**
   * Brings the repository up to date. What an earlier process left when it was killed (a lock, half a file) would make every
   * fetch fail from then on, so one that fails is tried once more from nothing; that costs one commit.
   */
  async #update(signal?: AbortSignal): Promise<void> {
    try {
      await this.#download(signal);
    } catch (error) {
      const isWorthIt =
        error instanceof ProgramError && error.kind === 'failed';
      if (!isWorthIt || signal?.aborted) throw error;
      await this.#forget('repository.git');
      await this.#download(signal);
    }
  }

  async #download(signal?: AbortSignal): Promise<void> {
    const { address, branch = 'HEAD', resolve = url => url } = this.#options;
    await this.#git(
      ['init', '--quiet', '--bare', '--template='],
      LOCAL_MS,
      signal,
    );
    const tooLarge = new AbortController();
    const stopWatching = watchSize({
      folder: join(this.#repository, 'objects', 'pack'),
      mostBytes: MAX_PACK,
      onTooLarge: () => tooLarge.abort(),
    });
    try {
      await this.#git(
        [
          'fetch',
          '--quiet',
          '--depth=1',
          '--no-tags',
          '--no-write-fetch-head',
          '--update-shallow',
          '--',
          resolve(address.url),
          `+${branch}:${REF}`,
        ],
        FETCH_MS,
        AbortSignal.any([tooLarge.signal, ...(signal ? [signal] : [])]),
      );
    } catch (error) {
      if (!tooLarge.signal.aborted) throw error;
      throw new ProgramError(
        'limit',
        `The repository is larger than ${MAX_PACK} bytes; put the manifests into one of their own.`,
      );
    } finally {
      stopWatching();
    }
  }

  /** Makes a folder of a commit, under its own name; it is there when it is whole. */
  async #checkOut(revision: string, signal?: AbortSignal): Promise<CheckedOut> {
    const folder = join(this.#options.folder, 'trees', revision);
    await mkdir(join(this.#options.folder, 'trees'), { recursive: true });
    const partial = `${folder}.partial`;
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial);
    await rm(join(this.#repository, 'index'), { force: true });
    const written = await checkOutCommit({
      git: args => this.#git(args, LOCAL_MS, signal),
      revision,
      path: this.#options.path,
      into: partial,
    });
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
    return written;
  }

  /** Writes down which commit is the last good one, and removes the others. */
  async #remember({ folder, ...commit }: MirroredCommit): Promise<void> {
    const partial = `${this.#stateFile}.partial`;
    await writeFile(
      partial,
      JSON.stringify({ of: this.#identity(), ...commit }),
      { mode: 0o600 },
    );
    await rename(partial, this.#stateFile);
    const trees = join(this.#options.folder, 'trees');
    for (const name of await readdir(trees)) {
      if (name !== commit.revision)
        await rm(join(trees, name), { recursive: true, force: true });
    }
  }
}
