/**
 * In which form an object or a list is answered: the `Accept` header asks for plain JSON, for metadata alone
 * (`PartialObjectMetadata`, what metadata informers use) or for a `Table` (what `kubectl get` shows).
 */
import { ApiError } from '../errors';
import { printTable } from '../printers/printTable';
import { apiVersionOf } from '../resourceTypes';
import type { JsonObject, KubernetesObject, ResourceType } from '../types';

/** The forms that the server knows. */
export type Form = 'object' | 'metadata' | 'table';

/** What goes around the items of a list. */
export interface ListMeta {
  resourceVersion: string;
  continue?: string;
  remainingItemCount?: number;
}

/** One alternative of an `Accept` header. */
export interface Accepted {
  mediaType: string;
  parameters: Map<string, string>;
}

/** The alternatives of an `Accept` header, in the client's order. */
export function parseAccept(header: string | null): Accepted[] {
  return (header ?? '*/*').split(',').map(alternative => {
    const [mediaType, ...parameters] = alternative
      .split(';')
      .map(part => part.trim());
    return {
      mediaType,
      parameters: new Map(
        parameters.map(parameter => {
          const [name, value = ''] = parameter.split('=');
          return [name, value];
        }),
      ),
    };
  });
}

const jsonTypes = new Set(['application/json', 'application/*', '*/*']);

/**
 * Chooses the form of the answer.
 *
 * @throws ApiError 406 when the client accepts nothing that the server speaks
 */
export function chooseForm(request: Request): Form {
  for (const { mediaType, parameters } of parseAccept(
    request.headers.get('accept'),
  )) {
    if (!jsonTypes.has(mediaType)) continue;
    const as = parameters.get('as');
    if (as === undefined) return 'object';
    if (parameters.get('v') !== 'v1') continue;
    if (as === 'Table') return 'table';
    if (as.startsWith('PartialObjectMetadata')) return 'metadata';
  }
  throw new ApiError({
    code: 406,
    reason: 'NotAcceptable',
    message:
      'only the following media types are accepted: application/json, application/json;as=Table, application/json;as=PartialObjectMetadata',
  });
}

function onlyMetadata(object: KubernetesObject): JsonObject {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: JSON.parse(JSON.stringify(object.metadata)),
  };
}

/** An object in the form asked for. */
export function representObject(
  object: KubernetesObject,
  options: {
    type: ResourceType;
    form: Form;
    now: number;
    query: URLSearchParams;
  },
): object {
  if (options.form === 'metadata') return onlyMetadata(object);
  if (options.form === 'object') return object;
  return printTable([object], {
    type: options.type,
    now: options.now,
    includeObject: options.query.get('includeObject') ?? 'Metadata',
    metadata: { resourceVersion: object.metadata.resourceVersion ?? '' },
  });
}

/** A list in the form asked for. */
export function representList(
  items: readonly KubernetesObject[],
  options: {
    type: ResourceType;
    form: Form;
    now: number;
    query: URLSearchParams;
    metadata: ListMeta;
  },
): object {
  const { type, form, metadata } = options;
  if (form === 'table') {
    return printTable(items, {
      type,
      now: options.now,
      includeObject: options.query.get('includeObject') ?? 'Metadata',
      metadata,
    });
  }
  if (form === 'metadata') {
    return {
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      metadata,
      items: items.map(onlyMetadata),
    };
  }
  return {
    kind: `${type.kind}List`,
    apiVersion: apiVersionOf(type),
    metadata,
    // The real server leaves kind and apiVersion out of the items of built-in lists.
    items: type.custom
      ? items
      : items.map(({ kind: _kind, apiVersion: _version, ...rest }) => rest),
  };
}

/** A JSON answer. */
export function json(body: object, status = 200): Response {
  return new Response(`${JSON.stringify(body)}\n`, {
    status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-cache, private',
    },
  });
}
