// The server's sources as plain JavaScript, each file compiled once per content, so that neither the
// compiler nor the sources' types are held in memory while the portal runs. `npm run dev` compiles in the
// process instead and gives exact line numbers.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { during, Failure } from './say.mjs';
import { root } from './toolchain.mjs';

const SERVER_ROLES = new Set([
  'backend',
  'backend-plugin',
  'backend-plugin-module',
  'node-library',
  'common-library',
]);
const NOT_NEEDED = /\.(test|conformance|d)\.ts$/;

/** Options that change what comes out; part of every digest. */
const OPTIONS = {
  sourceMaps: false,
  module: { type: 'commonjs' },
  jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
};

const folder = join(root, '.toolchain', 'compiled');
const index = join(folder, 'index.json');

function sourcesBelow(path) {
  return readdirSync(path, { withFileTypes: true }).flatMap(entry => {
    const full = join(path, entry.name);
    if (entry.isDirectory()) return sourcesBelow(full);
    return entry.name.endsWith('.ts') && !NOT_NEEDED.test(entry.name) ? [full] : [];
  });
}

function serverSources() {
  return ['packages', 'plugins']
    .flatMap(parent => readdirSync(join(root, parent)).map(name => join(root, parent, name)))
    .filter(path => existsSync(join(path, 'package.json')) && existsSync(join(path, 'src')))
    .filter(path =>
      SERVER_ROLES.has(JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')).backstage?.role),
    )
    .flatMap(path => sourcesBelow(join(path, 'src')));
}

/** Compiles in a process of its own: the compiler's memory goes with it. */
function compile(tools, jobs) {
  const script = `
    const { transformFileSync } = require('@swc/core');
    const { readFileSync, writeFileSync } = require('node:fs');
    const { options, jobs } = JSON.parse(readFileSync(0, 'utf8'));
    for (const { source, target } of jobs) writeFileSync(target, transformFileSync(source, options).code);
  `;
  return new Promise((resolve, reject) => {
    const child = spawn(tools.node, ['-e', script], { cwd: root, env: tools.env });
    let text = '';
    child.stderr.on('data', chunk => (text += chunk));
    child.on('error', reject);
    child.on('close', code => {
      if (code === 0) resolve();
      else reject(new Failure(`The server's sources could not be compiled: ${text.trim().split('\n').slice(0, 12).join('\n')}`));
    });
    child.stdin.end(JSON.stringify({ options: OPTIONS, jobs }));
  });
}

/**
 * Compiles what changed since the last time and gives the arguments with which Node runs the result.
 *
 * @throws Failure with the place in the source when a file does not parse.
 */
export async function ensureCompiledSources({ tools }) {
  mkdirSync(folder, { recursive: true });
  const targets = {};
  const jobs = [];
  for (const source of serverSources()) {
    const digest = createHash('sha256')
      .update(JSON.stringify(OPTIONS))
      .update(readFileSync(source))
      .digest('hex');
    const target = join(folder, `${digest}.js`);
    targets[relative(root, source)] = `${digest}.js`;
    if (!existsSync(target)) jobs.push({ source, target });
  }
  if (jobs.length > 0) await during('Compiling the server', () => compile(tools, jobs));
  writeFileSync(index, JSON.stringify(targets));
  return ['optimiseLate.cjs', 'deferClouds.cjs', 'loadCompiled.cjs', 'settle.cjs'].flatMap(name => ['--require', join(root, 'tools', name)]);
}
