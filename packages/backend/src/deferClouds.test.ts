/** What stands for a module that is loaded late must not be told from it, and must not load it before it is used. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..', '..');
const hook = join(root, 'tools', 'deferClouds.cjs');

/** Runs a script in a process that defers, from where Backstage's packages look for theirs. */
function run<T>(script: string): T {
  const text = execFileSync(
    process.execPath,
    ['--require', hook, '--eval', script],
    {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  return JSON.parse(text);
}

const loaded = `Object.keys(require.cache).filter(file => file.includes('@google-cloud/container')).length`;

describe('packages that are loaded when they are first used', () => {
  it('are not loaded by whoever only names them, as the loaders of both kinds of modules do', () => {
    const script = `
      const container = require('@google-cloud/container');
      const interop = e => e && typeof e === 'object' && 'default' in e ? e : { default: e };
      const again = interop(container) === container && container.__esModule === true;
      const before = ${loaded};
      const kind = typeof container.v1.ClusterManagerClient;
      console.log(JSON.stringify({ again, before, kind, after: ${loaded} > 0 }));
    `;
    expect(run(script)).toEqual({
      again: true,
      before: 0,
      kind: 'function',
      after: true,
    });
  });

  it('are what they are without it, name by name', () => {
    const script = `
      const { DEFERRED } = require(${JSON.stringify(hook)});
      const Module = require('node:module');
      const different = [];
      let compared = 0;
      for (const name of DEFERRED) {
        try { require.resolve(name); } catch { continue; }
        const early = require(name);
        const names = Object.keys(early);
        const late = require(name);
        compared += 1;
        if (late === early) different.push(name + ' was not deferred');
        const same = JSON.stringify(names.sort()) === JSON.stringify(Object.keys(late).sort());
        if (!same) different.push(name);
        for (const key of names) if (early[key] !== late[key]) different.push(name + '.' + key);
        const standard = 'default' in late ? late.default : late;
        if (early.default !== standard) different.push(name + '.default');
      }
      console.log(JSON.stringify({ different, several: compared > 5 }));
    `;
    expect(run(script)).toEqual({ different: [], several: true });
  }, 60_000);

  it('can be called and extended after all', () => {
    const script = `
      const container = require('@google-cloud/container');
      const Client = class extends container.v1.ClusterManagerClient {};
      const { pki } = require('node-forge');
      console.log(JSON.stringify([Client.servicePath, typeof pki.certificateFromPem]));
    `;
    expect(run(script)).toEqual(['container.googleapis.com', 'function']);
  });
});
