/**
 * A small API server for tests of the readers: lists in pages, watches with bookmarks, gets by name, and
 * fails on demand in the ways that real ones fail. The whole platform is simulated elsewhere; this one is
 * for looking at one failure at a time.
 */
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import {
  JsonObject,
  KubernetesObject,
} from '@254carbon/backstage-plugin-platform-common';

/** How requests for lists, watches and objects fail. */
export type Fault =
  | { type: 'status'; status: number }
  | { type: 'silence' }
  | { type: 'truncated' }
  | { type: 'empty' }
  | { type: 'cut' };

interface FakeKind {
  path: string;
  kind: string;
  objects: Map<string, KubernetesObject>;
}

const KINDS: [apiVersion: string, resource: string, kind: string][] = [
  ['v1', 'pods', 'Pod'],
  ['v1', 'configmaps', 'ConfigMap'],
  ['apps/v1', 'deployments', 'Deployment'],
];

/** A running fake API server. */
export interface FakeApi {
  url: string;
  /** Requests as `GET /path?query`, in order. */
  requests: string[];
  /** Fault for every path that includes the text; the first that matches counts. */
  faults: Map<string, Fault>;
  put(resource: string, object: JsonObject): void;
  remove(resource: string, name: string, options?: { silently: boolean }): void;
  /** Sends a line to every open watch of a resource. */
  send(resource: string, event: JsonObject): void;
  /** Number of open watches of a resource. */
  watches(resource: string): number;
  /** Ends every open connection. */
  cut(): void;
  /** Answers any request below a path by hand. */
  answer(
    prefix: string,
    handler: (request: IncomingMessage, response: ServerResponse) => void,
  ): void;
  close(): Promise<void>;
}

function sendJson(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function sendStatus(response: ServerResponse, code: number, message: string) {
  sendJson(response, code, {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    code,
    message,
  });
}

/** Starts a fake API server on a free port of loopback. */
export async function startFakeApi(): Promise<FakeApi> {
  const kinds = new Map<string, FakeKind>(
    KINDS.map(([apiVersion, resource, kind]) => [
      resource,
      {
        path: `${
          apiVersion.includes('/') ? '/apis' : '/api'
        }/${apiVersion}/${resource}`,
        kind,
        objects: new Map(),
      },
    ]),
  );
  const open = new Map<string, Set<ServerResponse>>();
  const requests: string[] = [];
  const faults = new Map<string, Fault>();
  const answers = new Map<
    string,
    (request: IncomingMessage, response: ServerResponse) => void
  >();
  let version = 100;

  const send = (resource: string, event: JsonObject) => {
    for (const response of open.get(resource) ?? []) {
      response.write(`${JSON.stringify(event)}\n`);
    }
  };

  const discover = (path: string, response: ServerResponse): boolean => {
    if (path === '/version') sendJson(response, 200, { gitVersion: 'v1.30.0' });
    else if (path === '/apis') {
      sendJson(response, 200, {
        kind: 'APIGroupList',
        groups: [
          {
            name: 'apps',
            versions: [{ groupVersion: 'apps/v1', version: 'v1' }],
          },
        ],
      });
    } else if (path === '/api/v1' || path === '/apis/apps/v1') {
      sendJson(response, 200, {
        kind: 'APIResourceList',
        resources: [...kinds]
          .filter(([, { path: own }]) => own.startsWith(`${path}/`))
          .map(([name, { kind }]) => ({
            name,
            kind,
            verbs: ['list', 'watch'],
          })),
      });
    } else return false;
    return true;
  };

  const list = (
    kind: FakeKind,
    query: URLSearchParams,
    response: ServerResponse,
    empty: boolean,
  ) => {
    const all = empty ? [] : [...kind.objects.values()];
    const limit = Number(query.get('limit') ?? all.length);
    const from = Number(query.get('continue') ?? 0);
    const next = from + limit < all.length ? String(from + limit) : '';
    sendJson(response, 200, {
      kind: `${kind.kind}List`,
      metadata: { resourceVersion: String(version), continue: next },
      items: all
        .slice(from, from + limit)
        .map(({ kind: _, apiVersion: __, ...item }) => item),
    });
  };

  const watch = (resource: string, response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    const watchers = open.get(resource) ?? new Set();
    open.set(resource, watchers.add(response));
    response.on('close', () => watchers.delete(response));
  };

  const fail = (fault: Fault, response: ServerResponse): boolean => {
    if (fault.type === 'status') {
      sendStatus(response, fault.status, `fault ${fault.status}`);
    } else if (fault.type === 'truncated') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"kind":"DeploymentList","items":[{"metadata":{"na');
    } else if (fault.type === 'cut') response.destroy();
    return fault.type !== 'empty';
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    requests.push(`${request.method} ${request.url}`);
    for (const [prefix, handler] of answers) {
      if (url.pathname.startsWith(prefix)) {
        handler(request, response);
        return;
      }
    }
    const fault = [...faults].find(([text]) =>
      request.url?.includes(text),
    )?.[1];
    if (fault && fail(fault, response)) return;
    if (discover(url.pathname, response)) return;
    for (const [resource, kind] of kinds) {
      if (url.pathname === kind.path) {
        if (url.searchParams.has('watch')) watch(resource, response);
        else list(kind, url.searchParams, response, fault?.type === 'empty');
        return;
      }
      const name = url.pathname.split('/').pop() ?? '';
      if (url.pathname.endsWith(`/${resource}/${name}`)) {
        const object = kind.objects.get(name);
        if (object) sendJson(response, 200, object);
        else {
          sendJson(response, 404, {
            kind: 'Status',
            reason: 'NotFound',
            code: 404,
            message: `${resource} "${name}" not found`,
            details: { name, kind: resource },
          });
        }
        return;
      }
    }
    sendStatus(
      response,
      404,
      'the server could not find the requested resource',
    );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    faults,
    put(resource, object) {
      const kind = kinds.get(resource);
      if (!kind)
        throw new Error(`The fake API serves no ${resource}; add it to KINDS.`);
      version += 1;
      const metadata = {
        ...(object.metadata as JsonObject),
        resourceVersion: String(version),
      };
      const whole = { ...object, metadata } as KubernetesObject;
      const type = kind.objects.has(whole.metadata.name) ? 'MODIFIED' : 'ADDED';
      kind.objects.set(whole.metadata.name, whole);
      send(resource, { type, object: whole as JsonObject });
    },
    remove(resource, name, options) {
      const kind = kinds.get(resource);
      const object = kind?.objects.get(name);
      version += 1;
      kind?.objects.delete(name);
      if (!options?.silently)
        send(resource, { type: 'DELETED', object: object as JsonObject });
    },
    send,
    watches: resource => open.get(resource)?.size ?? 0,
    cut: () => server.closeAllConnections(),
    answer: (prefix, handler) => answers.set(prefix, handler),
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
