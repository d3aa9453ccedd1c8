/**
 * What does not come in cannot leak and takes no memory. Everything that arrives from a cluster passes
 * here before anybody else sees it, and so does everything read from a manifest: bookkeeping fields go, values of Secrets go (their key names stay,
 * they say what exists), and text that looks like a credential is replaced, wherever it stands.
 */
import {
  asObject,
  JsonObject,
  JsonValue,
  KubernetesObject,
} from '../kubernetes';
import { isCredential, isOfFlag, secretNameBeside } from './isCredential';
import { isField, onlyOwners, onlyTexts, without } from './keepShape';
import { kindOfName, markAt } from './mark';
import { namesAnother } from './namesAnother';
import { isClean, isHeldElsewhere, isSecretName, scrubAt } from './scrub';

/** Where a value stands: the place of what holds it, and its own name or number there. */
interface Place {
  within?: Place;
  name: string | number;
}

/** `spec.containers[0].env[2].value`. */
function pathOf({ within, name }: Place): string {
  const own = typeof name === 'number' ? `[${name}]` : name;
  if (!within) return own;
  return `${pathOf(within)}${typeof name === 'number' ? '' : '.'}${own}`;
}

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** A value longer than this is cut: nobody judges by the tail of a dashboard in a ConfigMap. */
const MAX_VALUE = 64 * 1024;

const ANNOTATIONS: Place = {
  within: { name: 'metadata' },
  name: 'annotations',
};

function trimAnnotations(
  annotations: unknown,
): Record<string, string> | undefined {
  if (typeof annotations !== 'object' || annotations === null) return undefined;
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(annotations)) {
    if (name === LAST_APPLIED || !isField(name)) continue;
    const text = String(value);
    kept[name] = namesAnother(name, text)
      ? text
      : String(trimEntry(text, ANNOTATIONS, name));
  }
  return kept;
}

const DATA: Place = { name: 'data' };

function trimData(data: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      const short =
        typeof value === 'string' ? value.slice(0, MAX_VALUE) : value;
      return [name, trimEntry(short, DATA, name) ?? null];
    }),
  );
}

/** The list itself when nothing of it has to go, which is what most lists are; a copy otherwise. */
function trimList(values: JsonValue[], at: Place): JsonValue[] {
  let copy: JsonValue[] | undefined;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    const flag = values[index - 1];
    const clean = isOfFlag(flag, value)
      ? markAt(pathOf({ within: at, name: index }), kindOfName(String(flag)))
      : trimValue(value, at, index) ?? null;
    if (clean === value) continue;
    copy ??= [...values];
    copy[index] = clean;
  }
  return copy ?? values;
}

/** A field of an object; most are not called like a credential, and that is looked up once. */
function trimField(
  name: string,
  value: JsonValue | undefined,
  beside: JsonObject,
  at: Place | undefined,
): JsonValue | undefined {
  const isSecret = typeof value !== 'object' && isSecretName(name);
  if (!isSecret) return trimValue(value, at, name);
  return namesAnother(name, value, beside) ? value : trimEntry(value, at, name);
}

/** The object itself when nothing of it has to go; a copy otherwise. */
function trimEntries(values: JsonObject, at: Place | undefined): JsonObject {
  const secret = secretNameBeside(values);
  let copy: JsonObject | undefined;
  for (const name in values) {
    if (!Object.hasOwn(values, name)) continue;
    const value = values[name];
    const clean =
      secret !== undefined && name === 'value'
        ? markAt(pathOf({ within: at, name }), kindOfName(secret))
        : trimField(name, value, values, at) ?? null;
    if (clean === value) continue;
    copy ??= { ...values };
    copy[name] = clean;
  }
  return copy ?? values;
}

function trimEntry(
  value: JsonValue | undefined,
  within: Place | undefined,
  name: string,
): JsonValue | undefined {
  return isCredential(value, name)
    ? markAt(pathOf({ within, name }), kindOfName(name))
    : trimValue(value, within, name);
}

/** A container may write anything into its last words; the character 0 is what no PostgreSQL text can hold. */
function trimText(
  text: string,
  within: Place | undefined,
  name: string | number,
): string {
  return scrubAt(text.replaceAll('\0', ''), () => pathOf({ within, name }));
}

function trimValue(
  value: JsonValue | undefined,
  within: Place | undefined,
  name: string | number,
): JsonValue | undefined {
  if (typeof value === 'string')
    return isClean(value) ? value : trimText(value, within, name);
  if (typeof value !== 'object' || value === null) return value;
  const at = { within, name };
  return Array.isArray(value) ? trimList(value, at) : trimEntries(value, at);
}

function decode(text: string): string {
  try {
    return atob(text);
  } catch {
    return text;
  }
}

/** Whether a value of a Secret is none: empty, or a variable that is filled in when it is applied. */
function holdsNothing(value: JsonValue | undefined): value is string {
  if (typeof value !== 'string') return false;
  const text = decode(value).trim();
  return text === '' || isHeldElsewhere(value) || isHeldElsewhere(text);
}

/** The keys of a Secret; a value stays only where there is none. */
function hideValues(data: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      holdsNothing(value) ? value : markAt(`data.${key}`, 'secret-value'),
    ]),
  );
}

/** Fields of the metadata that go, or come in another shape. */
const OWN_META = new Set([
  'managedFields',
  'annotations',
  'selfLink',
  'labels',
  'ownerReferences',
]);

/**
 * The metadata, with the parts that others walk through in the shape that the API promises. One object that breaks
 * the promise must not keep all others from being judged.
 */
function trimMeta(meta: JsonObject): JsonObject {
  const { labels, ownerReferences } = meta;
  const kept = without(meta, OWN_META);
  const texts = onlyTexts(labels);
  if (texts) kept.labels = texts;
  const owners = onlyOwners(ownerReferences);
  if (owners.length > 0) kept.ownerReferences = owners;
  const annotations = trimAnnotations(meta.annotations);
  if (annotations) kept.annotations = annotations;
  return kept;
}

/** Fields of an object that are looked at by themselves. */
const OWN_FIELDS = new Set(['metadata', 'data', 'stringData', 'binaryData']);

/**
 * An object as the inventory may hold it. `kind` and `apiVersion` are filled in, because the items of a
 * list carry neither. What nothing had to be taken from is shared with `raw`, which must not be changed afterwards.
 *
 * @throws TypeError when it has no name: then it is no Kubernetes object.
 */
export function trimObject(
  raw: unknown,
  kind: { kind: string; apiVersion: string },
): KubernetesObject {
  const { metadata, data, stringData, binaryData } = raw as JsonObject;
  const meta = metadata as JsonObject | undefined;
  if (typeof meta?.name !== 'string') {
    throw new TypeError(`An object of kind ${kind.kind} has no name.`);
  }
  const { apiVersion } = kind;
  const rest = trimEntries(without(raw as JsonObject, OWN_FIELDS), undefined);
  const object: JsonObject & KubernetesObject = Object.assign(rest, {
    apiVersion,
    kind: kind.kind,
    metadata: { ...trimMeta(meta), name: meta.name },
  });
  if (kind.kind === 'Secret') {
    object.data = hideValues({ ...asObject(data), ...asObject(stringData) });
  } else if (data !== undefined && data !== null) {
    object.data = trimData(data as JsonObject);
  }
  // Which keys there are is asked; what they hold is nobody's to read.
  const binary = Object.keys(asObject(binaryData)).filter(isField);
  if (binary.length > 0)
    object.binaryData = Object.fromEntries(binary.map(key => [key, '']));
  return object;
}
