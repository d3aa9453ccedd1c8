import { setImmediate } from 'node:timers/promises';
import {
  KubernetesObject,
  trimObject,
} from '@254carbon/backstage-plugin-platform-common';
import { z } from 'zod';
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

const PageSchema = z.object({
  kind: z.string().endsWith('List'),
  metadata: z.object({
    resourceVersion: z.string(),
    continue: z.string().optional(),
  }),
  // Each item is looked at when it is trimmed; a schema would only count them.
  items: z.custom<unknown[] | null>(
    items => items === null || Array.isArray(items),
  ),
});

type Page = z.infer<typeof PageSchema>;

/** Every object of a kind, and the point in time that a watch may start from. */
export interface KindList {
  objects: KubernetesObject[];
  resourceVersion: string;
}

async function readPage(
  options: ListOptions,
  query: { limit?: number; token?: string },
): Promise<Page> {
  const { connection, kind, signal, clock } = options;
  const context = { cluster: connection.name, kind, verb: 'list' as const };
  const words = new URLSearchParams();
  if (query.limit) words.set('limit', String(query.limit));
  if (query.token) words.set('continue', query.token);
  const path = `${collectionPath(kind)}?${words}`;
  const value = await getJson({ connection, path, context, signal, clock });
  try {
    const page = PageSchema.parse(value);
    if (query.token && page.metadata.continue === query.token) {
      throw new SyntaxError('the list gives the same page again and again');
    }
    return page;
  } catch (error) {
    throw toReadError(error, context);
  }
}

/** Asks for what comes after a page, if anything does; whoever awaits it is told when that fails. */
function readNext(
  options: ListOptions,
  { metadata }: Page,
  limit: number | undefined,
): Promise<Page> | undefined {
  const token = metadata.continue;
  if (!token) return undefined;
  const next = readPage(options, { limit, token });
  next.catch(() => undefined);
  return next;
}

async function listPages(
  options: ListOptions,
  limit: number | undefined,
): Promise<KindList> {
  const { connection, kind } = options;
  const context = { cluster: connection.name, kind, verb: 'list' as const };
  const objects: KubernetesObject[] = [];
  let page = await readPage(options, { limit });
  for (;;) {
    const next = readNext(options, page, limit);
    // The question leaves first: the API server prepares the next page while this one is trimmed.
    if (next) await setImmediate();
    try {
      for (const item of page.items ?? []) objects.push(trimObject(item, kind));
    } catch (error) {
      throw toReadError(error, context);
    }
    if (!next) {
      return { objects, resourceVersion: page.metadata.resourceVersion };
    }
    page = await next;
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
 * Lists a kind page by page, trimming each page on arrival. When the API server forgets the place between
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
