import { localGitContract } from '@254carbon/backstage-plugin-platform-common';
import { InputError } from '@backstage/errors';
import { parseRepositoryName } from '../repositoryName';
import { Route } from './route';

const {
  path,
  body: Body,
  response: Reply,
} = localGitContract.routes.createRepository;

/** Makes an empty repository for a plugin of the portal. */
export const createRepository: Route = {
  method: 'post',
  audited: 'repository-create',
  path,
  async handle({ access, store }, request, response) {
    await access.assertMayWrite(request);
    const body = Body.safeParse(request.body);
    if (!body.success) {
      throw new InputError(
        'The body is not a repository; send {"owner": "...", "name": "..."}.',
        body.error,
      );
    }
    const name = parseRepositoryName(body.data.owner, body.data.name);
    response.status(201).json(Reply.parse(await store.create(name)));
  },
};
