import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyTree, freshMachine } from './measureInstall';

describe('emptyTree', () => {
  const tree = mkdtempSync(join(tmpdir(), 'tree-'));
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  it('removes what was installed in every workspace, and keeps the lockfile and the sources', () => {
    const installed = [
      'node_modules/a',
      'packages/app/node_modules/b',
      'plugins/p/node_modules/c',
      '.yarn',
    ];
    for (const path of [...installed, 'packages/app/src', 'packages/app/dist'])
      mkdirSync(join(tree, path), { recursive: true });
    for (const path of ['yarn.lock', '.yarn/install-state.gz'])
      writeFileSync(join(tree, path), '');
    emptyTree(tree);
    for (const path of [
      'node_modules',
      'packages/app/node_modules',
      'plugins/p/node_modules',
      '.yarn/install-state.gz',
    ]) {
      expect([path, existsSync(join(tree, path))]).toEqual([path, false]);
    }
    for (const path of ['yarn.lock', 'packages/app/src', 'packages/app/dist']) {
      expect([path, existsSync(join(tree, path))]).toEqual([path, true]);
    }
  });
});

describe('freshMachine', () => {
  const work = mkdtempSync(join(tmpdir(), 'machine-'));
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  it('keeps what was downloaded, and empties the store each time', () => {
    const cache = join(work, 'downloaded');
    mkdirSync(cache);
    writeFileSync(join(cache, 'a.zip'), '');
    const folder = freshMachine(work, cache);
    mkdirSync(join(folder, 'store'));
    expect(freshMachine(work, cache)).toBe(folder);
    expect(existsSync(join(folder, 'store'))).toBe(false);
    expect(existsSync(join(folder, 'cache', 'a.zip'))).toBe(true);
  });
});
