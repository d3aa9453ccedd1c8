/*
 * How a repository ends. Archived: it stays where it is and everybody reads it, and a mark in its folder keeps pushes out.
 * Removed: it is moved out of sight and its name is free; what was committed is not deleted by a click, an operator does
 * that in the folder.
 */
import { NotAllowedError } from '@backstage/errors';
import { randomBytes } from 'node:crypto';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RepositoryName } from '../repositoryName';

const MARK = 'portal-archived';
/** Below the root; folders that begin with a dot are nobody's. */
const REMOVED = '.removed';

/** Whether pushes are kept out. */
export async function isArchived(gitDir: string): Promise<boolean> {
  return (await stat(join(gitDir, MARK)).catch(() => undefined)) !== undefined;
}

/** @throws NotAllowedError when pushes are kept out. */
export async function assertNotArchived(
  gitDir: string,
  { owner, name }: RepositoryName,
): Promise<void> {
  if (await isArchived(gitDir)) {
    throw new NotAllowedError(
      `The repository ${owner}/${name} is archived and takes no more commits; make a new one.`,
    );
  }
}

/** Keeps pushes out from now on; again is the same. */
export async function archiveRepository(gitDir: string): Promise<void> {
  await writeFile(join(gitDir, MARK), '');
}

/** Moves a repository out of sight; readers that are at it finish. */
export async function removeRepository(options: {
  root: string;
  gitDir: string;
  repository: RepositoryName;
}): Promise<void> {
  const { root, gitDir, repository } = options;
  const unique = randomBytes(6).toString('hex');
  const target = join(
    root,
    REMOVED,
    repository.owner,
    `${repository.name}-${unique}.git`,
  );
  await mkdir(dirname(target), { recursive: true });
  await rename(gitDir, target);
}
