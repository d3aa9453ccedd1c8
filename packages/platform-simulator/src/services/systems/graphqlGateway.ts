import { html, json } from '../reply';
import type { ServiceCall, SystemAnswers } from '../types';

const failure = (message: string, code: string, status: number) =>
  json({ errors: [{ message, extensions: { code } }] }, status);

async function execute(call: ServiceCall): Promise<Response> {
  const type = call.request.headers.get('content-type') ?? '';
  if (!type.includes('json')) {
    return failure(
      'This operation has been blocked as a potential Cross-Site Request Forgery (CSRF).',
      'BAD_REQUEST',
      400,
    );
  }
  const body: unknown = await call.request.json().catch(() => undefined);
  const query = (body as { query?: unknown } | undefined)?.query;
  if (typeof query !== 'string') {
    return failure(
      'GraphQL operations must contain a non-empty `query` or a `persistedQuery` extension.',
      'BAD_REQUEST',
      400,
    );
  }
  return /\{\s*__typename\s*\}/.test(query)
    ? json({ data: { __typename: 'Query' } })
    : failure(
        'Cannot query this field on type "Query".',
        'GRAPHQL_VALIDATION_FAILED',
        400,
      );
}

/** The GraphQL gateway (Apollo Server). */
export const graphqlGateway: SystemAnswers = {
  name: 'GraphQL gateway',
  services: /^graphql-gateway/,
  routes: {
    '/.well-known/apollo/server-health': () =>
      json({ status: 'pass' }, 200, {
        'content-type': 'application/health+json',
      }),
    'POST /graphql': execute,
    '/graphql': () => failure('GET requests need a query.', 'BAD_REQUEST', 400),
  },
  otherwise: call => html(`Cannot ${call.method} ${call.path}`, 404),
};
