import { setImmediate } from 'node:timers/promises';
import {
  asObject,
  JsonObject,
  KubernetesObject,
  trimObject,
} from '@254carbon/backstage-plugin-platform-common';
import { ClusterConnection } from '../door/types';
import { Clock } from '../inventory/clock';
import { getJson } from './getJson';
import { ReadError, toReadError } from './ReadError';
import { collectionPath, ServedKind } from './types';

/**
 * Objects of one page, as many as Kubernetes' own clients ask for. Smaller pages are more waiting, larger ones keep an
 * API server and this process busy with one thing for too long.
 */
const PAGE = 500;

/** A page of a list. */
interface Page {
  metadata: { resourceVersion: string; continue?: string };
  /** Each is looked at when it is trimmed. */
  items: unknown[] | null;
}

function isPage(value: object): value is Page {
  const { kind, metadata, items } = value as JsonObject;
  const { resourceVersion, continue: token } = asObject(metadata);
  return (
    typeof kind === 'string' &&
    kind.endsWith('List') &&
    typeof resourceVersion === 'string' &&
    (token === undefined || typeof token === 'string') &&
    (items === null || Array.isArray(items))
  );
}

/** Every object of a kind, and the point in time that a watch may start from. */
export interface KindList {
  objects: KubernetesObject[];
  resourceVersion: string;
}

/** A page on its way. */
interface Coming {
  page: Promise<Page>;
  /** What the page after it is asked for with: as soon as that is known, at the latest with the page. Never fails. */
  token: Promise<string | undefined>;
}

/** How API servers begin a page: what goes on after it stands before its objects. */
const BEGINNING =
  /^\{"kind":"\w+","apiVersion":"[^"]*","metadata":(\{[^{}]*\})/;
/** A beginning is no longer than this. */
const BEGINNING_BYTES = 4_096;

/** What a page is continued with, by its first bytes; `undefined` when they do not say. */
function readToken(piece: Uint8Array): string | undefined {
  const text = Buffer.from(piece.subarray(0, BEGINNING_BYTES)).toString('utf8');
  const [, metadata] = BEGINNING.exec(text) ?? [];
  if (metadata === undefined) return undefined;
  try {
    const { continue: token } = JSON.parse(metadata);
    return typeof token === 'string' ? token : undefined;
  } catch {
    return undefined;
  }
}

async function readPage(
  options: ListOptions,
  query: { limit?: number; token?: string },
  onBeginning: (piece: Uint8Array) => void,
): Promise<Page> {
  const { connection, kind, signal, clock } = options;
  const context = { cluster: connection.name, kind, verb: 'list' as const };
  const words = new URLSearchParams();
  if (query.limit) words.set('limit', String(query.limit));
  if (query.token) words.set('continue', query.token);
  const path = `${collectionPath(kind)}?${words}`;
  const question = { connection, path, context, signal, clock, onBeginning };
  const value = await getJson(question);
  if (!isPage(value)) {
    throw toReadError(new SyntaxError('not a page of a list'), context);
  }
  if (query.token && value.metadata.continue === query.token) {
    const error = 'the list gives the same page again and again';
    throw toReadError(new SyntaxError(error), context);
  }
  return value;
}

function askPage(
  options: ListOptions,
  query: { limit?: number; token?: string },
): Coming {
  let tell: (token: string | undefined) => void;
  const token = new Promise<string | undefined>(resolve => {
    tell = resolve;
  });
  const page = readPage(options, query, piece => {
    const early = readToken(piece);
    if (early) tell(early);
  });
  page.then(
    ({ metadata }) => tell(metadata.continue),
    () => tell(undefined),
  );
  return { page, token };
}

async function readPages(
  options: ListOptions,
  limit: number | undefined,
): Promise<KindList> {
  const { connection, kind } = options;
  const context = { cluster: connection.name, kind, verb: 'list' as const };
  const objects: KubernetesObject[] = [];
  let coming = askPage(options, { limit });
  for (;;) {
    // The next question leaves while this answer is still on its way: the API server prepares one while the other is read.
    const token = await coming.token;
    const next = token ? askPage(options, { limit, token }) : undefined;
    const page = await coming.page;
    if (next) await setImmediate();
    try {
      for (const item of page.items ?? [])
        objects.push(trimObject(item, kind, true));
    } catch (error) {
      throw toReadError(error, context);
    }
    if (!next) {
      return { objects, resourceVersion: page.metadata.resourceVersion };
    }
    coming = next;
  }
}

/** Reads all pages; nothing is asked any more when one of them fails. */
async function listPages(
  options: ListOptions,
  limit: number | undefined,
): Promise<KindList> {
  const ending = new AbortController();
  const signals = options.signal ? [options.signal] : [];
  const signal = AbortSignal.any([...signals, ending.signal]);
  try {
    return await readPages({ ...options, signal }, limit);
  } finally {
    ending.abort();
  }
}

/** What a list needs. */
export interface ListOptions {
  connection: ClusterConnection;
  kind: ServedKind;
  signal?: AbortSignal;
  clock?: Clock;
}

/**
 * Lists a kind page by page, trimming each page on arrival; at most two pages are held or under way. When the API server forgets the place between
 * two pages (a list that takes longer than its history), the list begins anew, and then is read in one piece.
 *
 * @throws ReadError when any page fails; half a list is no list.
 */
export async function listKind(options: ListOptions): Promise<KindList> {
  for (const limit of [PAGE, PAGE]) {
    try {
      return await listPages(options, limit);
    } catch (error) {
      if (!(error instanceof ReadError && error.reason === 'expired')) {
        throw error;
      }
    }
  }
  return listPages(options, undefined);
}
