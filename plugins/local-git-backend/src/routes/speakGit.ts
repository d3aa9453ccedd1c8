import { NotFoundError } from '@backstage/errors';
import { Request } from 'express';
import { GitService, serveGit } from '../git/serveGit';
import { parseRepositoryName } from '../repositoryName';
import { assertNotArchived } from '../store/endRepository';
import { Route, RouteContext } from './route';

function serviceOf(request: Request, path: string): GitService {
  const service = path === 'info/refs' ? request.query.service : path;
  if (service === 'git-upload-pack' || service === 'git-receive-pack') {
    return service;
  }
  throw new NotFoundError(
    'Only the smart HTTP protocol is spoken here; use git 1.6.6 or newer.',
  );
}

async function speak(
  { access, store, config }: RouteContext,
  request: Request,
): Promise<Parameters<typeof serveGit>[2]> {
  const { owner, repository, rest } = request.params;
  const name = parseRepositoryName(owner, repository);
  const service = serviceOf(request, rest);
  let pusher: string | undefined;
  if (service === 'git-receive-pack') {
    pusher = await access.assertMayWrite(request);
  } else {
    await access.assertMayRead(request);
  }
  const gitDir = await store.assertExists(name);
  if (pusher) await assertNotArchived(gitDir, name);
  return {
    root: config.root,
    repository: store.folder(name),
    path: rest,
    query: rest === 'info/refs' ? `service=${service}` : '',
    pusher,
  };
}

function route(method: 'get' | 'post', path: string, audited?: string): Route {
  return {
    method,
    path,
    audited,
    async handle(context, request, response) {
      await serveGit(request, response, await speak(context, request));
    },
  };
}

/** The three addresses of git's smart HTTP protocol: clone and fetch for readers, push for the portal. */
export const speakGit: readonly Route[] = [
  route('get', '/:owner/:repository.git/:rest(info/refs)'),
  route('post', '/:owner/:repository.git/:rest(git-upload-pack)'),
  route(
    'post',
    '/:owner/:repository.git/:rest(git-receive-pack)',
    'repository-push',
  ),
];
