/**
 * watch: one JSON event per line, from a version on, until the client or the timeout ends it.
 *
 * A selector turns changes into arrivals and departures: an object that stops matching is told as DELETED. Bookmarks
 * carry the newest version through quiet times. When the server begins to fail while watches are open, they break as real
 * connections would, so that a reader finds out.
 */
import { ApiError, badRequest, GoneError } from '../errors';
import type { StoreEvent } from '../ObjectStore';
import {
  parseFieldSelector,
  parseLabelSelector,
  type Selector,
} from '../selectors';
import type { KubernetesObject } from '../types';
import type { CallContext } from './context';
import { convertTo } from './convert';
import type { ResourceCall } from './parseRequest';
import { representObject } from './represent';
import { apiVersionOf } from '../resourceTypes';

/** Between two bookmarks, unless the server was told otherwise. */
const bookmarkPeriod = 15_000;
const faultCheckPeriod = 500;

type Send = (type: string, object: object) => void;

function readSelector(call: ResourceCall): Selector {
  const { namespace, name, query } = call;
  const byLabel = parseLabelSelector(query.get('labelSelector') ?? '');
  const byField = parseFieldSelector(query.get('fieldSelector') ?? '');
  return object =>
    (!namespace || object.metadata.namespace === namespace) &&
    (!name || object.metadata.name === name) &&
    byLabel(object) &&
    byField(object);
}

/** What a watcher with this selector is told about a change, or undefined when it is none of its business. */
function visibleChange(
  event: StoreEvent,
  selects: Selector,
): StoreEvent['type'] | undefined {
  const before = event.previous !== undefined && selects(event.previous);
  const after = event.type !== 'DELETED' && selects(event.object);
  if (before && after) return 'MODIFIED';
  if (after) return 'ADDED';
  return before ? 'DELETED' : undefined;
}

function bookmark(
  call: ResourceCall,
  options: { version: number; initial?: boolean },
): object {
  return {
    kind: call.type.kind,
    apiVersion: apiVersionOf(call.type),
    metadata: {
      resourceVersion: String(options.version),
      creationTimestamp: null,
      ...(options.initial && {
        annotations: { 'k8s.io/initial-events-end': 'true' },
      }),
    },
  };
}

function readVersion(query: URLSearchParams): number | undefined {
  const asked = query.get('resourceVersion') ?? '';
  if (asked === '' || asked === '0') return undefined;
  const version = Number(asked);
  if (!Number.isInteger(version)) {
    throw badRequest(`Invalid value: "${asked}": resourceVersion`);
  }
  return version;
}

/** Sends what is there and what was missed, then follows the store. */
function follow(
  call: ResourceCall,
  context: CallContext,
  send: Send,
): () => void {
  const { store, clock, form } = context;
  const { type, query } = call;
  const selects = readSelector(call);
  const represent = (object: KubernetesObject) =>
    representObject(convertTo(object, type), {
      type,
      form,
      now: clock.now(),
      query,
    });
  const initialEvents = query.get('sendInitialEvents') === 'true';
  const asked = readVersion(query);
  const now = store.currentVersion;
  const fromNow = initialEvents || asked === undefined;
  if (fromNow && query.get('sendInitialEvents') !== 'false') {
    for (const object of store.list(type).filter(selects)) {
      send('ADDED', represent(object));
    }
  }
  if (initialEvents) {
    send('BOOKMARK', bookmark(call, { version: now, initial: true }));
  }
  if (context.fault().kind === 'gone') {
    throw new GoneError(`too old resource version: ${asked ?? 0} (${now})`);
  }
  return store.subscribe(type, fromNow ? now : asked, event => {
    const change = visibleChange(event, selects);
    if (change === undefined) return;
    // A departure shows the object as the watcher knew it, under the version of the change.
    const shown =
      change === 'DELETED' && event.previous
        ? {
            ...event.previous,
            metadata: {
              ...event.previous.metadata,
              resourceVersion: String(event.version),
            },
          }
        : event.object;
    send(change, represent(shown));
  });
}

function breaks(context: CallContext): boolean {
  return context.fault().kind !== 'none' && context.fault().kind !== 'empty';
}

/** Answers a watch. */
export async function watchObjects(
  call: ResourceCall,
  context: CallContext,
): Promise<Response> {
  const { request, store } = context;
  const { query } = call;
  // Selectors and versions that cannot be read are refused before anything is sent.
  readSelector(call);
  readVersion(query);
  const timeout =
    Number(query.get('timeoutSeconds') ?? '0') * 1000 || 1_800_000;
  const encoder = new TextEncoder();
  const ends: (() => void)[] = [];
  const finish = () => {
    for (const end of ends.splice(0)) end();
  };
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send: Send = (type, object) =>
        controller.enqueue(
          encoder.encode(`${JSON.stringify({ type, object })}\n`),
        );
      const close = () => {
        finish();
        controller.close();
      };
      const mark = () =>
        send('BOOKMARK', bookmark(call, { version: store.currentVersion }));
      try {
        ends.push(follow(call, context, send));
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        send('ERROR', error.toStatus());
        controller.close();
        return;
      }
      const timers = [
        setTimeout(() => {
          if (query.get('allowWatchBookmarks') === 'true') mark();
          close();
        }, timeout),
        setInterval(() => {
          if (breaks(context)) close();
        }, faultCheckPeriod),
      ];
      if (query.get('allowWatchBookmarks') === 'true') {
        timers.push(setInterval(mark, context.bookmarkMs ?? bookmarkPeriod));
      }
      ends.push(() => timers.forEach(timer => clearTimeout(timer)));
      request.signal.addEventListener('abort', close, { once: true });
      ends.push(() => request.signal.removeEventListener('abort', close));
    },
    cancel: finish,
  });
  return new Response(stream, {
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-cache, private',
    },
  });
}
