/** get and list, with pages that show one consistent version. */
import { badRequest, GoneError, notFound } from '../errors';
import { objectKey } from '../ObjectTable';
import type { KubernetesObject } from '../types';
import type { CallContext } from './context';
import { nameOf } from './context';
import { convertTo } from './convert';
import type { ResourceCall } from './parseRequest';
import { json, representList, representObject } from './represent';

interface Position {
  version: number;
  after: string;
}

/** The opaque token that continues a list; it names the version that the first page had. */
function writeToken(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function readToken(token: string): Position {
  try {
    const { version, after } = JSON.parse(
      Buffer.from(token, 'base64url').toString(),
    );
    if (typeof version === 'number' && typeof after === 'string') {
      return { version, after };
    }
  } catch {
    // Falls through to the same answer as for a token that says nothing.
  }
  throw badRequest('continue key is not valid');
}

function readLimit(query: URLSearchParams): number {
  const limit = Number(query.get('limit') ?? '0');
  if (!Number.isInteger(limit) || limit < 0) {
    throw badRequest('limit must be a number that is not negative');
  }
  return limit === 0 ? Number.POSITIVE_INFINITY : limit;
}

/**
 * The version that a list is asked to show exactly, or undefined for the newest.
 *
 * @throws ApiError 400 for a version that is not a number
 */
function exactVersion(query: URLSearchParams): number | undefined {
  const asked = query.get('resourceVersion') ?? '';
  if (query.get('resourceVersionMatch') !== 'Exact' || asked === '') {
    return undefined;
  }
  const version = Number(asked);
  if (!Number.isInteger(version)) {
    throw badRequest(`resourceVersion: Invalid value: "${asked}"`);
  }
  return version;
}

function indexAfter(
  objects: readonly KubernetesObject[],
  after: string | undefined,
): number {
  if (after === undefined) return 0;
  const index = objects.findIndex(object => objectKey(object.metadata) > after);
  return index < 0 ? objects.length : index;
}

/** Answers a list. */
export async function listObjects(
  call: ResourceCall,
  context: CallContext,
): Promise<Response> {
  const { store, clock, form } = context;
  const { type, namespace, query } = call;
  const limit = readLimit(query);
  const token = query.get('continue');
  const fault = context.fault();
  if (fault.kind === 'gone' && token) {
    throw new GoneError(
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
    );
  }
  const position = token ? readToken(token) : undefined;
  const version = position?.version ?? exactVersion(query);
  const found =
    fault.kind === 'empty'
      ? []
      : store.list(type, {
          namespace,
          labelSelector: query.get('labelSelector') ?? undefined,
          fieldSelector: query.get('fieldSelector') ?? undefined,
          atVersion: version,
        });
  const start = indexAfter(found, position?.after);
  const page = found.slice(start, start + limit);
  const remaining = found.length - start - page.length;
  const shown = version ?? store.currentVersion;
  const metadata = {
    resourceVersion: String(shown),
    ...(remaining > 0 && {
      continue: writeToken({
        version: shown,
        after: objectKey(page[page.length - 1].metadata),
      }),
      // With a selector the server cannot know what remains.
      ...(!query.get('labelSelector') &&
        !query.get('fieldSelector') && { remainingItemCount: remaining }),
    }),
  };
  return json(
    representList(
      page.map(object => convertTo(object, type)),
      { type, form, now: clock.now(), query, metadata },
    ),
  );
}

/** Answers a get. */
export async function getObject(
  call: ResourceCall,
  context: CallContext,
): Promise<Response> {
  const { store, clock, form } = context;
  const { type, query } = call;
  const object = store.get(type, nameOf(call));
  if (!object) throw notFound(type, call.name ?? '');
  return json(
    representObject(convertTo(object, type), {
      type,
      form,
      now: clock.now(),
      query,
    }),
  );
}
