import {
  parseRef,
  parseRepositoryName,
  parseTreePath,
} from '../repositoryName';
import { commitsOf } from '../store/commitsOf';
import { Route } from './route';

/** The commits that changed a file, newest first: where it can be seen as it was. */
export const readCommits: Route = {
  method: 'get',
  path: '/:owner/:repository/commits/:ref/*',
  async handle({ access, store }, request, response) {
    await access.assertMayRead(request);
    const { owner, repository, ref, 0: path } = request.params;
    const commits = await commitsOf(store, {
      repository: parseRepositoryName(owner, repository),
      ref: parseRef(ref),
      path: parseTreePath(path),
    });
    response.json({ commits });
  },
};
