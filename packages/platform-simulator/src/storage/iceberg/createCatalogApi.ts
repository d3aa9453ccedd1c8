/** The Iceberg REST catalog: the protocol around {@link IcebergCatalog}. */
import type { Handler } from '../types';
import { CatalogError, badRequest } from './CatalogError';
import type { CreateRequest } from './createMetadata';
import type { CommitRequest, IcebergCatalog } from './IcebergCatalog';
import { catalogJson as json, empty, failed } from './answers';
import { parseExact, sameLong } from './json';
import type { CatalogTable, TableName, TableRequirement } from './types';

interface CatalogCall {
  catalog: IcebergCatalog;
  method: string;
  query: URLSearchParams;
  /** The parts of the address that stand for names. */
  parts: string[];
  body: Record<string, unknown>;
}

type Route = (call: CatalogCall) => Response | Promise<Response>;

const levelsOf = (part: string) => part.split('\u001f');

const nameOf = ([namespace, name]: string[]): TableName => ({
  namespace: levelsOf(namespace),
  name,
});

/** A page of names: by number of the first, which is the token. */
function page<T>(all: readonly T[], query: URLSearchParams) {
  const token = query.get('pageToken');
  const size = Number(query.get('pageSize') ?? all.length);
  if (token === null && !query.has('pageSize')) return { items: all };
  const from = token ? Number(Buffer.from(token, 'base64').toString()) : 0;
  if (!Number.isInteger(from) || !(size >= 1)) {
    throw badRequest('Invalid pageToken or pageSize');
  }
  const next = from + size;
  return {
    items: all.slice(from, next),
    ...(next < all.length
      ? { 'next-page-token': Buffer.from(String(next)).toString('base64') }
      : {}),
  };
}

function listNamespaces({ catalog, query }: CatalogCall): Response {
  const parent = query.get('parent');
  const all = catalog.namespaces.list(parent ? levelsOf(parent) : []);
  const { items, ...next } = page(all, query);
  return json({ namespaces: items, ...next });
}

function createNamespace({ catalog, body }: CatalogCall): Response {
  const namespace = body.namespace as string[] | undefined;
  if (!Array.isArray(namespace)) throw badRequest('Invalid namespace: null');
  const properties = (body.properties ?? {}) as Record<string, string>;
  catalog.namespaces.create(namespace, { ...properties });
  return json({ namespace, properties });
}

function namespaceRoute(call: CatalogCall): Response {
  const { catalog, method, parts } = call;
  const namespace = levelsOf(parts[0]);
  if (method === 'DELETE') {
    catalog.namespaces.drop(namespace);
    return empty();
  }
  const properties = catalog.namespaces.properties(namespace);
  return method === 'HEAD' ? empty() : json({ namespace, properties });
}

function changeNamespace({ catalog, parts, body }: CatalogCall): Response {
  const removals = (body.removals ?? []) as string[];
  const updates = (body.updates ?? {}) as Record<string, string>;
  return json(
    catalog.namespaces.change(levelsOf(parts[0]), { removals, updates }),
  );
}

function listTables({ catalog, parts, query }: CatalogCall): Response {
  const namespace = levelsOf(parts[0]);
  const names = catalog.listTables(namespace);
  const { items, ...next } = page(names, query);
  return json({
    identifiers: items.map(name => ({ namespace, name })),
    ...next,
  });
}

const loaded = (table: CatalogTable) => json({ ...table, config: {} });

async function createTable({ catalog, parts, body }: CatalogCall) {
  const request = body as Partial<CreateRequest>;
  const { name, schema } = request;
  if (typeof name !== 'string' || !schema) {
    throw badRequest(
      'Invalid create table request: name and schema are needed',
    );
  }
  const created = await catalog.createTable(levelsOf(parts[0]), {
    ...request,
    name,
    schema,
  });
  return loaded(created);
}

function loadTable({ catalog, parts, query, method }: CatalogCall): Response {
  const table = catalog.loadTable(nameOf(parts));
  if (method === 'HEAD') return empty();
  if (query.get('snapshots') !== 'refs') return loaded(table);
  const refs = Object.values(table.metadata.refs);
  const snapshots = table.metadata.snapshots.filter(snapshot =>
    refs.some(ref => sameLong(ref['snapshot-id'], snapshot['snapshot-id'])),
  );
  return loaded({ ...table, metadata: { ...table.metadata, snapshots } });
}

