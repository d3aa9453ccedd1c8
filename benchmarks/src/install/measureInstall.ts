import { readdirSync, rmSync } from 'node:fs';
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
 * Installs a tree from its lockfile into an empty `node_modules`, native packages compiled. Yarn's cache
 * is warm: what is compared is the work of the installation, not the distance to a registry.
 *
 * @returns milliseconds
 */
export async function measureInstall(
  tree: string,
  log: string,
  tools: Toolchain,
): Promise<number> {
  emptyTree(tree);
  return runLogged({
    command: tools.node,
    args: [tools.yarn, 'install', '--immutable'],
    cwd: tree,
    env: tools.env,
    log,
  });
}
