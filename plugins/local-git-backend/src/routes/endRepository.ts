import { localGitContract } from '@254carbon/backstage-plugin-platform-common';
import { parseRepositoryName } from '../repositoryName';
import { archiveRepository, removeRepository } from '../store/endRepository';
import { Route } from './route';

const { archiveRepository: archive, removeRepository: remove } =
  localGitContract.routes;

/** Lets a repository take no more commits, for a plugin of the portal. */
export const archiveRoute: Route = {
  method: 'post',
  audited: 'repository-archive',
  path: archive.path,
  async handle({ access, store }, request, response) {
    await access.assertMayWrite(request);
    const { owner, name } = request.params;
    const repository = parseRepositoryName(owner, name);
    await archiveRepository(await store.assertExists(repository));
    response.json(archive.response.parse(await store.describe(repository)));
  },
};

/** Takes a repository away, for a plugin of the portal. */
export const removeRoute: Route = {
  method: 'delete',
  audited: 'repository-remove',
  path: remove.path,
  async handle({ access, store, config }, request, response) {
    await access.assertMayWrite(request);
    const { owner, name } = request.params;
    const repository = parseRepositoryName(owner, name);
    const gitDir = await store.assertExists(repository);
    await removeRepository({ root: config.root, gitDir, repository });
    response.json(remove.response.parse({ removed: true }));
  },
};
