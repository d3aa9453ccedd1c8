import type { Handler } from '../kubernetes/types';
import { buildDeclaredFiles } from './buildDeclaredFiles';
import { createGitAnswers } from './git/createGitAnswers';
import { GitObjects } from './git/GitObjects';

export { buildDeclaredFiles } from './buildDeclaredFiles';

/** Host of the repository, as the Argo CD applications name it. */
export const GIT_HOST = 'github.com';

/** Answers git for `https://github.com/254carbon/platform.git`. */
export function createDeclaredAnswers(options: {
  now: number;
  seed: number;
}): Handler {
  return createGitAnswers({
    path: '/254carbon/platform.git',
    create: async () =>
      new GitObjects({
        files: await buildDeclaredFiles(options),
        message: 'superset: upgrade to 4.0.2',
        author: '254Carbon platform <platform@254carbon.com>',
        time: Math.floor(options.now / 1000) - 3 * 86_400,
      }),
  });
}
