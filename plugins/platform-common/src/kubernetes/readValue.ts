import { JsonObject, JsonValue, KubernetesObject, ObjectMeta } from './objects';

type Readable = JsonValue | ObjectMeta | undefined;

/** What is read where nothing is; asked for far more often than something. */
const NOTHING: JsonObject = Object.freeze({});
const NONE: readonly JsonObject[] = [];

/** The value as a JSON object, or an empty one when it is something else. */
export function asObject(value: Readable): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : NOTHING;
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as a list of JSON objects; what is not an object is left out. */
export function asObjects(value: Readable): readonly JsonObject[] {
  if (!Array.isArray(value)) return NONE;
  return value.every(isObject) ? value : value.filter(isObject);
}

/** The value as text, or `undefined` when it is none. */
export function asText(value: Readable): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value as a number, or `undefined` when it is none. */
export function asNumber(value: Readable): number | undefined {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : undefined;
}

/** The texts of a list; what is not text is left out. */
export function asTexts(value: Readable): string[] {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : [];
}

function isTextMap(map: JsonObject): map is Record<string, string> {
  for (const name in map) if (typeof map[name] !== 'string') return false;
  return true;
}

/** The value as a map of texts (labels, annotations); what is not text is left out. It must not be changed. */
export function asTextMap(value: Readable): Record<string, string> {
  const map = asObject(value);
  if (isTextMap(map)) return map;
  const entries = Object.entries(map).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(entries);
}

/** A label of an object, or `undefined`. */
export function labelOf(
  object: KubernetesObject,
  name: string,
): string | undefined {
  return object.metadata.labels?.[name];
}

/** An annotation of an object, trimmed, or `undefined` when it is missing or blank. */
export function annotationOf(
  object: KubernetesObject,
  name: string,
): string | undefined {
  return saidBy(object.metadata.annotations?.[name]);
}

/** What an annotation says: its text, trimmed, or `undefined` when it is missing or blank. */
export function saidBy(annotation: string | undefined): string | undefined {
  return annotation?.trim() || undefined;
}

/** Milliseconds since the epoch of an ISO 8601 text, or `undefined` when it is not one. */
export function asTime(value: Readable): number | undefined {
  if (typeof value !== 'string') return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}
