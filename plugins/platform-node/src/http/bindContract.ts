/**
 * Binds a contract to handlers. What every route owes (who is asking, may they, is the question well
 * formed, is the answer what was promised, who will know later) is wrapped here once; a handler only
 * answers.
 */
import {
  AuditorService,
  AuditorServiceEvent,
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  isResourcePermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  Contract,
  HandlerInput,
  RouteDeclaration,
} from '@254carbon/backstage-plugin-platform-common';
import { JsonObject } from '@backstage/types';
import express, { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { contractToOpenApi } from './contractToOpenApi';
import { Part, readInput } from './readInput';
import { refuseBody, refuseMethod, refusePath } from './refuseStrays';
import { sendAnswer } from './sendAnswer';
import { tellSentence } from './tellSentence';

/** What a handler may know beside the question. */
export interface HandlerContext {
  credentials: BackstageCredentials;
  /** Adds to what the audit log is told when the request succeeds. */
  tell(meta: JsonObject): void;
}

/** One handler a route. */
export type ContractHandlers<R extends Record<string, RouteDeclaration>> = {
  [K in keyof R]: (
    input: HandlerInput<R[K]>,
    context: HandlerContext,
  ) => Promise<z.input<R[K]['response']>>;
};

/**
 * For each route with a resource permission: the ref of the resource that a request is about. It may
 * throw, when there is no such resource.
 */
export type ResourcesOf<R extends Record<string, RouteDeclaration>> = {
  [K in keyof R]?: (input: HandlerInput<R[K]>) => Promise<string>;
};

/** What binding a contract needs. */
export interface BindOptions<R extends Record<string, RouteDeclaration>> {
  contract: Contract<R>;
  handlers: ContractHandlers<R>;
  resourceOf?: ResourcesOf<R>;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
}

/** Where the OpenAPI document of a contract is, as whoever asks over HTTP sees it. */
function documentOf({ pluginId }: Contract): string {
  return `/api/${pluginId}/openapi.json`;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}

function checkDecision(
  { permission }: RouteDeclaration,
  { result }: PolicyDecision,
): void {
  if (result !== AuthorizeResult.DENY) return;
  throw new NotAllowedError(
    `This needs the permission ${permission.name}; ask the owner of the permission policy for it.`,
  );
}

/**
 * Whoever may not do it to anything is refused before the question is looked at. Gives whether it may be
 * done to some resources only.
 */
async function authorize(
  route: RouteDeclaration,
  permissions: PermissionsService,
  credentials: BackstageCredentials,
): Promise<boolean> {
  const { permission } = route;
  if (!isResourcePermission(permission)) {
    const [decision] = await permissions.authorize([{ permission }], {
      credentials,
    });
    checkDecision(route, decision);
    return false;
  }
  const [decision] = await permissions.authorizeConditional([{ permission }], {
    credentials,
  });
  checkDecision(route, decision);
  return decision.result === AuthorizeResult.CONDITIONAL;
}

async function authorizeFor(options: {
  route: RouteDeclaration;
  permissions: PermissionsService;
  credentials: BackstageCredentials;
  resourceRef: string;
}): Promise<void> {
  const { route, permissions, credentials, resourceRef } = options;
  const { permission } = route;
  if (!isResourcePermission(permission)) return;
  const [decision] = await permissions.authorize(
    [{ permission, resourceRef }],
    { credentials },
  );
  if (decision.result === AuthorizeResult.ALLOW) return;
  throw new NotAllowedError(
    `You have the permission ${permission.name} for other things than "${resourceRef}"; ask its owner to do it.`,
  );
}

function checkAnswer(name: string, route: RouteDeclaration, answer: unknown) {
  const result = route.response.safeParse(answer);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Error(
    `The answer of ${name} breaks its contract at ${issue.path.join('.')}: ${
      issue.message
    }.`,
  );
}

async function audited(
  event: AuditorServiceEvent,
  answer: (tell: HandlerContext['tell']) => Promise<unknown>,
): Promise<unknown> {
  try {
    let told: JsonObject = {};
    const value = await answer(meta => {
      told = { ...told, ...meta };
    });
    await event.success({ meta: told });
    return value;
  } catch (error) {
    await event.fail({ error: error as Error });
    throw error;
  }
}

/** `/services/:id` with parameters first declared last would hide others; longer and fixed paths go first. */
function bySpeciality(
  [, one]: [string, RouteDeclaration],
  [, other]: [string, RouteDeclaration],
): number {
  return Number(one.path.includes(':')) - Number(other.path.includes(':'));
}

function methodsByPath({ routes }: Contract): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { path, method } of Object.values(routes)) {
    found.set(path, [...(found.get(path) ?? []), method]);
  }
  return found;
}

type Loose<T> = (
  input: Record<Part, unknown>,
  context: HandlerContext,
) => Promise<T>;

function createAnswerer<R extends Record<string, RouteDeclaration>>(
  name: string,
  { contract, handlers, permissions, ...rest }: BindOptions<R>,
) {
  const route: RouteDeclaration = contract.routes[name];
  const handle = handlers[name] as Loose<unknown>;
  const resourceOf = rest.resourceOf?.[name] as Loose<string> | undefined;
  if (isResourcePermission(route.permission as Permission) && !resourceOf) {
    throw new Error(
      `Route ${name} needs ${route.permission.name} for a resource; say in resourceOf which one.`,
    );
  }
  return async (request: Request, tell: HandlerContext['tell']) => {
    const credentials = await rest.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const some = await authorize(route, permissions, credentials);
    const input = readInput(route, request, documentOf(contract));
    const context = { credentials, tell };
    if (some && resourceOf) {
      const resourceRef = await resourceOf(input, context);
      await authorizeFor({ route, permissions, credentials, resourceRef });
    }
    return checkAnswer(name, route, await handle(input, context));
  };
}

/**
 * Makes the router of a contract: authentication (401), permission (403), validation (400, naming field and
 * cure), permission for the resource when it depends on that (403), the handler, a check of its answer
 * against the contract (500), one audit event a request. Errors go to Backstage's error middleware. The
 * OpenAPI document is served at `/openapi.json` to whoever is signed in. What no route takes is refused with the way to
 * that document: an unknown query parameter (400), a method (405), a path (404).
 *
 * @throws Error when a route has a resource permission and nothing says which resource.
 */
export function bindContract<R extends Record<string, RouteDeclaration>>(
  options: BindOptions<R>,
): Router {
  const { contract, httpAuth, auditor } = options;
  const router = PromiseRouter();
  const place = documentOf(contract);
  router.use(express.json(), refuseBody(place));
  const routes = Object.entries<RouteDeclaration>(contract.routes);
  for (const [name, route] of routes.sort(bySpeciality)) {
    const method = route.method.toLowerCase() as Lowercase<typeof route.method>;
    const answer = createAnswerer(name, options);
    router[method](route.path, async (request, response) => {
      const event = await auditor.createEvent({
        eventId: kebab(name),
        request,
        severityLevel: route.method === 'GET' ? 'low' : 'medium',
        meta: { permission: route.permission.name, params: request.params },
      });
      const reply = await audited(event, tell => answer(request, tell));
      sendAnswer(route, response, reply);
    });
  }
  const document = contractToOpenApi(contract);
  router.get('/openapi.json', async (request, response) => {
    await httpAuth.credentials(request, { allow: ['user', 'service'] });
    response.json(document);
  });
  for (const [path, methods] of methodsByPath(contract)) {
    router.all(path, refuseMethod(methods, place));
  }
  router.use(refusePath(place), tellSentence());
  return router;
}
