/**
 * The packages of a repository without a network and without install scripts: what it carries in `vendor/` is unpacked
 * after its digest was compared, what its lockfile names besides is copied from packages that are installed
 * already. Copied and not linked: a link would let the program write into the packages of whoever runs it.
 */
import { createHash } from 'node:crypto';
import {
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { readTar } from './readTar';

interface LockEntry {
  version?: string;
  resolved?: string;
  integrity?: string;
  dev?: boolean;
  optional?: boolean;
  inBundle?: boolean;
}

/** What an installation needs to know. */
export interface InstallRequest {
  /** Folder of the repository. */
  repository: string;
  /** Folders `node_modules` whose packages may be copied, best first. */
  modules: readonly string[];
}

/** What was installed. */
export interface Installation {
  /** `name@version`, in the order of the lockfile. */
  installed: string[];
  /** Packages of which another, compatible version was taken: `pg@8.1.0 for 8.0.3`. */
  replaced: string[];
}

const FOLDER = 'node_modules/';

async function readJson(path: string): Promise<Record<string, unknown>> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${basename(path)} is no JSON; write it again.`, { cause });
  }
}

/** @throws Error naming the first link; what may be read is decided by a path, and a link is another path. */
async function assertNoLinks(folder: string): Promise<void> {
  for (const entry of await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  })) {
    if (!entry.isFile() && !entry.isDirectory()) {
      const path = relative(folder, join(entry.parentPath, entry.name));
      throw new Error(
        `The repository holds '${path}', which is neither a file nor a folder; remove it.`,
      );
    }
  }
}

function assertInside(repository: string, path: string): string {
  const inside = relative(repository, join(repository, path));
  if (inside.split(sep).includes('..')) {
    throw new Error(
      `The lockfile names '${path}', which is outside of the repository; correct package-lock.json.`,
    );
  }
  return join(repository, path);
}

async function unpack(
  repository: string,
  at: string,
  entry: LockEntry,
): Promise<void> {
  const tarball = (entry.resolved ?? '').slice('file:'.length);
  const content = await readFile(assertInside(repository, tarball)).catch(
    cause => {
      throw new Error(
        `The lockfile names ${tarball}, which is not in the repository; add it.`,
        { cause },
      );
    },
  );
  const digest = createHash('sha512').update(content).digest('base64');
  if (entry.integrity !== `sha512-${digest}`) {
    throw new Error(
      `${tarball} is not what package-lock.json says; vendor it again.`,
    );
  }
  for (const file of readTar(content)) {
    const path = join(repository, at, file.path.replace(/^[^/]+\//, ''));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, file.content);
  }
}

/** True when a version may stand in for another: equal up to what may not break. */
export function isCompatible(wanted: string, found: string): boolean {
  if (wanted === found) return true;
  const [major, minor] = wanted.split('.');
  const [foundMajor, foundMinor] = found.split('.');
  if (wanted.includes('-') || found.includes('-')) return false;
  return major === foundMajor && (major !== '0' || minor === foundMinor);
}

interface Found {
  folder: string;
  version: string;
}

/** Where a package may lie: at the top, as the lockfile nests it, or below any package of the lockfile. */
function placesOf(
  modules: readonly string[],
  at: string,
  all: readonly string[],
) {
  const name = at.slice(at.lastIndexOf(FOLDER) + FOLDER.length);
  return modules.flatMap(folder => [
    join(folder, at.slice(FOLDER.length)),
    join(folder, name),
    ...all.map(other => join(folder, other.slice(FOLDER.length), FOLDER, name)),
  ]);
}

async function findPackage(
  places: readonly string[],
  wanted: string,
): Promise<Found | undefined> {
  const all: Found[] = [];
  for (const folder of places) {
    const { version } = await readJson(join(folder, 'package.json'));
    if (typeof version === 'string') all.push({ folder, version });
  }
  return (
    all.find(({ version }) => version === wanted) ??
    all.find(({ version }) => isCompatible(wanted, version))
  );
}

async function copyPackage(from: string, to: string): Promise<void> {
  await cp(from, to, {
    recursive: true,
    dereference: true,
    filter: async source =>
      source === from ||
      (basename(source) !== 'node_modules' &&
        (await lstat(source)).isSymbolicLink() === false),
  });
}

function listWanted(lock: Record<string, unknown>): [string, LockEntry][] {
  const packages = (lock.packages ?? {}) as Record<string, LockEntry>;
  return Object.entries(packages).filter(
    ([at, { dev, inBundle }]) => at.startsWith(FOLDER) && !dev && !inBundle,
  );
}

/**
 * Fills `node_modules` of a repository from its lockfile. Development dependencies are left out.
 *
 * @throws Error with the cure: a link in the repository, a tarball that is not what the lockfile says, or packages that are nowhere.
 */
export async function installOffline({
  repository,
  modules,
}: InstallRequest): Promise<Installation> {
  await assertNoLinks(repository);
  const result: Installation = { installed: [], replaced: [] };
  const missing: string[] = [];
  const lock = await readJson(join(repository, 'package-lock.json'));
  const wanted = listWanted(lock);
  const all = wanted.map(([at]) => at);
  for (const [at, entry] of wanted) {
    const name = at.slice(at.lastIndexOf(FOLDER) + FOLDER.length);
    const { version = '', resolved = '' } = entry;
    const target = assertInside(repository, at);
    if (resolved.startsWith('file:')) {
      await unpack(repository, at, entry);
      result.installed.push(`${name}@${version}`);
      continue;
    }
    const found = await findPackage(placesOf(modules, at, all), version);
    if (found) {
      await copyPackage(found.folder, target);
      result.installed.push(`${name}@${found.version}`);
      if (found.version !== version) {
        result.replaced.push(`${name}@${found.version} for ${version}`);
      }
    } else if (!entry.optional) {
      missing.push(`${name}@${version}`);
    }
  }
  if (missing.length > 0) {
    throw new Error(
      `Nothing is downloaded here, and ${missing.join(
        ', ',
      )} is not among the packages at hand; vendor it, or name a folder that has it.`,
    );
  }
  return result;
}
