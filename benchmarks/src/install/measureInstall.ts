import {
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runLogged } from '../runLogged';
import type { Toolchain } from '../toolchain';

/** Removes what an installation made: every `node_modules`, and Yarn's memory of what it has built. */
export function emptyTree(tree: string): void {
  const workspaces = ['packages', 'plugins'].flatMap(parent =>
    readdirSync(join(tree, parent), { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(entry => join(tree, parent, entry.name)),
  );
  for (const folder of [tree, join(tree, 'benchmarks'), ...workspaces]) {
    rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
  }
  for (const name of ['install-state.gz', 'build-state.yml'])
    rmSync(join(tree, '.yarn', name), { force: true });
}

/**
 * Yarn's folder of a machine on which nothing was installed yet: the packages are downloaded, and the store from which
 * their files are linked (`nmMode: hardlinks-global`) is empty. Emptied again by each call.
 *
 * @param work - folder of the benchmark; the folder is made in it, on the same disk as the trees
 * @param cache - the downloaded packages, shared by both sides
 */
export function freshMachine(
  work: string,
  cache = join(homedir(), '.yarn', 'berry', 'cache'),
): string {
  const folder = join(work, 'yarn');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'cache')))
    symlinkSync(cache, join(folder, 'cache'));
  for (const name of readdirSync(folder).filter(found => found !== 'cache'))
    rmSync(join(folder, name), { recursive: true, force: true });
  return folder;
}

/**
 * Installs a tree from its lockfile into an empty `node_modules`, native packages compiled, as the first installation
 * on a machine. Yarn's cache is warm: what is compared is the work of the installation, not the distance to a registry.
 *
 * @returns milliseconds
 */
export async function measureInstall(
  tree: string,
  log: string,
  { tools, work }: { tools: Toolchain; work: string },
): Promise<number> {
  emptyTree(tree);
  const globalFolder = freshMachine(work);
  return runLogged({
    command: tools.node,
    args: [tools.yarn, 'install', '--immutable'],
    cwd: tree,
    env: { ...tools.env, YARN_GLOBAL_FOLDER: globalFolder },
    log,
  });
}
