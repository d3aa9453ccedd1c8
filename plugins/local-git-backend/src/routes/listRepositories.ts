import { localGitContract } from '@254carbon/backstage-plugin-platform-common';
import { Route } from './route';

const { path, response: Reply } = localGitContract.routes.listRepositories;

/** Lists what the portal keeps. */
export const listRepositories: Route = {
  method: 'get',
  path,
  async handle({ access, store }, request, response) {
    await access.assertMayList(request);
    response.json(Reply.parse(await store.list()));
  },
};
