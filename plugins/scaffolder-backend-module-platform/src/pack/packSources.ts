/*
 * A generated repository must test itself without a registry. So the code it runs on travels inside it, as the
 * tarball that `npm pack` would make. There is no build: Node itself takes the types off the sources, and relative
 * imports get the extension that Node wants.
 */
import { NotFoundError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildTar, TarEntry } from './tar';

/** A package to pack. */
export interface PackRequest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** Folder of TypeScript sources with an `index.ts`. */
  readonly sources: string;
  /** Packages that travel inside, by name and folder. */
  readonly bundled?: ReadonlyArray<{
    readonly name: string;
    readonly folder: string;
  }>;
}

/** A packed package. */
export interface Packed {
  readonly name: string;
  readonly version: string;
  /** File name as `npm pack` gives it. */
  readonly fileName: string;
  readonly content: Buffer;
  /** `sha512-...` for a lockfile. */
  readonly integrity: string;
  readonly bundled: ReadonlyArray<{
    readonly name: string;
    readonly version: string;
    readonly license: string;
  }>;
}

const ENGINES = { node: '>=22' };
const SKIPPED =
  /\.(test|conformance)\.ts$|(^|\/)test[A-Z]\w*\.ts$|(^|\/)__fixtures__\//;

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  }).catch(cause => {
    throw new NotFoundError(
      `The sources in ${relative(
        process.cwd(),
        folder,
      )} are not there; install the portal with them ("files" in package.json).`,
      cause,
    );
  });
  return entries
    .filter(entry => entry.isFile())
    .map(entry =>
      relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'),
    )
    .sort();
}

/**
 * TypeScript source as an ES module that Node runs.
 *
 * @param resolve - From a relative path without extension to one that Node finds; a file of that name unless said.
 */
export function toModule(
  source: string,
  resolve: (path: string) => string = path => `${path}.js`,
): string {
  const stripped = stripTypeScriptTypes(source);
  const resolved = stripped.replace(
    /(\bfrom\s+|\bimport\(\s*)'(\.{1,2}\/[^']+)'/g,
    (_, before, path) => `${before}'${resolve(path)}'`,
  );
  return resolved.replace(/[ \t]+$/gm, '').replace(/\n{3,}/g, '\n\n');
}

/** The file behind a relative import: one of that name, or the index of a folder of that name. */
function fileOf(all: readonly string[], folder: string, to: string): string {
  const isFolder =
    !all.includes(join(folder, `${to}.ts`)) &&
    all.includes(join(folder, to, 'index.ts'));
  return isFolder ? `${to}/index.js` : `${to}.js`;
}

async function bundle(name: string, folder: string) {
  const manifest: { version: string; license: string; main?: string } =
    JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const wanted = (await filesBelow(folder)).filter(
    path =>
      path === 'package.json' ||
      path === 'LICENSE' ||
      (path.startsWith('dist/') && path.endsWith('.js')),
  );
  const entries = await Promise.all(
    wanted.map(async path => ({
      path: `package/node_modules/${name}/${path}`,
      content: await readFile(join(folder, path)),
    })),
  );
  return {
    entries,
    about: { name, version: manifest.version, license: manifest.license },
  };
}

/**
 * Packs sources and what they need into a tarball; equal sources give equal bytes.
 *
 * @throws NotFoundError when the sources are not installed.
 */
export async function packSources(request: PackRequest): Promise<Packed> {
  const { name, version, description, sources } = request;
  const bundles = await Promise.all(
    (request.bundled ?? []).map(one => bundle(one.name, one.folder)),
  );
  const manifest = {
    name,
    version,
    description,
    license: 'Apache-2.0',
    type: 'module',
    exports: './index.js',
    engines: ENGINES,
    ...(bundles.length > 0 && {
      dependencies: Object.fromEntries(
        bundles.map(({ about }) => [about.name, about.version]),
      ),
      bundleDependencies: bundles.map(({ about }) => about.name),
    }),
  };
  const entries: TarEntry[] = [
    {
      path: 'package/package.json',
      content: Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`),
    },
    ...bundles.flatMap(one => one.entries),
  ];
  const all = (await filesBelow(sources)).filter(path => path.endsWith('.ts'));
  for (const path of all.filter(one => !SKIPPED.test(one))) {
    const source = await readFile(join(sources, path), 'utf8');
    const resolve = (to: string) => fileOf(all, dirname(path), to);
    entries.push({
      path: `package/${path.replace(/\.ts$/, '.js')}`,
      content: Buffer.from(toModule(source, resolve)),
    });
  }
  const content = gzipSync(buildTar(entries), { level: 9 });
  return {
    name,
    version,
    fileName: `${name.replace('@', '').replace('/', '-')}-${version}.tgz`,
    content,
    integrity: `sha512-${createHash('sha512')
      .update(content)
      .digest('base64')}`,
    bundled: bundles.map(({ about }) => about),
  };
}
