import { RouteDeclaration } from '@254carbon/backstage-plugin-platform-common';
import { Response } from 'express';

/** Sends an answer: as JSON, or as a file where it is text and the route says of which type. */
export function sendAnswer(
  { text }: RouteDeclaration,
  response: Response,
  answer: unknown,
): void {
  if (!text || typeof answer !== 'string') {
    response.json(answer);
    return;
  }
  response.attachment(text.name);
  // An attachment takes its type from its name.
  response.type(text.type).send(answer);
}
