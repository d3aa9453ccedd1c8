/**
 * Trino's statement protocol.
 *
 * A statement is posted and does nothing until its first `nextUri` is asked for; then it runs, and each answer leads to the next until one
 * leads nowhere. The same address asked twice gives the same answer, so a client may try again after a lost one.
 */
import type { IcebergCatalog } from '../iceberg/IcebergCatalog';
import { writeExact } from '../iceberg/json';
import type { Clock, Handler } from '../types';
import type { FailureWords } from '../withFaults';
import { runStatement } from './engine/runStatement';
import { Query, type QueryPage } from './Query';
import { knowsPrecision, roundMoments } from './roundMoments';
import { SqlError } from './SqlError';

const MAX_STATEMENT_CHARACTERS = 1_000_000;
const KEPT_QUERIES = 100;
const WAIT_MS = 1000;

const plain = (status: number, text: string) =>
  new Response(text, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });

function json(body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(writeExact(body), {
    headers: { 'content-type': 'application/json', ...headers },
  });
}

/** The answer of a query that failed before it was known. */
function failedAnswer(error: SqlError): Response {
  const query = new Query({ id: 'none', run: () => Promise.reject(error) });
  query.fail(error);
  return json(query.describe({ token: 0, base: 'http://trino' })?.body);
}

/** How the engine words the failures that are simulated on purpose. */
export const trinoWords: FailureWords = {
  internalError: () => plain(500, 'Internal Server Error'),
  slowDown: () => plain(503, 'Service Unavailable'),
  conflict: () =>
    failedAnswer(
      new SqlError(
        'ICEBERG_COMMIT_ERROR',
        'Failed to commit: Requirement failed: branch main has changed',
      ),
    ),
};

/** Where the client sees this server. */
function baseOf(request: Request): string {
  const { headers } = request;
  const host = headers.get('x-forwarded-host') ?? headers.get('host');
  const url = new URL(request.url);
  const scheme =
    headers.get('x-forwarded-proto') ?? url.protocol.replace(':', '');
  return `${scheme}://${host ?? url.host}`;
}

interface Server {
  catalog: IcebergCatalog;
  clock: Clock;
  catalogs: readonly string[];
  queries: Map<string, Query>;
  count: number;
}

function nextId(server: Server): string {
  const now = new Date(server.clock.now()).toISOString();
  const digits = now.replace(/\D/g, '');
  const number = String(server.count).padStart(5, '0');
  server.count += 1;
  return `${digits.slice(0, 8)}_${digits.slice(8, 14)}_${number}_demo0`;
}

function forget(queries: Map<string, Query>): void {
  for (const [id, query] of queries) {
    if (queries.size <= KEPT_QUERIES) return;
    if (query.isOver) queries.delete(id);
  }
}

async function post(server: Server, request: Request): Promise<Response> {
  const { headers } = request;
  if (!headers.get('x-trino-user')?.trim()) {
    return plain(401, 'User must be set');
  }
  const text = await request.text();
  const query = new Query({
    id: nextId(server),
    run: async signal => {
      const result = await runStatement(text, {
        lake: server.catalog,
        catalogs: server.catalogs,
        catalog: headers.get('x-trino-catalog')?.toLowerCase() || undefined,
        schema: headers.get('x-trino-schema')?.toLowerCase() || undefined,
        now: server.clock.now(),
        signal,
      });
      return knowsPrecision(headers) ? result : roundMoments(result);
    },
  });
  if (text.trim() === '') {
    return plain(400, 'SQL statement is empty');
  }
  if (text.length > MAX_STATEMENT_CHARACTERS) {
    query.fail(
      new SqlError(
        'QUERY_TEXT_TOO_LARGE',
        `Query text length (${text.length}) exceeds the maximum length (${MAX_STATEMENT_CHARACTERS})`,
      ),
    );
  }
  server.queries.set(query.id, query);
  forget(server.queries);
  return json(query.describe({ token: 0, base: baseOf(request) })?.body);
}

const PLACE =
  /^\/v1\/statement\/(queued|executing|partialCancel)\/([^/]+)\/([^/]+)\/(\d+)$/;

function sessionHeaders({ session }: QueryPage): Record<string, string> {
  if (!session) return {};
  return {
    ...(session.catalog ? { 'x-trino-set-catalog': session.catalog } : {}),
    'x-trino-set-schema': session.schema,
  };
}

async function follow(server: Server, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const [, , id, slug, token] = PLACE.exec(pathname) ?? [];
  const query = server.queries.get(id);
  if (!query || query.slug !== slug) return plain(404, 'Query not found');
  if (request.method === 'DELETE') {
    query.cancel();
    return new Response(null, { status: 204 });
  }
  await query.advance(WAIT_MS);
  const page = query.describe({
    token: Number(token),
    base: baseOf(request),
  });
  if (!page) return plain(410, 'Page is gone');
  return json(page.body, sessionHeaders(page));
}

/** The engine over HTTP. */
export function createTrinoApi(options: {
  catalog: IcebergCatalog;
  clock: Clock;
  /** What the catalog is called in statements; all names lead to the same. */
  catalogs: readonly string[];
}): Handler {
  const server: Server = { ...options, queries: new Map(), count: 0 };
  return async request => {
    const { pathname } = new URL(request.url);
    const { method } = request;
    if (pathname === '/v1/statement' && method === 'POST') {
      return post(server, request);
    }
    if (PLACE.test(pathname) && (method === 'GET' || method === 'DELETE')) {
      return follow(server, request);
    }
    if (pathname === '/v1/info' && method === 'GET') {
      return json({
        nodeVersion: { version: '436' },
        environment: 'production',
        coordinator: true,
        starting: false,
        uptime: '1.00h',
      });
    }
    return plain(404, 'Error 404 Not Found');
  };
}
