// The production bundle of the app, built once per digest of what goes into it: the sources of the app
// and of every package it can import, the lockfile, and the configuration's schema.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { spawnGroup } from './ending.mjs';
import { during, Failure } from './say.mjs';
import { root } from './toolchain.mjs';

const BROWSER_ROLES = new Set(['frontend', 'frontend-plugin', 'frontend-plugin-module', 'web-library', 'common-library']);

function filesBelow(path) {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .flatMap(entry => {
      const full = join(path, entry.name);
      return entry.isDirectory() ? filesBelow(full) : [full];
    })
    .filter(file => !/\.(test|stories)\.tsx?$/.test(file))
    .sort();
}

function browserPackages() {
  return ['packages', 'plugins']
    .flatMap(parent => readdirSync(join(root, parent)).map(name => join(root, parent, name)))
    .filter(path => existsSync(join(path, 'package.json')))
    .filter(path => BROWSER_ROLES.has(JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')).backstage?.role))
    .sort();
}

/** Digest of everything that the bundle is made from. */
export function bundleDigest() {
  const files = [
    join(root, 'yarn.lock'),
    join(root, 'app-config.yaml'),
    ...browserPackages().flatMap(path => [
      join(path, 'package.json'),
      ...['src', 'public', 'config.schema.json'].flatMap(part => {
        const full = join(path, part);
        return part === 'config.schema.json' ? (existsSync(full) ? [full] : []) : filesBelow(full);
      }),
    ]),
  ];
  const hash = createHash('sha256');
  for (const file of files) hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/**
 * Builds the bundle unless the one that is there was made from the same sources.
 *
 * @throws Failure when the build fails; the log says where.
 */
export async function ensureAppBundle({ tools, data }) {
  const stamp = join(root, 'packages', 'app', 'dist', '.digest');
  const digest = bundleDigest();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  mkdirSync(data, { recursive: true });
  const log = join(data, 'app-build.log');
  await during('Building the app (once per change of its sources)', async () => {
    let text = '';
    const code = await new Promise((resolve, reject) => {
      const child = spawnGroup(tools.node, [tools.yarn, 'workspace', 'app', 'build', '--config', join(root, 'app-config.yaml')], {
        cwd: root,
        env: { ...tools.env, NODE_ENV: 'production' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child.stdout.on('data', chunk => (text += chunk));
      child.stderr.on('data', chunk => (text += chunk));
      child.on('error', reject);
      child.on('close', resolve);
    });
    writeFileSync(log, text);
    if (code !== 0) {
      throw new Failure('The app could not be built; the log names the file and the line.', { log });
    }
  });
  writeFileSync(stamp, digest);
}
