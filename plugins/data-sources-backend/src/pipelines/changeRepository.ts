import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { nameOf } from '@254carbon/backstage-plugin-platform-node';
import { Context } from '../context';
import {
  readRepository,
  RepositoryRef,
  repositoryUrl,
} from '../portal/localGit';
import { commitFiles } from './commitFiles';

/** A way to commit to repositories of the portal, which gives the commit; the right of the person is checked before. */
export type CommitTo = (options: {
  repository: RepositoryRef;
  message: string;
  credentials: BackstageCredentials;
  write: ReadonlyMap<string, Buffer>;
  remove?: readonly string[];
}) => Promise<string>;

/** Makes the way: the push is the portal's own, the commit carries the name of the person. */
export function createCommitTo(services: {
  auth: AuthService;
  context: Pick<Context, 'logger'>;
  /** Address of the `local-git` plugin from inside. */
  baseUrl: () => Promise<string>;
}): CommitTo {
  const { auth, context, baseUrl } = services;
  return async ({ repository, message, credentials, write, remove }) => {
    const { owner, name } = repository;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'local-git',
    });
    return commitFiles({
      remoteUrl: `${await baseUrl()}/${owner}/${name}.git`,
      token,
      message,
      author: nameOf(credentials),
      logger: context.logger,
      write,
      remove,
    });
  };
}

/**
 * Files of a repository that must be there, and the commit that holds them.
 *
 * @param ref - A commit; the main branch unless given.
 * @throws NotFoundError when it is not, or nobody could look.
 */
export async function mustReadRepository(
  context: Pick<Context, 'reader' | 'config'>,
  repository: RepositoryRef,
  ref?: string,
): Promise<{ files: Map<string, Buffer>; commit: string }> {
  const { reader, config } = context;
  const { backendUrl } = config;
  const found = await readRepository({ reader, backendUrl, repository, ref });
  if (found.state === 'there') return found;
  throw new NotFoundError(
    found.state === 'unknown'
      ? found.reason
      : `There is no repository ${repositoryUrl(
          backendUrl,
          repository,
        )}; it was removed, or is kept elsewhere.`,
  );
}
