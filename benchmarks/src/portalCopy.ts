import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runLogged } from './runLogged';
import { repositoryRoot, Toolchain } from './toolchain';

/** A copy of the portal that can be installed and started without touching the checkout. */
export interface PortalCopy {
  tree: string;
  commit: string;
  logs: string;
}

function git(args: string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, {
    cwd: repositoryRoot,
    encoding: 'utf8',
  });
  if (status !== 0)
    throw new Error(`git ${args.join(' ')} failed: ${stderr.trim()}`);
  return stdout.trim();
}

/**
 * Copies the committed portal to `<work>/portal` and installs it, unless that commit is there already.
 * What is not committed is not measured. Nothing of this is timed.
 */
export async function copyPortal(
  work: string,
  revision: string,
  tools: Toolchain,
): Promise<PortalCopy> {
  const commit = git(['rev-parse', '--short=12', revision]);
  const tree = join(work, 'portal');
  const logs = join(work, 'logs');
  const stamp = join(tree, `.made-${commit}`);
  if (existsSync(stamp)) return { tree, commit, logs };
  rmSync(tree, { recursive: true, force: true });
  mkdirSync(tree, { recursive: true });
  const archive = join(work, 'portal.tar');
  git(['archive', '--format=tar', '-o', archive, commit]);
  const log = join(logs, 'portal-copy.log');
  await runLogged({
    command: 'tar',
    args: ['-xf', archive],
    cwd: tree,
    env: tools.env,
    log,
  });
  writeFileSync(
    join(tree, '.env.yarn'),
    `npm_config_nodedir=${tools.nodeFolder}\n`,
  );
  await runLogged({
    command: tools.node,
    args: [tools.yarn, 'install', '--immutable'],
    cwd: tree,
    env: tools.env,
    log: join(logs, 'portal-first-install.log'),
  });
  writeFileSync(stamp, '');
  return { tree, commit, logs };
}
