/*
 * Repositories are bare git repositories in `<root>/<owner>/<name>.git` and nothing else: there is no table beside
 * them that could disagree. Whatever is asked is asked of git, at the moment it is asked.
 */
import {
  Repository,
  RepositoryList,
} from '@254carbon/backstage-plugin-platform-common';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
  stringifyError,
} from '@backstage/errors';
import { ChildProcessByStdio, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { LocalGitConfig } from '../config';
import { gitEnvironment, runGit } from '../git/runGit';
import { parseRepositoryName, RepositoryName } from '../repositoryName';
import { isArchived } from './endRepository';
import { sizeOf } from './sizeOf';

/** A file of a repository at one commit. */
export interface RepositoryFile {
  readonly content: Buffer;
  /** Object id of the content: changes exactly when the content does. */
  readonly blob: string;
}

const LARGEST_FILE = 10 * 1024 * 1024;
const DEFAULT_BRANCH = 'main';

/** Creates and reads the portal's repositories. Names, refs and paths have passed `repositoryName`. */
export class RepositoryStore {
  readonly #config: LocalGitConfig;

  constructor(config: LocalGitConfig) {
    this.#config = config;
  }

  /** The folder name below the root, as `git http-backend` wants it. */
  folder(repository: RepositoryName): string {
    return `${repository.owner}/${repository.name}.git`;
  }

  #gitDir(repository: RepositoryName): string {
    return join(this.#config.root, repository.owner, `${repository.name}.git`);
  }

  /** @throws NotFoundError when there is no such repository. */
  async assertExists(repository: RepositoryName): Promise<string> {
    const gitDir = this.#gitDir(repository);
    const found = await stat(gitDir).catch(() => undefined);
    if (!found?.isDirectory()) {
      throw new NotFoundError(
        `There is no repository ${repository.owner}/${repository.name}; GET /api/local-git/repositories lists what there is.`,
      );
    }
    return gitDir;
  }

  /**
   * Makes an empty repository; half a repository is never visible.
   *
   * @throws ConflictError when the name is taken.
   */
  async create(repository: RepositoryName): Promise<Repository> {
    const ownerDir = join(this.#config.root, repository.owner);
    await mkdir(ownerDir, { recursive: true });
    const draft = join(
      this.#config.root,
      `.draft-${randomBytes(8).toString('hex')}`,
    );
    try {
      await runGit({
        args: [
          'init',
          '--quiet',
          '--bare',
          '--template=',
          `--initial-branch=${DEFAULT_BRANCH}`,
          draft,
        ],
      });
      await rename(draft, this.#gitDir(repository));
    } catch (cause) {
      await rm(draft, { recursive: true, force: true });
      if (await stat(this.#gitDir(repository)).catch(() => undefined)) {
        throw new ConflictError(
          `The repository ${repository.owner}/${repository.name} exists already; choose another name.`,
        );
      }
      throw cause;
    }
    return this.describe(repository);
  }

  /** What is known about one repository. */
  async describe(repository: RepositoryName): Promise<Repository> {
    const gitDir = await this.assertExists(repository);
    const head = await runGit({
      gitDir,
      args: ['symbolic-ref', '--short', 'HEAD'],
    });
    const counted = await runGit({ gitDir, args: ['count-objects', '-v'] });
    const line = await runGit({
      gitDir,
      args: [
        'for-each-ref',
        '--count=1',
        '--format=%(objectname)%09%(committerdate:iso-strict)%09%(subject)',
        `refs/heads/${head.toString('utf8').trim()}`,
      ],
    });
    const [id, at, ...subject] = line.toString('utf8').trim().split('\t');
    return {
      owner: repository.owner,
      name: repository.name,
      cloneUrl: `${this.#config.baseUrl}/${this.folder(repository)}`,
      defaultBranch: head.toString('utf8').trim(),
      lastCommit: id && at ? { id, at, subject: subject.join('\t') } : null,
      size: sizeOf(counted.toString('utf8')),
      archived: await isArchived(gitDir),
    };
  }

  /** Every repository; one that git cannot read is listed with the reason. */
  async list(): Promise<RepositoryList> {
    const result: RepositoryList = { repositories: [], unreadable: [] };
    for (const owner of await foldersOf(this.#config.root)) {
      for (const folder of await foldersOf(join(this.#config.root, owner))) {
        const name = folder.replace(/\.git$/, '');
        try {
          result.repositories.push(
            await this.describe(parseRepositoryName(owner, name)),
          );
        } catch (error) {
          result.unreadable.push({
            owner,
            name,
            reason: stringifyError(error),
          });
        }
      }
    }
    return result;
  }

  /**
   * The commit that a branch, tag or commit id stands for.
   *
   * @throws NotFoundError when the repository has no such ref.
   */
  async resolveCommit(
    repository: RepositoryName,
    ref: string,
  ): Promise<string> {
    const gitDir = await this.assertExists(repository);
    const args = ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`];
    const out = await runGit({ gitDir, args }).catch(cause => {
      throw new NotFoundError(
        `${repository.owner}/${repository.name} has no branch, tag or commit '${ref}'; its default branch is usually '${DEFAULT_BRANCH}'.`,
        cause,
      );
    });
    return out.toString('utf8').trim();
  }

  /**
   * One file at a ref.
   *
   * @throws NotFoundError when there is none, NotAllowedError when it is a link or larger than 10 MiB.
   */
  async readFile(options: {
    repository: RepositoryName;
    ref: string;
    path: string;
  }): Promise<RepositoryFile> {
    const { repository, ref, path } = options;
    const commit = await this.resolveCommit(repository, ref);
    const gitDir = this.#gitDir(repository);
    const entry = await runGit({
      gitDir,
      args: ['ls-tree', '-l', '-z', commit, '--', path],
    });
    const [mode, type, blob, size] = entry
      .toString('utf8')
      .split('\t')[0]
      .split(/ +/);
    if (type !== 'blob' || !blob) {
      throw new NotFoundError(
        `${repository.owner}/${repository.name} has no file '${path}' at '${ref}'; check the path and the branch.`,
      );
    }
    if (mode === '120000' || Number(size) > LARGEST_FILE) {
      throw new NotAllowedError(
        `'${path}' is a link or larger than 10 MiB; clone the repository to read it.`,
      );
    }
    const content = await runGit({ gitDir, args: ['cat-file', 'blob', blob] });
    return { content, blob };
  }

  /** The files of a commit as a gzipped tar whose paths start with `<name>/`; the caller reads or destroys it. */
  openArchive(repository: RepositoryName, commit: string): Readable {
    const child: ChildProcessByStdio<null, Readable, null> = spawn(
      'git',
      [
        `--git-dir=${this.#gitDir(repository)}`,
        'archive',
        '--format=tar.gz',
        `--prefix=${repository.name}/`,
        commit,
      ],
      { env: gitEnvironment(), stdio: ['ignore', 'pipe', 'ignore'] },
    );
    child.on('error', error => child.stdout.destroy(error));
    child.on('close', status => {
      if (status !== 0) {
        child.stdout.destroy(
          new NotFoundError(
            `git archive ended with status ${status}; look at the repository with "git fsck".`,
          ),
        );
      }
    });
    return child.stdout;
  }
}

async function foldersOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') {
        return [];
      }
      throw error;
    },
  );
  return entries
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(entry => entry.name)
    .sort();
}
