/**
 * The names of all objects of a kind. The API server is asked for metadata alone, and of that only names are kept: labels and
 * annotations go with the answer, because `last-applied-configuration` of a Secret holds the Secret. A server that sends whole
 * objects all the same is not believed.
 */
import { nameInKind } from '@254carbon/backstage-plugin-platform-common';
import { z } from 'zod';
import { readBody } from '../door/readBody';
import { ClusterConnection } from '../door/types';
import { messageOf } from '../kubernetes/getJson';
import {
  nameKind,
  ReadError,
  toReadError,
  toStatusError,
} from '../kubernetes/ReadError';
import { collectionPath, ServedKind } from '../kubernetes/types';
import { nameListGrant } from './nameKinds';

const METADATA_ONLY =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
const PAGE = 500;
const TIMEOUT_MS = 30_000;
/** No page of names is this large. */
const MAX_BYTES = 16 * 1024 * 1024;

const PageSchema = z.object({
  kind: z.literal('PartialObjectMetadataList'),
  metadata: z.object({ continue: z.string().optional() }),
  items: z
    .array(
      z.object({
        metadata: z.object({
          name: z.string(),
          namespace: z.string().optional(),
        }),
      }),
    )
    .nullable(),
});

type Page = z.infer<typeof PageSchema>;

/**
 * Asks for one page of metadata.
 *
 * @throws ReadError when there is none.
 */
export async function readNamesPage(
  connection: ClusterConnection,
  path: string,
  options: { kind: ServedKind; signal: AbortSignal },
): Promise<Page> {
  const { kind, signal } = options;
  const context = { cluster: connection.name, kind, verb: 'list' as const };
  try {
    const answer = await connection.request(path, {
      headers: { accept: METADATA_ONLY },
      timeoutMs: TIMEOUT_MS,
      signal,
    });
    const { text, truncated } = await readBody(answer.body, MAX_BYTES);
    if (answer.status === 403) throw forbidden(connection.name, kind);
    if (answer.status !== 200)
      throw toStatusError(answer.status, context, messageOf(text));
    if (truncated) throw new SyntaxError('the answer is too long');
    return PageSchema.parse(JSON.parse(text));
  } catch (error) {
    throw toReadError(error, context);
  }
}

function forbidden(cluster: string, kind: ServedKind): ReadError {
  return new ReadError(
    'forbidden',
    `Cluster ${cluster} forbids to list ${nameKind(
      kind,
    )}, so what is declared of it cannot be found; ${nameListGrant(kind)}.`,
  );
}

/**
 * Lists the names of a kind, in every namespace, as {@link nameInKind} writes them.
 *
 * @throws ReadError when any page fails; half a list is no list.
 */
export async function listNames(options: {
  connection: ClusterConnection;
  kind: ServedKind;
  signal: AbortSignal;
}): Promise<ReadonlySet<string>> {
  const { connection, kind } = options;
  const names = new Set<string>();
  let token: string | undefined;
  do {
    const query = new URLSearchParams({ limit: String(PAGE) });
    if (token) query.set('continue', token);
    const path = `${collectionPath(kind)}?${query}`;
    const page = await readNamesPage(connection, path, options);
    for (const { metadata } of page.items ?? [])
      names.add(nameInKind(metadata.namespace, metadata.name));
    const next = page.metadata.continue || undefined;
    if (next !== undefined && next === token) {
      throw new ReadError(
        'malformed',
        `Cluster ${connection.name} gives the same page of ${nameKind(
          kind,
        )} again and again; look for a proxy between that answers instead of it.`,
      );
    }
    token = next;
  } while (token);
  return names;
}
