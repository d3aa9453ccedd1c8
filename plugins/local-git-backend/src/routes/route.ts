import { Request, Response } from 'express';
import { Access } from '../access';
import { RepositoryStore } from '../store/RepositoryStore';
import { LocalGitConfig } from '../config';

/** What every route may use. */
export interface RouteContext {
  readonly config: LocalGitConfig;
  readonly store: RepositoryStore;
  readonly access: Access;
}

/** One address of the plugin: the router is a table of these. */
export interface Route {
  readonly method: 'get' | 'post' | 'delete';
  /** An express path, or a pattern with named groups where express has no word for it. */
  readonly path: string | RegExp;
  /** Name of the audit event of a route that writes; what only reads is not audited. */
  readonly audited?: string;
  handle(
    context: RouteContext,
    request: Request,
    response: Response,
  ): Promise<void>;
}
