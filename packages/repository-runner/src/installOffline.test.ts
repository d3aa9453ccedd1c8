import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { installOffline, isCompatible } from './installOffline';
import { readTar } from './readTar';

let folder: string;
let repository: string;
let modules: string;

function put(base: string, path: string, content: string | object): void {
  const full = join(base, path);
  mkdirSync(join(full, '..'), { recursive: true });
  writeFileSync(
    full,
    typeof content === 'string' ? content : JSON.stringify(content),
  );
}

beforeEach(async () => {
  folder = await mkdtemp(join(await realpath(tmpdir()), 'install-test-'));
  repository = join(folder, 'repository');
  modules = join(folder, 'portal', 'node_modules');
  mkdirSync(repository);
  put(modules, 'left/package.json', { name: 'left', version: '2.1.0' });
  put(modules, 'left/index.js', 'exports.left = 1;');
  put(modules, 'left/node_modules/deep/package.json', { version: '1.0.0' });
  put(modules, 'deep/package.json', { version: '3.0.0' });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A tarball as `npm pack` makes it, in `vendor/`; gives its entry of the lockfile. */
function vendor(content: string) {
  put(folder, 'pack/package/index.js', content);
  put(folder, 'pack/package/package.json', {
    name: '@x/own',
    version: '1.0.0',
  });
  mkdirSync(join(repository, 'vendor'), { recursive: true });
  const file = join(repository, 'vendor', 'own.tgz');
  execFileSync('tar', ['czf', file, '-C', join(folder, 'pack'), 'package']);
  const digest = createHash('sha512').update(readFileSync(file));
  return {
    version: '1.0.0',
    resolved: 'file:vendor/own.tgz',
    integrity: `sha512-${digest.digest('base64')}`,
  };
}

const lock = (packages: object) =>
  put(repository, 'package-lock.json', { lockfileVersion: 3, packages });

const install = () => installOffline({ repository, modules: [modules] });

it('unpacks what is vendored and copies what is at hand, nested ones by their version', async () => {
  lock({
    '': {},
    'node_modules/@x/own': vendor('exports.own = 1;'),
    'node_modules/left': { version: '2.1.0' },
    'node_modules/left/node_modules/deep': { version: '1.0.0' },
    'node_modules/deep': { version: '3.0.1' },
    'node_modules/tool': { version: '1.0.0', dev: true },
    'node_modules/perhaps': { version: '1.0.0', optional: true },
  });
  expect(await install()).toEqual({
    installed: ['@x/own@1.0.0', 'left@2.1.0', 'deep@1.0.0', 'deep@3.0.0'],
    replaced: ['deep@3.0.0 for 3.0.1'],
  });
  const at = (path: string) => join(repository, 'node_modules', path);
  expect(readFileSync(at('@x/own/index.js'), 'utf8')).toBe('exports.own = 1;');
  expect(lstatSync(at('left')).isSymbolicLink()).toBe(false);
  writeFileSync(at('left/index.js'), 'changed');
  expect(readFileSync(join(modules, 'left/index.js'), 'utf8')).toBe(
    'exports.left = 1;',
  );
});

it.each([
  [
    'a tarball that was changed',
    () => ({
      'node_modules/@x/own': { ...vendor('1'), integrity: 'sha512-x' },
    }),
    /own\.tgz is not what package-lock\.json says/,
  ],
  [
    'a tarball that is outside',
    () => ({
      'node_modules/@x/own': {
        version: '1',
        resolved: 'file:../../etc/passwd',
      },
    }),
    /outside of the repository/,
  ],
  [
    'a package that leads out',
    () => ({ 'node_modules/../../left': { version: '2.1.0' } }),
    /outside of the repository/,
  ],
  [
    'packages that are nowhere, all of them at once',
    () => ({
      'node_modules/a': { version: '1.0.0' },
      'node_modules/left': { version: '1.9.0' },
    }),
    /a@1\.0\.0, left@1\.9\.0 is not among/,
  ],
])('refuses %s', async (_, packages, message) => {
  lock(packages());
  await expect(install()).rejects.toThrow(message);
});

it('refuses a repository with a link in it', async () => {
  symlinkSync('/etc/passwd', join(repository, 'fixture'));
  await expect(install()).rejects.toThrow("holds 'fixture'");
});

it('finds a package that lies below another one', async () => {
  put(modules, 'left/node_modules/hidden/package.json', { version: '5.2.2' });
  lock({
    'node_modules/left': { version: '2.1.0' },
    'node_modules/hidden': { version: '5.2.2' },
  });
  expect((await install()).installed).toEqual(['left@2.1.0', 'hidden@5.2.2']);
});

it('needs no lockfile', async () => {
  expect(await install()).toEqual({ installed: [], replaced: [] });
});

it('compares versions as ranges with a caret do', () => {
  const version = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3));
  fc.assert(
    fc.property(version, version, (one, other) => {
      const fits =
        one[0] === 0
          ? one[0] === other[0] && one[1] === other[1]
          : one[0] === other[0];
      expect(isCompatible(one.join('.'), other.join('.'))).toBe(fits);
    }),
  );
});

it('refuses an archive that is cut', () => {
  vendor('x'.repeat(5_000));
  const file = readFileSync(join(repository, 'vendor/own.tgz'));
  expect(() => readTar(file.subarray(0, file.length - 40))).toThrow();
});
