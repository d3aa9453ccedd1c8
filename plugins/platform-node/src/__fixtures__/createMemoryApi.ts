/**
 * An API server without a socket: every kind that the portal wants, list, watch, get and discovery, and every
 * way to fail that the readers must survive, on a clock that a test moves.
 */
import {
  JsonObject,
  KubernetesObject,
} from '@254carbon/backstage-plugin-platform-common';
import { ClusterAnswer, ClusterConnection } from '../door/types';
import { Clock } from '../inventory/clock';
import { WANTED_KINDS, WantedKind } from '../kubernetes';

/** What may befall a request. */
export const FAULTS = [
  '403',
  '500',
  '503',
  'timeout',
  'truncated',
  'empty',
  '410',
  'discovery-down',
  'stalled',
] as const;
/** What may befall a request. */
export type FaultName = (typeof FAULTS)[number];

interface Watcher {
  resource: string;
  send(text: string): void;
  end(): void;
}

/** The API server of one cluster. */
export interface MemoryApi {
  connection: ClusterConnection;
  /** Breaks a kind (or, with `discovery-down`, all discovery); watches of it end, so that it is noticed. */
  breakKind(resource: string, fault: FaultName): void;
  /** Mends everything. */
  mend(): void;
  put(resource: string, object: KubernetesObject): void;
  remove(resource: string, name: string, options?: { silently: boolean }): void;
  /** Sends a bookmark to every watch. */
  bookmark(): void;
  /** Number of requests whose path includes the text. */
  count(text: string): number;
}

const PORTION = new TextEncoder();

function rootOf({ group, versions }: WantedKind): string {
  return group ? `/apis/${group}/${versions[0]}` : `/api/${versions[0]}`;
}

function kindName(resource: string): string {
  return `${resource[0].toUpperCase()}${resource.slice(1)}`;
}

function answerOf(status: number, text: string): ClusterAnswer {
  return {
    status,
    headers: {},
    body: (async function* body() {
      yield PORTION.encode(text);
    })(),
    discard() {},
  };
}

function refuse(code: number, more: JsonObject = {}): ClusterAnswer {
  const status = { kind: 'Status', code, message: `fault ${code}`, ...more };
  return answerOf(code, JSON.stringify(status));
}

/** Nothing comes until the caller gives up. */
function silence(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(signal?.reason);
    if (signal?.aborted) end();
    signal?.addEventListener('abort', end, { once: true });
  });
}

/** A body that stays open: lines as they are sent, until the server ends it or the caller gives up. */
function openBody(signal: AbortSignal | undefined) {
  const waiting: string[] = [];
  let wake = () => {};
  let ended = false;
  const body = (async function* lines() {
    const gone = new Promise<void>(resolve => {
      signal?.addEventListener('abort', () => resolve(), { once: true });
    });
    for (;;) {
      while (waiting.length > 0) yield PORTION.encode(waiting.shift());
      if (ended) return;
      if (signal?.aborted) throw signal.reason;
      await Promise.race([
        gone,
        new Promise<void>(resolve => {
          wake = resolve;
        }),
      ]);
    }
  })();
  return {
    body,
    send(text: string) {
      waiting.push(text);
      wake();
    },
    end() {
      ended = true;
      wake();
    },
  };
}

