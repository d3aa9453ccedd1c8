/** Reading what a client sends: JSON, YAML, and the few protobuf messages that kubectl insists on. */
import { parse } from 'yaml';
import { badRequest, unsupportedMediaType } from '../errors';
import { isRecord } from '../identifiers';
import { decodeProtobuf } from '../protobuf/decodeProtobuf';
import { apiVersionOf } from '../resourceTypes';
import type {
  JsonObject,
  JsonValue,
  KubernetesObject,
  ResourceType,
} from '../types';

/** The media type of a body without parameters; JSON when the client does not say. */
export function mediaTypeOf(request: Request): string {
  const header = request.headers.get('content-type') ?? '';
  const [mediaType] = header.split(';');
  return mediaType.trim() || 'application/json';
}

/**
 * The parsed body, or undefined when it is empty.
 *
 * @throws ApiError 400 when it cannot be parsed
 */
export async function readBody(
  request: Request,
): Promise<JsonValue | undefined> {
  const text = await request.text();
  if (text.trim() === '') return undefined;
  try {
    const yaml = mediaTypeOf(request).includes('yaml');
    return yaml ? parse(text) : JSON.parse(text);
  } catch (cause) {
    throw badRequest(
      `error decoding the body: ${
        cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
      }`,
    );
  }
}

const objectTypes = ['application/json', 'application/yaml'];

/**
 * The object in a body. A built-in object may leave kind and apiVersion out: the path says them.
 *
 * @throws ApiError 415 for a format that cannot be read, 400 when the body holds no object
 */
export async function readObject(
  request: Request,
  type?: ResourceType,
): Promise<KubernetesObject> {
  if (mediaTypeOf(request) === 'application/vnd.kubernetes.protobuf') {
    return decodeProtobuf(Buffer.from(await request.arrayBuffer()));
  }
  if (!objectTypes.includes(mediaTypeOf(request))) {
    throw unsupportedMediaType(objectTypes);
  }
  const body = await readBody(request);
  const fallback =
    type && !type.custom
      ? { kind: type.kind, apiVersion: apiVersionOf(type) }
      : {};
  const object: JsonObject = { ...fallback, ...(isRecord(body) ? body : {}) };
  const { apiVersion, kind, metadata, ...rest } = object;
  if (
    !isRecord(body) ||
    typeof apiVersion !== 'string' ||
    typeof kind !== 'string'
  ) {
    throw badRequest(
      "Object 'Kind' is missing: the body must be an object with apiVersion and kind",
    );
  }
  const given = isRecord(metadata) ? metadata : {};
  const name = typeof given.name === 'string' ? given.name : '';
  return { ...rest, apiVersion, kind, metadata: { ...given, name } };
}
