/**
 * An API server without a socket: list, watch, get and discovery of any kinds, and every way to fail that a reader must
 * survive, at once and for one kind or all. The real one is simulated in `kubernetes/`; this one is for tests that run
 * thousands of failures in a moment, on a clock of their own.
 */
import type { KubernetesObject } from '../kubernetes/types';
import {
  answerOf,
  fail,
  MemoryAnswer,
  MemoryFault,
  openBody,
  refuse,
} from './answers';

/** A kind that it serves. */
export interface MemoryKind {
  /** Empty for the core group. */
  group: string;
  /** The first is served. */
  versions: readonly string[];
  /** Plural name. */
  resource: string;
}

/** The way to it, in the shape that the portal's readers use. */
export interface MemoryConnection {
  readonly name: string;
  request(
    path: string,
    options: { signal?: AbortSignal },
  ): Promise<MemoryAnswer>;
}

interface Watcher {
  resource: string;
  send(text: string): void;
  end(): void;
}

function rootOf({ group, versions }: MemoryKind): string {
  return group ? `/apis/${group}/${versions[0]}` : `/api/${versions[0]}`;
}

function keyOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

/** The API server of one cluster. */
export class MemoryApi {
  readonly connection: MemoryConnection;
  /** What it serves; may be changed, as by whoever installs or removes a CustomResourceDefinition. */
  readonly kinds: MemoryKind[];
  readonly #stores = new Map<string, Map<string, KubernetesObject>>();
  readonly #names = new Map<string, string>();
  readonly #faults = new Map<string, MemoryFault>();
  readonly #watchers = new Set<Watcher>();
  readonly #requests: string[] = [];
  #version = 100;

  /** `objects` by plural name of their kind. */
  constructor(options: {
    name: string;
    kinds: readonly MemoryKind[];
    objects: ReadonlyMap<string, readonly KubernetesObject[]>;
  }) {
    const { name, kinds, objects } = options;
    this.kinds = [...kinds];
    for (const { resource } of kinds) {
      const own = objects.get(resource) ?? [];
      this.#stores.set(resource, new Map(own.map(one => [keyOf(one), one])));
      this.#names.set(resource, own[0]?.kind || resource);
    }
    this.connection = {
      name,
      request: (path, { signal }) => this.#answer(path, signal),
    };
  }

