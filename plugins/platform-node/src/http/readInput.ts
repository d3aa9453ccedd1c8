/**
 * From a request to what a route asks for. Whoever asks is often a program, or a model that guesses: each
 * refusal names the field, what is wrong with it, and where it is written what is expected.
 */
import { RouteDeclaration } from '@254carbon/backstage-plugin-platform-common';
import { InputError } from '@backstage/errors';
import { Request } from 'express';
import { z } from 'zod';

/** The parts of a request that a route may declare. */
export type Part = 'params' | 'query' | 'body';

function isMissing(value: unknown, path: readonly PropertyKey[]): boolean {
  let at: unknown = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return false;
    at = (at as Record<PropertyKey, unknown>)[key];
  }
  return at === undefined;
}

function parsePart(
  schema: z.ZodType | undefined,
  part: Part,
  { request, document }: { request: Request; document: string },
): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(request[part]);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = [part, ...issue.path.map(String)].join('.');
  const wrong = isMissing(request[part], issue.path)
    ? `${field} is missing`
    : `The value of ${field} is not valid: ${issue.message}`;
  throw new InputError(`${wrong}; see ${document} for what is expected.`);
}

/** A filter that is passed over answers another question than was asked. */
function mustBeKnown(
  schema: z.ZodObject | undefined,
  query: object,
  document: string,
): void {
  const known = Object.keys(schema?.shape ?? {});
  const unknown = Object.keys(query).find(name => !known.includes(name));
  if (unknown === undefined) return;
  const cure =
    known.length === 0 ? 'leave it out' : `use one of: ${known.join(', ')}`;
  throw new InputError(
    `There is no query parameter "${unknown}" here; ${cure} (see ${document}).`,
  );
}

/**
 * Reads and checks all parts of a request.
 *
 * @param document address of the OpenAPI document
 * @throws InputError that names the field and the cure.
 */
export function readInput(
  route: RouteDeclaration,
  request: Request,
  document: string,
): Record<Part, unknown> {
  const from = { request, document };
  mustBeKnown(route.query, request.query, document);
  return {
    params: parsePart(route.params, 'params', from),
    query: parsePart(route.query, 'query', from),
    body: parsePart(route.body, 'body', from),
  };
}