function readCommit(body: Record<string, unknown>): CommitRequest {
  const { requirements = [], updates } = body;
  if (!Array.isArray(updates) || !Array.isArray(requirements)) {
    throw badRequest('Invalid commit: requirements and updates are lists');
  }
  return { requirements: requirements as TableRequirement[], updates };
}

async function tableRoute(call: CatalogCall): Promise<Response> {
  const { catalog, method, parts, query, body } = call;
  if (method === 'DELETE') {
    const purge = query.get('purgeRequested')?.toLowerCase() === 'true';
    await catalog.dropTable(nameOf(parts), { purge });
    return empty();
  }
  if (method !== 'POST') return loadTable(call);
  return json(await catalog.commitTable(nameOf(parts), readCommit(body)));
}

async function renameTable({ catalog, body }: CatalogCall): Promise<Response> {
  const { source, destination } = body as Record<string, TableName>;
  if (!source?.name || !destination?.name) {
    throw badRequest('Invalid rename: source and destination are needed');
  }
  await catalog.renameTable(source, destination);
  return empty();
}

async function registerTable({ catalog, parts, body }: CatalogCall) {
  const name = { namespace: levelsOf(parts[0]), name: String(body.name) };
  const location = String(body['metadata-location']);
  return loaded(await catalog.registerTable(name, location));
}

const NAME = '([^/]+)';
const routes: readonly [methods: string, path: RegExp, route: Route][] = [
  ['GET', /^\/v1\/config$/, () => json({ defaults: {}, overrides: {} })],
  ['GET', /^\/v1\/namespaces$/, listNamespaces],
  ['POST', /^\/v1\/namespaces$/, createNamespace],
  ['GET HEAD DELETE', new RegExp(`^/v1/namespaces/${NAME}$`), namespaceRoute],
  ['POST', new RegExp(`^/v1/namespaces/${NAME}/properties$`), changeNamespace],
  ['GET', new RegExp(`^/v1/namespaces/${NAME}/tables$`), listTables],
  ['POST', new RegExp(`^/v1/namespaces/${NAME}/tables$`), createTable],
  ['POST', new RegExp(`^/v1/namespaces/${NAME}/register$`), registerTable],
  [
    'GET HEAD POST DELETE',
    new RegExp(`^/v1/namespaces/${NAME}/tables/${NAME}$`),
    tableRoute,
  ],
  [
    'POST',
    new RegExp(`^/v1/namespaces/${NAME}/tables/${NAME}/metrics$`),
    () => empty(),
  ],
  ['POST', /^\/v1\/tables\/rename$/, renameTable],
];

async function readBody(request: Request): Promise<Record<string, unknown>> {
  const text = request.method === 'POST' ? await request.text() : '';
  if (text === '') return {};
  try {
    const parsed = parseExact(text);
    if (typeof parsed === 'object' && parsed !== null) return { ...parsed };
  } catch {
    // Falls through to the refusal.
  }
  throw badRequest('Cannot parse the request: it is not a JSON object');
}

async function answer(
  request: Request,
  catalog: IcebergCatalog,
): Promise<Response> {
  const { pathname, searchParams: query } = new URL(request.url);
  const { method } = request;
  for (const [methods, path, route] of routes) {
    const found = path.exec(pathname);
    if (!found || !methods.split(' ').includes(method)) continue;
    const parts = found.slice(1).map(decodeURIComponent);
    const body = await readBody(request);
    return route({ catalog, method, query, parts, body });
  }
  throw badRequest(`No route for request: ${method} ${pathname.slice(1)}`);
}

/** The catalog over HTTP. */
export function createCatalogApi(options: {
  catalog: IcebergCatalog;
}): Handler {
  return async request => {
    try {
      return await answer(request, options.catalog);
    } catch (error) {
      if (error instanceof CatalogError) {
        return failed(error.status, error.type, error.message);
      }
      const cause = error instanceof Error ? error.message : String(error);
      return failed(500, 'RuntimeException', cause);
    }
  };
}
