import { runGit } from '../git/runGit';
import { RepositoryName } from '../repositoryName';
import { RepositoryStore } from './RepositoryStore';

const MOST_COMMITS = 50;

/**
 * The newest commits of a ref that changed a file, at most 50, newest first; none when there never was such a file.
 *
 * @throws NotFoundError when there is no such repository or ref.
 */
export async function commitsOf(
  store: RepositoryStore,
  file: { repository: RepositoryName; ref: string; path: string },
): Promise<string[]> {
  const { repository, ref, path } = file;
  const gitDir = await store.assertExists(repository);
  const commit = await store.resolveCommit(repository, ref);
  const out = await runGit({
    gitDir,
    args: ['rev-list', `--max-count=${MOST_COMMITS}`, commit, '--', path],
  });
  return out.toString('utf8').split('\n').filter(Boolean);
}