  async #answer(target: string, signal?: AbortSignal): Promise<MemoryAnswer> {
    this.#requests.push(target);
    const { pathname, searchParams } = new URL(target, 'http://api');
    const kind = this.kinds.find(
      one => `${rootOf(one)}/${one.resource}` === pathname,
    );
    if (!kind) {
      const isDown = this.#faults.has('*') && pathname !== '/version';
      return isDown
        ? refuse(503)
        : this.#discover(pathname) ?? this.#get(pathname);
    }
    const isWatch = searchParams.has('watch');
    const fault = this.#faults.get(kind.resource);
    const failure = fail(fault, { isWatch, signal });
    if (failure) return failure;
    return isWatch
      ? this.#watch(kind.resource, fault === 'stalled', signal)
      : this.#list(kind, searchParams, fault === 'empty');
  }

  #discover(path: string): MemoryAnswer | undefined {
    if (path === '/version') return answerOf(200, { gitVersion: 'v1.30.0' });
    if (path === '/apis') {
      const groups = new Map<string, Set<string>>();
      for (const { group, versions } of this.kinds) {
        const known = groups.get(group) ?? new Set();
        if (group) groups.set(group, known.add(versions[0]));
      }
      return answerOf(200, {
        groups: [...groups].map(([name, versions]) => ({
          name,
          versions: [...versions].map(version => ({ version })),
        })),
      });
    }
    const served = this.kinds.filter(kind => rootOf(kind) === path);
    if (served.length === 0) return undefined;
    const resources = served.map(({ resource }) => ({
      name: resource,
      kind: this.#names.get(resource),
      verbs: ['get', 'list', 'watch'],
    }));
    return answerOf(200, { resources });
  }

  #get(path: string): MemoryAnswer {
    const [name = '', resource = '', namespace = ''] = path
      .split('/')
      .map(decodeURIComponent)
      .reverse();
    const found = this.#stores.get(resource)?.get(`${namespace}/${name}`);
    return found
      ? answerOf(200, found)
      : refuse(404, { reason: 'NotFound', details: { name } });
  }

  #list(
    kind: MemoryKind,
    query: URLSearchParams,
    isEmpty: boolean,
  ): MemoryAnswer {
    const store = this.#stores.get(kind.resource);
    const all = isEmpty ? [] : [...(store?.values() ?? [])];
    const from = Number(query.get('continue') ?? 0);
    const limit = Number(query.get('limit') ?? all.length);
    const next = from + limit < all.length ? String(from + limit) : undefined;
    return answerOf(200, {
      kind: `${this.#names.get(kind.resource)}List`,
      metadata: { resourceVersion: String(this.#version), continue: next },
      items: all.slice(from, from + limit),
    });
  }

  #watch(
    resource: string,
    isDeaf: boolean,
    signal?: AbortSignal,
  ): MemoryAnswer {
    const { body, send, end } = openBody(signal);
    const watcher = { resource, send, end };
    if (!isDeaf) this.#watchers.add(watcher);
    const forget = () => void this.#watchers.delete(watcher);
    signal?.addEventListener('abort', forget, { once: true });
    return { status: 200, headers: {}, body, discard: forget };
  }

  #tell(resource: string, event: object): void {
    for (const watcher of this.#watchers) {
      if (watcher.resource === resource) {
        watcher.send(`${JSON.stringify(event)}\n`);
      }
    }
  }

  #stamp(object: KubernetesObject): KubernetesObject {
    this.#version += 1;
    const resourceVersion = String(this.#version);
    return { ...object, metadata: { ...object.metadata, resourceVersion } };
  }

  /** Breaks a kind (or, with `discovery-down`, all discovery); watches of it end, so that it is noticed. */
  breakKind(resource: string, fault: MemoryFault): void {
    this.#faults.set(fault === 'discovery-down' ? '*' : resource, fault);
    // Whoever lists anew has been told that its place is forgotten.
    if (fault === 'empty') {
      const object = { kind: 'Status', code: 410, message: 'too old' };
      this.#tell(resource, { type: 'ERROR', object });
    }
    for (const watcher of [...this.#watchers]) {
      if (watcher.resource !== resource) continue;
      this.#watchers.delete(watcher);
      if (fault !== 'stalled') watcher.end();
    }
  }

  /** Mends everything. */
  mend(): void {
    this.#faults.clear();
  }

  /** The object of a name (`namespace/name`), when there is one. */
  find(resource: string, key: string): KubernetesObject | undefined {
    return this.#stores.get(resource)?.get(key);
  }

  /** Adds or replaces an object, and tells who watches. */
  put(resource: string, object: KubernetesObject): void {
    const store = this.#stores.get(resource);
    const type = store?.has(keyOf(object)) ? 'MODIFIED' : 'ADDED';
    const whole = this.#stamp(object);
    store?.set(keyOf(object), whole);
    this.#tell(resource, { type, object: whole });
  }

  /** Takes an object (`namespace/name`) away, and tells who watches, unless `silently`. */
  remove(
    resource: string,
    key: string,
    options: { silently?: boolean } = {},
  ): void {
    const store = this.#stores.get(resource);
    const found = store?.get(key);
    store?.delete(key);
    if (!found || options.silently) return;
    this.#tell(resource, { type: 'DELETED', object: this.#stamp(found) });
  }

  /** Sends a bookmark to every watch. */
  bookmark(): void {
    this.#version += 1;
    const metadata = { resourceVersion: String(this.#version) };
    const resources = new Set(
      [...this.#watchers].map(({ resource }) => resource),
    );
    for (const resource of resources) {
      this.#tell(resource, { type: 'BOOKMARK', object: { metadata } });
    }
  }

  /** Number of requests whose path includes the text. */
  count(text: string): number {
    return this.#requests.filter(path => path.includes(text)).length;
  }
}
