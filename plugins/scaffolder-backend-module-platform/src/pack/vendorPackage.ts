import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { Packed } from './packSources';

/** The parts of a package.json that are read and written here. */
interface PackageJson {
  name: string;
  version: string;
  license?: string;
  engines?: Record<string, string>;
  dependencies?: Record<string, string>;
}

function lockOf(manifest: PackageJson, packed: Packed): object {
  const at = `node_modules/${packed.name}`;
  const bundled = packed.bundled.map(({ name, version, license }) => [
    `${at}/node_modules/${name}`,
    { version, inBundle: true, license },
  ]);
  return {
    name: manifest.name,
    version: manifest.version,
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': {
        name: manifest.name,
        version: manifest.version,
        license: manifest.license,
        dependencies: manifest.dependencies,
        engines: manifest.engines,
      },
      [at]: {
        version: packed.version,
        resolved: `file:vendor/${packed.fileName}`,
        integrity: packed.integrity,
        license: 'Apache-2.0',
        ...(packed.bundled.length > 0 && {
          bundleDependencies: packed.bundled.map(({ name }) => name),
          dependencies: Object.fromEntries(
            packed.bundled.map(({ name, version }) => [name, version]),
          ),
        }),
        engines: { node: '>=22' },
      },
      ...Object.fromEntries(bundled),
    },
  };
}

/**
 * Puts a packed package into `vendor/`, makes the workspace's package.json depend on it, and writes a lockfile that
 * names no registry, so that `npm ci` works without a network.
 *
 * @throws InputError when the workspace has no package.json.
 */
export async function vendorPackage(
  workspace: string,
  packed: Packed,
): Promise<void> {
  const manifestPath = resolveSafeChildPath(workspace, 'package.json');
  const text = await readFile(manifestPath, 'utf8').catch(cause => {
    throw new InputError(
      'The workspace has no package.json; fetch the skeleton before this step.',
      cause,
    );
  });
  const manifest: PackageJson = JSON.parse(text);
  manifest.dependencies = {
    ...manifest.dependencies,
    [packed.name]: `file:vendor/${packed.fileName}`,
  };
  await mkdir(resolveSafeChildPath(workspace, 'vendor'), { recursive: true });
  await writeFile(
    resolveSafeChildPath(workspace, `vendor/${packed.fileName}`),
    packed.content,
  );
  await writeFile(manifestPath, `${JSON.stringify(manifest, undefined, 2)}\n`);
  await writeFile(
    resolveSafeChildPath(workspace, 'package-lock.json'),
    `${JSON.stringify(lockOf(manifest, packed), undefined, 2)}\n`,
  );
}
