import { isError } from '@backstage/errors';
import express, { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { createRepository } from './routes/createRepository';
import { listRepositories } from './routes/listRepositories';
import { readArchive } from './routes/readArchive';
import { readRaw } from './routes/readRaw';
import { Route, RouteContext } from './routes/route';
import { speakGit } from './routes/speakGit';

const ROUTES: readonly Route[] = [
  listRepositories,
  createRepository,
  ...speakGit,
  readArchive,
  readRaw,
];

/**
 * The plugin's router. A caller who is not known gets a Basic challenge, because that is what makes `git` ask for a
 * password instead of failing.
 */
export function createRouter(context: RouteContext): Router {
  const router = PromiseRouter();
  router.use('/repositories', express.json({ limit: '10kb' }));
  for (const route of ROUTES) {
    router[route.method](route.path, async (request, response) => {
      try {
        await route.handle(context, request, response);
      } catch (error) {
        if (response.headersSent) {
          response.destroy();
          return;
        }
        if (isError(error) && error.name === 'AuthenticationError') {
          response.setHeader(
            'WWW-Authenticate',
            'Basic realm="254Carbon portal", charset="UTF-8"',
          );
        }
        throw error;
      }
    });
  }
  return router;
}
