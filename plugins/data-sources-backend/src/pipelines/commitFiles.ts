/** Puts files into a repository of the portal as one commit on top of what stands; nothing is ever rewritten. */
import { LoggerService } from '@backstage/backend-plugin-api';
import {
  addFiles,
  cloneRepo,
  commitAndPushBranch,
  removeFiles,
} from '@backstage/plugin-scaffolder-node';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A commit to be made. */
export interface CommitRequest {
  remoteUrl: string;
  token: string;
  message: string;
  /** Who it is for: an entity ref. */
  author: string;
  logger: LoggerService;
  write: ReadonlyMap<string, Buffer>;
  remove?: readonly string[];
}

/**
 * Commits, and gives the commit.
 *
 * @throws Error of git when the repository cannot be cloned or pushed to.
 */
export async function commitFiles(request: CommitRequest): Promise<string> {
  const { remoteUrl, token, message, author, logger } = request;
  const dir = await mkdtemp(join(tmpdir(), 'pipeline-'));
  const auth = { token };
  try {
    await cloneRepo({ url: remoteUrl, dir, auth, logger, ref: 'main' });
    for (const [path, content] of request.write) {
      const target = resolveSafeChildPath(dir, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, content);
    }
    await addFiles({ dir, auth, logger, filepath: '.' });
    for (const filepath of request.remove ?? []) {
      await rm(resolveSafeChildPath(dir, filepath), { force: true });
      await removeFiles({ dir, auth, logger, filepath });
    }
    const { commitHash } = await commitAndPushBranch({
      dir,
      auth,
      logger,
      commitMessage: message,
      branch: 'main',
      remoteRef: 'refs/heads/main',
      gitAuthorInfo: { name: author, email: 'developer-portal@254carbon.com' },
    });
    return commitHash;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
