/** The portal's own repositories, as the other plugin that keeps them gives them. */
import { UrlReaderService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';

/** Owner and name of a repository. */
export interface RepositoryRef {
  owner: string;
  name: string;
}

/** Files of a repository, or why there are none. */
export type RepositoryFiles =
  | { state: 'there'; files: Map<string, Buffer>; commit: string }
  | { state: 'none' }
  | { state: 'unknown'; reason: string };

/** Address of the files of a repository's main branch. */
export function repositoryUrl(
  backendUrl: string,
  { owner, name }: RepositoryRef,
): string {
  return `${backendUrl}/api/local-git/${owner}/${name}`;
}

/** Reads the main branch, or a commit. Never throws: that nobody could look is an answer. */
export async function readRepository(options: {
  reader: UrlReaderService;
  backendUrl: string;
  repository: RepositoryRef;
  ref?: string;
}): Promise<RepositoryFiles> {
  const { reader, backendUrl, repository, ref = 'main' } = options;
  try {
    const url = `${repositoryUrl(backendUrl, repository)}/raw/${ref}/`;
    const tree = await reader.readTree(url);
    const files = new Map<string, Buffer>();
    // An empty file comes as an empty list.
    for (const file of await tree.files())
      files.set(file.path, Buffer.from(await file.content()));
    return { state: 'there', files, commit: tree.etag };
  } catch (error) {
    if (isError(error) && error.name === 'NotFoundError')
      return { state: 'none' };
    return {
      state: 'unknown',
      reason: `The repository could not be looked at (${
        isError(error) ? error.message : String(error)
      }); a difference is not shown.`,
    };
  }
}
