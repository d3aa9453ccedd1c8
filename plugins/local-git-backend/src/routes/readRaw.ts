import {
  parseRef,
  parseRepositoryName,
  parseTreePath,
} from '../repositoryName';
import { Route } from './route';

/** One file at a branch, tag or commit, as it is; never interpreted by a browser. */
export const readRaw: Route = {
  method: 'get',
  path: '/:owner/:repository/raw/:ref/*',
  async handle({ access, store }, request, response) {
    await access.assertMayRead(request);
    const { owner, repository, ref, 0: path } = request.params;
    const { content, blob } = await store.readFile({
      repository: parseRepositoryName(owner, repository),
      ref: parseRef(ref),
      path: parseTreePath(path),
    });
    response.setHeader('ETag', `"${blob}"`);
    response.setHeader('Cache-Control', 'private, no-cache');
    if (request.header('if-none-match') === `"${blob}"`) {
      response.status(304).end();
      return;
    }
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader(
      'Content-Security-Policy',
      "default-src 'none'; sandbox",
    );
    response.setHeader(
      'Content-Type',
      content.includes(0)
        ? 'application/octet-stream'
        : 'text/plain; charset=utf-8',
    );
    response.end(content);
  },
};
