/**
 * The images of the simulated cluster: what a repository holds at the tip of its branch, with its packages, made when a task first
 * needs it and again when the tip has moved.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installOffline } from '@254carbon/repository-runner';
import type { RepositoryFacts } from './readCommands';

const GIT_TIMEOUT_MS = 30_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A repository, ready to run. */
export interface Checkout extends RepositoryFacts {
  folder: string;
  /** Kept from run to run: what a persistent volume is to a pod. */
  data: string;
  commit: string;
  /** Packages that were put in place, for the log. */
  packages: readonly string[];
}

function git(args: readonly string[]): Promise<string> {
  const rules = [
    '-c',
    'protocol.allow=never',
    '-c',
    'protocol.http.allow=always',
  ];
  return new Promise((resolve, reject) => {
    execFile(
      'git',
      [...rules, '-c', 'http.followRedirects=false', ...args],
      {
        timeout: GIT_TIMEOUT_MS,
        env: {
          PATH: process.env.PATH,
          LANG: 'C.UTF-8',
          GIT_CONFIG_NOSYSTEM: '1',
          GIT_CONFIG_GLOBAL: '/dev/null',
          GIT_TERMINAL_PROMPT: '0',
        },
      },
      (error, stdout, stderr) => {
        if (!error) resolve(stdout);
        else {
          const why = stderr.trim().split('\n').at(-1) || error.message;
          reject(new Error(`git ${args[0]} failed: ${why}`, { cause: error }));
        }
      },
    );
  });
}

function assertLocal(url: string): void {
  const { protocol, hostname, username } = new URL(url);
  if (protocol !== 'http:' || !LOOPBACK.has(hostname) || username) {
    throw new Error(
      'the simulated cluster has images of repositories on this machine only; publish to the portal, over http',
    );
  }
}

async function readFacts(folder: string): Promise<RepositoryFacts> {
  const text = (name: string) =>
    readFile(join(folder, name), 'utf8').catch(() => undefined);
  const manifest = JSON.parse((await text('package.json')) ?? '{}');
  const containerFile =
    (await text('Containerfile')) ?? (await text('Dockerfile'));
  return {
    scripts: manifest.scripts ?? {},
    ...(containerFile ? { containerFile } : {}),
  };
}

/** Every repository that was needed so far. */
export class Checkouts {
  readonly #modules: readonly string[];
  readonly #made = new Map<string, Promise<Checkout>>();
  #root?: Promise<string>;

  /** @param modules - Folders `node_modules` whose packages stand in for those of an image. */
  constructor(modules: readonly string[]) {
    this.#modules = modules;
  }

  /** @throws Error when it is not on this machine, cannot be cloned, or has packages that are nowhere at hand. */
  async open(url: string): Promise<Checkout> {
    assertLocal(url);
    const commit = (await git(['ls-remote', url, 'HEAD'])).split(/\s/)[0];
    if (!commit) throw new Error(`${url} has no commit`);
    const name = createHash('sha256').update(url).digest('hex').slice(0, 16);
    const key = `${name}-${commit}`;
    let made = this.#made.get(key);
    if (!made) {
      made = this.#make(url, { name, commit });
      this.#made.set(key, made);
      made.catch(() => this.#made.delete(key));
    }
    return made;
  }

  async #make(
    url: string,
    told: { name: string; commit: string },
  ): Promise<Checkout> {
    this.#root ??= mkdtemp(join(tmpdir(), 'simulated-worker-'));
    const root = await this.#root;
    const folder = join(root, `${told.name}-${told.commit.slice(0, 12)}`);
    const data = join(root, `${told.name}-data`);
    await mkdir(data, { recursive: true });
    await rm(folder, { recursive: true, force: true });
    await git(['clone', '--quiet', '--depth', '1', url, folder]);
    const { installed } = await installOffline({
      repository: folder,
      modules: this.#modules,
    });
    return {
      ...(await readFacts(folder)),
      folder,
      data,
      commit: told.commit,
      packages: installed,
    };
  }

  /** Text of the sources of a repository, for what can only be found by looking. */
  static async readSources({ folder }: Checkout): Promise<string> {
    const root = join(folder, 'src');
    if (!existsSync(root)) return '';
    const entries = await readdir(root, {
      recursive: true,
      withFileTypes: true,
    });
    const files = entries.filter(
      one => one.isFile() && /\.(m?js|json|ya?ml)$/.test(one.name),
    );
    const texts = files.map(one =>
      readFile(join(one.parentPath, one.name), 'utf8'),
    );
    return (await Promise.all(texts)).join('\n');
  }

  /** Removes everything that was made. */
  async close(): Promise<void> {
    if (this.#root)
      await rm(await this.#root, { recursive: true, force: true });
  }
}
