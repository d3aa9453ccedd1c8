// A throw-away PostgreSQL for the suites that run on both databases: in a temporary folder, on a free
// loopback port, without durability. Without PostgreSQL on the machine those suites run on SQLite only.

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from './ending.mjs';
import { freePort } from './run.mjs';

function findBinaries() {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
  for (const version of versions) {
    const bin = join(base, version, 'bin');
    if (existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres'))) return { bin, version };
  }
  return undefined;
}

/** PostgreSQL refuses to run as root, so root hands it to the system's own postgres user. */
function unprivileged() {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const { status, stdout } = spawnSync('id', ['-u', 'postgres'], { encoding: 'utf8' });
  const group = spawnSync('id', ['-g', 'postgres'], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  return {
    prefix: ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', '--reset-env'],
    uid: Number(stdout),
    gid: Number(group.stdout),
  };
}

/** Backstage names the variable after a major version; ours stands in for the nearest one it knows. */
function connectionVariable(version) {
  const known = [18, 17, 16, 15, 14, 13, 12, 11].find(major => major <= Number(version)) ?? 15;
  return `BACKSTAGE_TEST_DATABASE_POSTGRES${known}_CONNECTION_STRING`;
}

/**
 * Starts it. Gives the environment for the tests and `end()`, or `missing` with the reason why there is
 * none and how to get it.
 */
export async function startPostgres() {
  const none = missing => ({ missing, env: {}, end: async () => {} });
  const found = findBinaries();
  if (!found) return none('PostgreSQL is not installed (Debian: apt-get install postgresql).');
  const user = unprivileged();
  if (!user) return none('running as root without a postgres user (Debian: apt-get install postgresql).');

  const folder = mkdtempSync(join(tmpdir(), 'portal-postgres-'));
  chmodSync(folder, 0o755);
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const asUser = (binary, args) => [...user.prefix, join(found.bin, binary), ...args];
  const [first, ...rest] = asUser('initdb', ['-D', join(folder, 'data'), '-U', 'postgres', '--auth=trust', '--no-sync']);
  execFileSync(first, rest, { stdio: 'ignore', cwd: folder });

  const port = await freePort();
  const [command, ...args] = asUser('postgres', [
    '-D', join(folder, 'data'), '-k', folder, '-p', String(port),
    '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'synchronous_commit=off',
  ]);
  const child = spawn(command, args, { stdio: 'ignore', cwd: folder });
  const ended = new Promise(resolve => child.once('exit', resolve));
  const isReady = () =>
    spawnSync(join(found.bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' }).status === 0;
  while (child.exitCode === null && !isReady()) await new Promise(resolve => setTimeout(resolve, 100));
  if (child.exitCode !== null) {
    rmSync(folder, { recursive: true, force: true });
    return none(`PostgreSQL ${found.version} is installed but did not start.`);
  }
  const connection = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  const end = async () => {
    child.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const release = atEnd(end);
  return {
    env: { [connectionVariable(found.version)]: connection },
    async end() {
      release();
      await end();
    },
  };
}
