import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { runLogged } from '../runLogged';
import { repositoryRoot, Toolchain } from '../toolchain';

/** Files of `benchmarks/peers` that say what is installed. */
const FILES = ['package.json', 'yarn.lock', '.yarnrc.yml'];

/** Name of the peer whose provider is measured. */
export const PEER = '@terasky/backstage-plugin-kubernetes-ingestor';

/** A peer and its version, as `benchmarks/<set>/package.json` names it. */
export function peerName(peer = PEER, set = 'peers'): string {
  const path = join(repositoryRoot, 'benchmarks', set, 'package.json');
  const { dependencies } = JSON.parse(readFileSync(path, 'utf8'));
  return `${peer}@${dependencies[peer]}`;
}

/**
 * Installs a set of peers into `<work>/<set>` by its own lockfile, unless this lockfile is installed there.
 *
 * @returns the folder
 */
export async function installPeers(
  work: string,
  { node, yarn, env }: Toolchain,
  set = 'peers',
): Promise<string> {
  const from = join(repositoryRoot, 'benchmarks', set);
  const folder = join(work, set);
  const stamp = join(folder, '.installed');
  const lock = readFileSync(join(from, 'yarn.lock'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return folder;
  mkdirSync(folder, { recursive: true });
  for (const name of FILES) cpSync(join(from, name), join(folder, name));
  await runLogged({
    command: node,
    args: [yarn, 'install', '--immutable'],
    cwd: folder,
    env,
    log: join(work, 'logs', `${set}-install.log`),
  });
  writeFileSync(stamp, lock);
  return folder;
}
