import { CustomErrorBase, InputError, NotFoundError } from '@backstage/errors';
import { ErrorRequestHandler, RequestHandler } from 'express';

class MethodNotAllowedError extends CustomErrorBase {
  name = 'MethodNotAllowedError' as const;
  /** Backstage's error middleware takes the status from here. */
  readonly statusCode = 405;
}

/** Backstage mounts routers of its own beside those of a plugin, all below a dot. */
const BACKSTAGES_OWN = /^\/\./;

/** Refuses a path that has routes, but none of this method (405), and says which it has. */
export function refuseMethod(
  methods: readonly string[],
  document: string,
): RequestHandler {
  const allowed = methods.join(', ');
  return (request, response) => {
    response.set('Allow', allowed);
    throw new MethodNotAllowedError(
      `${request.path} does not take ${request.method}; use ${allowed} (see ${document}).`,
    );
  };
}

/** Refuses a path that has no route (404), and says where all of them are listed. */
export function refusePath(document: string): RequestHandler {
  return (request, _response, next) => {
    if (BACKSTAGES_OWN.test(request.path)) {
      next();
      return;
    }
    throw new NotFoundError(
      `There is no ${request.path} here; ${document} lists what there is.`,
    );
  };
}

/** Says of a body that is no JSON that it is none (400); what else is wrong with a body stays as it is. */
export function refuseBody(document: string): ErrorRequestHandler {
  return (error, _request, _response, next) => {
    next(
      error?.type === 'entity.parse.failed'
        ? new InputError(
            `The body is not JSON: ${error.message}; see ${document} for what is expected.`,
          )
        : error,
    );
  };
}
