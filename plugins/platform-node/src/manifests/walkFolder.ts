/** Reads the files of a folder, and nothing outside of it: links are not followed, and number and size are bounded. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  isKustomizationPath,
  isManifestPath,
  ManifestProblem,
} from '@254carbon/backstage-plugin-platform-common';

/** What a folder holds. Paths are relative, with `/`. */
export interface FolderContents {
  /** Every file, in order; links and files that cannot be read are not among them. */
  paths: string[];
  /** Bytes of those that are looked into. */
  bytes: Map<string, Buffer>;
  problems: ManifestProblem[];
  /** Changes when any file does. */
  fingerprint: string;
}

/** Most files of a tree, and most bytes of the files that are looked into. */
export interface TreeLimits {
  files: number;
  bytes: number;
}

/** What the portal reads again and again at most. */
export const TREE_LIMITS: TreeLimits = {
  files: 20_000,
  bytes: 256 * 1024 * 1024,
};
/** A file larger than this is not even read; see `LARGEST_FILE` for what is then parsed. */
const LARGEST_READ = 8 * 1024 * 1024;

const SKIPPED = new Set(['.git', 'node_modules', '.terraform', '.venv']);
const LOOKED_INTO = /(?:\.md|\/templates\/.*\.(?:tpl|txt))$/i;

interface Entry {
  path: string;
  size: number;
  changed: number;
}

function problem(
  kind: ManifestProblem['kind'],
  path: string,
  message: string,
  cure: string,
): ManifestProblem {
  return { kind, path, line: 1, message, cure };
}

function unreadable(
  path: string,
  { code = 'unknown' }: NodeJS.ErrnoException,
): ManifestProblem {
  const message = `It cannot be read (${code}).`;
  return problem('unreadable', path, message, 'Correct its rights.');
}

function linkProblem(path: string): ManifestProblem {
  return problem(
    'link',
    path,
    'The file is a symbolic link.',
    'Commit the file itself: links are not followed.',
  );
}

function listOne(root: string, folder: string) {
  return readdir(join(root, folder), { withFileTypes: true });
}

async function listFolder(
  root: string,
  within: string,
  links: ReadonlySet<string>,
  most: number,
): Promise<{ entries: Entry[]; problems: ManifestProblem[] }> {
  const entries: Entry[] = [];
  const problems: ManifestProblem[] = [];
  const folders = [within];
  for (
    let folder = folders.pop();
    folder !== undefined;
    folder = folders.pop()
  ) {
    const found = await listOne(root, folder).catch(error => {
      // The top is what the source is about; without it there is no tree.
      if (folder === within) throw error;
      problems.push(unreadable(folder, error));
      return [];
    });
    for (const item of found) {
      const path = folder ? `${folder}/${item.name}` : item.name;
      if (item.isSymbolicLink() || links.has(path)) {
        problems.push(linkProblem(path));
      } else if (item.isDirectory()) {
        if (!SKIPPED.has(item.name)) folders.push(path);
      } else if (item.isFile()) {
        const state = await lstat(join(root, path)).catch(() => undefined);
        // It may have gone in the meantime.
        if (!state) continue;
        entries.push({ path, size: state.size, changed: state.mtimeMs });
      }
      if (entries.length > most) {
        throw new Error(
          `There are more than ${most} files; point the source to a folder with manifests only.`,
        );
      }
    }
  }
  return {
    entries: entries.sort((a, b) => (a.path < b.path ? -1 : 1)),
    problems,
  };
}

/** Lists a folder and, beside it, other folders and single files, each file once. */
async function listPlaces(
  root: string,
  [within, ...also]: readonly string[],
  links: ReadonlySet<string>,
  most: number,
): Promise<{ entries: Entry[]; problems: ManifestProblem[] }> {
  const first = await listFolder(root, within, links, most);
  if (also.length === 0) return first;
  const entries = new Map(first.entries.map(entry => [entry.path, entry]));
  const problems = [...first.problems];
  for (const path of also) {
    const state = await lstat(join(root, path)).catch(() => undefined);
    if (state?.isFile() && !links.has(path)) {
      entries.set(path, { path, size: state.size, changed: state.mtimeMs });
    }
    if (!state?.isDirectory()) continue;
    const found = await listFolder(root, path, links, most - entries.size);
    for (const entry of found.entries) entries.set(entry.path, entry);
    problems.push(...found.problems);
  }
  const sorted = [...entries.values()];
  return {
    entries: sorted.sort((a, b) => (a.path < b.path ? -1 : 1)),
    problems,
  };
}

function isLookedInto(path: string): boolean {
  return (
    isManifestPath(path) || isKustomizationPath(path) || LOOKED_INTO.test(path)
  );
}

async function readWhole(path: string): Promise<Buffer> {
  // O_NOFOLLOW: what was a file when it was listed may be a link by now.
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/**
 * Reads a folder.
 *
 * @param within - path of a folder inside `root` to read only; `''` for all. Paths are relative to `root` all the same.
 * @param also - files and folders outside of `within` that are read too
 * @param links - paths that are taken for links although they are files
 * @param limits - most files, and most bytes of those that are looked into; {@link TREE_LIMITS} when absent
 * @param known - fingerprint of an earlier read: gives `undefined` when nothing has changed since
 * @throws Error when the folder cannot be listed, or holds more than is allowed.
 */
export async function walkFolder(options: {
  root: string;
  within?: string;
  also?: readonly string[];
  links?: readonly string[];
  limits?: TreeLimits;
  known?: string;
  signal?: AbortSignal;
}): Promise<FolderContents | undefined> {
  const { root, within = '', also = [], links = [], known, signal } = options;
  const { limits = TREE_LIMITS } = options;
  const { entries, problems } = await listPlaces(
    root,
    [within, ...also],
    new Set(links),
    limits.files,
  );
  const noticed = problems.map(({ path }) => path);
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([entries, noticed]))
    .digest('hex');
  if (fingerprint === known) return undefined;
  const bytes = new Map<string, Buffer>();
  let total = 0;
  for (const { path, size } of entries) {
    signal?.throwIfAborted();
    if (!isLookedInto(path)) continue;
    if (size > LARGEST_READ) {
      problems.push(
        problem(
          'too-large',
          path,
          `The file is larger than ${LARGEST_READ} bytes and was not looked into.`,
          'Split it when it holds manifests.',
        ),
      );
      continue;
    }
    total += size;
    if (total > limits.bytes) {
      throw new Error(
        `The manifests are larger than ${limits.bytes} bytes together; point the source to a folder with manifests only.`,
      );
    }
    try {
      bytes.set(path, await readWhole(join(root, path)));
    } catch (error) {
      problems.push(unreadable(path, error as NodeJS.ErrnoException));
    }
  }
  return {
    paths: entries.map(({ path }) => path),
    bytes,
    problems,
    fingerprint,
  };
}
