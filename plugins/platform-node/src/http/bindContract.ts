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
import { InputError, NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  Contract,
  HandlerInput,
  RouteDeclaration,
} from '@254carbon/backstage-plugin-platform-common';
import express, { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { contractToOpenApi } from './contractToOpenApi';

/** What a handler may know beside the question. */
export interface HandlerContext {
  credentials: BackstageCredentials;
}

/** One handler a route. */
export type ContractHandlers<R extends Record<string, RouteDeclaration>> = {
  [K in keyof R]: (
    input: HandlerInput<R[K]>,
    context: HandlerContext,
  ) => Promise<z.input<R[K]['response']>>;
};

/** What binding a contract needs. */
export interface BindOptions<R extends Record<string, RouteDeclaration>> {
  contract: Contract<R>;
  handlers: ContractHandlers<R>;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
}

type Part = 'params' | 'query' | 'body';

function parsePart(
  schema: z.ZodType | undefined,
  part: Part,
  request: Request,
): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(request[part]);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = [part, ...issue.path.map(String)].join('.');
  throw new InputError(
    `The value of ${field} is not valid: ${issue.message}; see /openapi.json for what is expected.`,
  );
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}

async function authorize(
  route: RouteDeclaration,
  permissions: PermissionsService,
  credentials: BackstageCredentials,
): Promise<void> {
  const [decision] = await permissions.authorize(
    [{ permission: route.permission }],
    { credentials },
  );
  if (decision.result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(
      `This needs the permission ${route.permission.name}; ask the owner of the permission policy for it.`,
    );
  }
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
  answer: () => Promise<unknown>,
): Promise<unknown> {
  try {
    const value = await answer();
    await event.success();
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

/**
 * Makes the router of a contract: authentication (401), permission (403), validation (400, naming field and
 * cure), the handler, a check of its answer against the contract (500), one audit event a request. Errors
 * go to Backstage's error middleware. The OpenAPI document is served at `/openapi.json` to whoever is signed in.
 */
export function bindContract<R extends Record<string, RouteDeclaration>>(
  options: BindOptions<R>,
): Router {
  const { contract, handlers, httpAuth, permissions, auditor } = options;
  const router = PromiseRouter();
  router.use(express.json());
  const routes = Object.entries<RouteDeclaration>(contract.routes);
  for (const [name, route] of routes.sort(bySpeciality)) {
    const method = route.method.toLowerCase() as Lowercase<typeof route.method>;
    const handle = handlers[name] as (
      input: Record<Part, unknown>,
      context: HandlerContext,
    ) => Promise<unknown>;
    router[method](route.path, async (request, response) => {
      const event = await auditor.createEvent({
        eventId: kebab(name),
        request,
        severityLevel: route.method === 'GET' ? 'low' : 'medium',
        meta: { permission: route.permission.name, params: request.params },
      });
      const answer = await audited(event, async () => {
        const credentials = await httpAuth.credentials(request, {
          allow: ['user', 'service'],
        });
        await authorize(route, permissions, credentials);
        const input = {
          params: parsePart(route.params, 'params', request),
          query: parsePart(route.query, 'query', request),
          body: parsePart(route.body, 'body', request),
        };
        return checkAnswer(name, route, await handle(input, { credentials }));
      });
      response.json(answer);
    });
  }
  const document = contractToOpenApi(contract);
  router.get('/openapi.json', async (request, response) => {
    await httpAuth.credentials(request, { allow: ['user', 'service'] });
    response.json(document);
  });
  return router;
}
