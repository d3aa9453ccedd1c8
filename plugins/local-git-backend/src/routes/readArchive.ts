import { pipeline } from 'node:stream/promises';
import { parseRef, parseRepositoryName } from '../repositoryName';
import { Route } from './route';

/** A commit's files as one gzipped tar. */
export const readArchive: Route = {
  method: 'get',
  path: '/:owner/:repository/archive/:ref.tar.gz',
  async handle({ access, store }, request, response) {
    await access.assertMayRead(request);
    const { owner, repository } = request.params;
    const ref = parseRef(request.params.ref);
    const name = parseRepositoryName(owner, repository);
    const commit = await store.resolveCommit(name, ref);
    response.setHeader('Content-Type', 'application/gzip');
    response.setHeader('ETag', `"${commit}"`);
    response.setHeader(
      'Content-Disposition',
      `attachment; filename="${name.name}-${ref}.tar.gz"`,
    );
    await pipeline(store.openArchive(name, commit), response);
  },
};
