import { ProgramError } from './runProgram';
import { TREE_LIMITS } from './walkFolder';

/**
 * Judges what `git ls-tree -r -l -z` says of a commit, before any of it is written to disk.
 *
 * @param path - folder that is wanted; all of the tree when absent
 * @returns paths of links: git writes them as plain files, which would otherwise be taken for what they are not
 * @throws ProgramError when the folder is not there, or there is more than is read.
 */
export function checkListing(listing: string, path?: string): string[] {
  const entries = listing.split('\0').filter(Boolean);
  if (path && entries.length === 0) {
    throw new ProgramError(
      'failed',
      `The repository has no folder ${path}; correct "path".`,
    );
  }
  const bytes = entries.reduce(
    (sum, entry) => sum + (Number(entry.split(/\s+/, 4)[3]) || 0),
    0,
  );
  if (entries.length > TREE_LIMITS.files || bytes > TREE_LIMITS.bytes) {
    throw new ProgramError(
      'limit',
      `The tree has ${entries.length} files with ${bytes} bytes, which is more than the portal reads; point "path" to the folder with manifests.`,
    );
  }
  return entries
    .filter(entry => entry.startsWith('120000 '))
    .map(entry => entry.slice(entry.indexOf('\t') + 1));
}
