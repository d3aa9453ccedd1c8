/**
 * Writes the files of a commit. Of a source with a `path` these are the files below it, and what its kustomizations take up from
 * elsewhere in the repository: an overlay without its base is nothing.
 */
import {
  isKustomizationPath,
  outsideReferences,
  parseManifestFile,
} from '@254carbon/backstage-plugin-platform-common';
import { checkListing } from './checkListing';
import { walkFolder } from './walkFolder';

/** More places than this, or a longer chain of them, is no overlay any more. */
const MOST_PLACES = 200;

/** What was written. */
export interface CheckedOut {
  /** Paths that are symbolic links in the repository. */
  links: string[];
  /** Files and folders outside of the path that were written too. */
  also: string[];
}

/** Runs git in the repository, and gives what it printed. */
export type Git = (args: readonly string[]) => Promise<string>;

async function listPlace(git: Git, revision: string, place: string) {
  return git([
    '--literal-pathspecs',
    'ls-tree',
    '-r',
    '-l',
    '-z',
    '--full-tree',
    revision,
    ...(place ? ['--', place] : []),
  ]);
}

async function findOutside(
  into: string,
  places: readonly string[],
): Promise<string[]> {
  const [within, ...also] = places;
  const contents = await walkFolder({ root: into, within, also });
  const files = [...(contents?.bytes ?? [])].flatMap(([path, bytes]) =>
    isKustomizationPath(path) ? [parseManifestFile(path, bytes)] : [],
  );
  return outsideReferences(files, places);
}

/**
 * Writes the files of a commit into an empty folder.
 *
 * @throws ProgramError when the path is not there, or there is more than is read.
 */
export async function checkOutCommit(options: {
  git: Git;
  revision: string;
  path?: string;
  into: string;
}): Promise<CheckedOut> {
  const { git, revision, path, into } = options;
  const write = (place: string) =>
    git([
      '--literal-pathspecs',
      `--work-tree=${into}`,
      'checkout',
      '--quiet',
      '--force',
      revision,
      '--',
      place || '.',
    ]);
  const links = checkListing(await listPlace(git, revision, path ?? ''), path);
  await write(path ?? '');
  const also: string[] = [];
  if (!path) return { links, also };
  const tried = new Set<string>();
  for (;;) {
    const found = await findOutside(into, [path, ...also]);
    const places = found.filter(place => !tried.has(place));
    if (places.length === 0 || tried.size + places.length > MOST_PLACES)
      return { links, also };
    for (const place of places) {
      tried.add(place);
      const listing = await listPlace(git, revision, place);
      // A name that the repository does not have is the kustomization's mistake, and told as such.
      if (!listing) continue;
      links.push(...checkListing(listing));
      await write(place);
      also.push(place);
    }
  }
}