/** Starts one; `objects` by plural name of their kind. */
export function createMemoryApi(options: {
  name: string;
  clock: Clock;
  kinds?: readonly WantedKind[];
  objects: ReadonlyMap<string, readonly KubernetesObject[]>;
}): MemoryApi {
  const { name, clock, kinds = WANTED_KINDS, objects } = options;
  const stores = new Map(
    kinds.map(({ resource }) => [
      resource,
      new Map(
        (objects.get(resource) ?? []).map(one => [one.metadata.name, one]),
      ),
    ]),
  );
  const byPath = new Map(
    kinds.map(kind => [`${rootOf(kind)}/${kind.resource}`, kind]),
  );
  const faults = new Map<string, FaultName>();
  const watchers = new Set<Watcher>();
  const requests: string[] = [];
  let version = 100;

  const discover = (path: string): ClusterAnswer | undefined => {
    if (path === '/version') return answerOf(200, '{"gitVersion":"v1.30.0"}');
    if (path === '/apis') {
      const groups = new Map<string, Set<string>>();
      for (const { group, versions } of kinds) {
        if (group === '') continue;
        const known = groups.get(group) ?? new Set();
        groups.set(group, known.add(versions[0]));
      }
      const list = [...groups].map(([group, versions]) => ({
        name: group,
        versions: [...versions].map(one => ({ version: one })),
      }));
      return answerOf(200, JSON.stringify({ groups: list }));
    }
    const served = kinds.filter(kind => rootOf(kind) === path);
    if (served.length === 0) return undefined;
    const resources = served.map(({ resource }) => ({
      name: resource,
      kind: kindName(resource),
      verbs: ['get', 'list', 'watch'],
    }));
    return answerOf(200, JSON.stringify({ resources }));
  };

  const fail = (
    fault: FaultName | undefined,
    isWatch: boolean,
    signal?: AbortSignal,
  ): ClusterAnswer | Promise<never> | undefined => {
    switch (fault) {
      case '403':
      case '500':
      case '503':
        return refuse(Number(fault));
      case '410':
        return refuse(410, { reason: 'Expired' });
      case 'timeout':
        return silence(signal);
      case 'truncated':
        return answerOf(200, isWatch ? '{"type":"ADD' : '{"kind":"XList","it');
      default:
        return undefined;
    }
  };

  const watch = (
    resource: string,
    isDeaf: boolean,
    signal?: AbortSignal,
  ): ClusterAnswer => {
    const open = openBody(signal);
    const watcher = { resource, send: open.send, end: open.end };
    if (!isDeaf) watchers.add(watcher);
    signal?.addEventListener('abort', () => watchers.delete(watcher));
    return {
      status: 200,
      headers: {},
      body: open.body,
      discard: () => watchers.delete(watcher),
    };
  };

  const list = (kind: WantedKind, query: URLSearchParams, isEmpty: boolean) => {
    const store = stores.get(kind.resource);
    const all = isEmpty ? [] : [...(store?.values() ?? [])];
    const from = Number(query.get('continue') ?? 0);
    const limit = Number(query.get('limit') ?? all.length);
    const next = from + limit < all.length ? String(from + limit) : undefined;
    return answerOf(
      200,
      JSON.stringify({
        kind: `${kindName(kind.resource)}List`,
        metadata: { resourceVersion: String(version), continue: next },
        items: all.slice(from, from + limit),
      }),
    );
  };

  const get = (path: string): ClusterAnswer => {
    const [object = '', resource = ''] = path.split('/').reverse();
    const found = stores.get(resource)?.get(decodeURIComponent(object));
    return found
      ? answerOf(200, JSON.stringify(found))
      : refuse(404, { reason: 'NotFound', details: { name: object } });
  };

  const connection: ClusterConnection = {
    name,
    async request(target, { signal }) {
      requests.push(target);
      const { pathname, searchParams } = new URL(target, 'http://api');
      const kind = byPath.get(pathname);
      const isWatch = searchParams.has('watch');
      if (!kind) {
        if (faults.has('*') && pathname !== '/version') return refuse(503);
        return discover(pathname) ?? get(pathname);
      }
      const fault = faults.get(kind.resource);
      const failure = fail(fault, isWatch, signal);
      if (failure) return failure;
      return isWatch
        ? watch(kind.resource, fault === 'stalled', signal)
        : list(kind, searchParams, fault === 'empty');
    },
  };
  const tell = (resource: string, event: JsonObject) => {
    for (const watcher of watchers) {
      if (watcher.resource === resource) {
        watcher.send(`${JSON.stringify(event)}\n`);
      }
    }
  };
  const cut = (resource: string) => {
    for (const watcher of [...watchers]) {
      if (watcher.resource !== resource) continue;
      watchers.delete(watcher);
      if (faults.get(resource) !== 'stalled') watcher.end();
    }
  };
  const stamp = (object: KubernetesObject): KubernetesObject => {
    version += 1;
    const metadata = { ...object.metadata, resourceVersion: String(version) };
    return { ...object, metadata };
  };
  return {
    connection,
    breakKind(resource, fault) {
      if (fault === 'discovery-down') faults.set('*', fault);
      else faults.set(resource, fault);
      // Whoever lists anew has been told that its place is forgotten.
      if (fault === 'empty') {
        const gone = { kind: 'Status', code: 410, message: 'too old' };
        tell(resource, { type: 'ERROR', object: gone });
      }
      cut(resource);
    },
    mend: () => faults.clear(),
    put(resource, object) {
      const store = stores.get(resource);
      const type = store?.has(object.metadata.name) ? 'MODIFIED' : 'ADDED';
      const whole = stamp(object);
      store?.set(object.metadata.name, whole);
      tell(resource, { type, object: whole as JsonObject });
    },
    remove(resource, object, removal) {
      const store = stores.get(resource);
      const found = store?.get(object);
      store?.delete(object);
      if (found && !removal?.silently) {
        const whole = stamp(found) as JsonObject;
        tell(resource, { type: 'DELETED', object: whole });
      }
    },
    bookmark() {
      version += 1;
      const object = { metadata: { resourceVersion: String(version) } };
      for (const { resource } of new Set(watchers)) {
        tell(resource, { type: 'BOOKMARK', object });
      }
    },
    count: text => requests.filter(path => path.includes(text)).length,
  };
}
