import { AuditorService } from '@backstage/backend-plugin-api';
import { isError, toError } from '@backstage/errors';
import express, { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { createRepository } from './routes/createRepository';
import { archiveRoute, removeRoute } from './routes/endRepository';
import { listRepositories } from './routes/listRepositories';
import { readArchive } from './routes/readArchive';
import { readCommits } from './routes/readCommits';
import { readRaw } from './routes/readRaw';
import { Route, RouteContext } from './routes/route';
import { speakGit } from './routes/speakGit';

const ROUTES: readonly Route[] = [
  listRepositories,
  createRepository,
  archiveRoute,
  removeRoute,
  ...speakGit,
  readArchive,
  readCommits,
  readRaw,
];

interface RouterOptions {
  readonly context: RouteContext;
  readonly auditor: AuditorService;
}

async function audit(
  options: { auditor: AuditorService; route: Route; request: Request },
  act: () => Promise<void>,
): Promise<void> {
  const { auditor, route, request } = options;
  if (!route.audited) {
    await act();
    return;
  }
  const event = await auditor.createEvent({
    eventId: route.audited,
    severityLevel: 'medium',
    request,
    meta: { ...request.params },
  });
  try {
    await act();
    await event.success();
  } catch (error) {
    await event.fail({ error: toError(error) });
    throw error;
  }
}

/** Sends what a caller must know before the error itself; true when nothing more can be sent. */
function prepareFailure(response: Response, error: unknown): boolean {
  if (response.headersSent) {
    response.destroy();
    return true;
  }
  if (isError(error) && error.name === 'AuthenticationError') {
    const realm = 'Basic realm="254Carbon portal", charset="UTF-8"';
    response.setHeader('WWW-Authenticate', realm);
  }
  return false;
}

/**
 * The plugin's router. A caller who is not known gets a Basic challenge, because that is what makes `git` ask for a
 * password instead of failing.
 */
export function createRouter({ context, auditor }: RouterOptions): Router {
  const router = PromiseRouter();
  router.use('/repositories', express.json({ limit: '10kb' }));
  for (const route of ROUTES) {
    router[route.method](route.path, async (request, response) => {
      try {
        await audit({ auditor, route, request }, () =>
          route.handle(context, request, response),
        );
      } catch (error) {
        if (!prepareFailure(response, error)) {
          throw error;
        }
      }
    });
  }
  return router;
}
