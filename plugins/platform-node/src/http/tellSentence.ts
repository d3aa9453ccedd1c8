import { CustomErrorBase } from '@backstage/errors';
import { ErrorRequestHandler } from 'express';

/**
 * Leaves what an error was caused by out of its message: Backstage's errors append it, behind the sentence that was written for whoever
 * asked. The cause itself stays with the error, where the log finds it.
 */
export function tellSentence(): ErrorRequestHandler {
  return (error, _request, _response, next) => {
    if (error instanceof CustomErrorBase && error.cause) {
      const appended = `; caused by ${error.cause}`;
      if (error.message.endsWith(appended))
        error.message = error.message.slice(0, -appended.length);
    }
    next(error);
  };
}
