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

const PAGE = 250;

const ListSchema = z.object({
  kind: z.string().endsWith('List'),
  metadata: z.object({
    resourceVersion: z.string(),
    continue: z.string().optional(),
  }),
  items: z.array(z.unknown()).nullable(),
});

/** Every object of a kind, and the point in time that a watch may start from. */
export interface KindList {
  objects: KubernetesObject[];
  resourceVersion: string;
}

async function listPages(
  options: ListOptions,
  limit: number | undefined,
): Promise<KindList> {
  const { connection, kind, signal, clock } = options;
  const context = { cluster: connection.name, kind, verb: 'list' as const };
  const objects: KubernetesObject[] = [];
  let token: string | undefined;
  for (;;) {
    const query = new URLSearchParams();
    if (limit) query.set('limit', String(limit));
    if (token) query.set('continue', token);
    const value = await getJson({
      connection,
      path: `${collectionPath(kind)}?${query}`,
      context,
      signal,
      clock,
    });
    try {
      const page = ListSchema.parse(value);
      for (const item of page.items ?? []) objects.push(trimObject(item, kind));
      if (token && page.metadata.continue === token) {
        throw new SyntaxError('the list gives the same page again and again');
      }
      token = page.metadata.continue;
      if (!token) {
        return { objects, resourceVersion: page.metadata.resourceVersion };
      }
    } catch (error) {
      throw toReadError(error, context);
    }
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
