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
import { isField, onlyOwners, onlyTexts, without } from './keepShape';
import { markAt } from './mark';
import { namesAnother } from './namesAnother';
import { isHeldElsewhere } from './scrub';
import { trimEntries, trimEntry, Walk } from './trimValue';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** A value longer than this is cut: nobody judges by the tail of a dashboard in a ConfigMap. */
const MAX_VALUE = 64 * 1024;

/** The annotations; they themselves when nothing of them has to go. */
function trimAnnotations(
  annotations: JsonValue | undefined,
): JsonObject | undefined {
  if (typeof annotations !== 'object' || annotations === null) return undefined;
  const walk: Walk = { steps: ['metadata', 'annotations'], isOwned: false };
  const kept: JsonObject = {};
  const given = annotations as JsonObject;
  let isSame = !Array.isArray(annotations);
  for (const name of Object.keys(given)) {
    if (name !== LAST_APPLIED && isField(name)) {
      const text = String(given[name]);
      kept[name] = namesAnother(name, text)
        ? text
        : trimEntry(text, walk, 2, name);
    }
    isSame &&= kept[name] === given[name];
  }
  return isSame ? given : kept;
}

function trimData(data: JsonObject): JsonObject {
  const walk: Walk = { steps: ['data'], isOwned: false };
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      const short =
        typeof value === 'string' ? value.slice(0, MAX_VALUE) : value;
      return [name, trimEntry(short ?? null, walk, 1, name)];
    }),
  );
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
 * the promise must not keep all others from being judged. It is shared when nothing of it has to go.
 */
function trimMeta(meta: JsonObject & { name: string }): JsonObject {
  const { managedFields, selfLink } = meta;
  const labels = onlyTexts(meta.labels);
  const ownerReferences = onlyOwners(meta.ownerReferences);
  const annotations = trimAnnotations(meta.annotations);
  if (
    managedFields === undefined &&
    selfLink === undefined &&
    labels === meta.labels &&
    ownerReferences === meta.ownerReferences &&
    annotations === meta.annotations &&
    !Object.hasOwn(meta, '__proto__')
  )
    return meta;
  const kept = without(meta, OWN_META);
  if (labels) kept.labels = labels;
  if (ownerReferences) kept.ownerReferences = ownerReferences;
  if (annotations) kept.annotations = annotations;
  return kept;
}

/** Fields of an object that are looked at by themselves. */
const OWN_FIELDS = new Set(['metadata', 'data', 'stringData', 'binaryData']);

function hasName(
  meta: JsonObject | undefined,
): meta is JsonObject & { name: string } {
  return typeof meta?.name === 'string';
}

/**
 * An object as the inventory may hold it. `kind` and `apiVersion` are filled in, because the items of a
 * list carry neither. What nothing had to be taken from is shared with `raw`, which must not be changed afterwards.
 *
 * @param isOwned - That nobody else has `raw` or a part of it, and no part of it stands in two places: then it is used up, which saves most copies.
 * @throws TypeError when it has no name: then it is no Kubernetes object.
 */
export function trimObject(
  raw: unknown,
  kind: { kind: string; apiVersion: string },
  isOwned = false,
): KubernetesObject {
  const given = raw as JsonObject;
  const { metadata, data, stringData, binaryData } = given;
  const meta = metadata as JsonObject | undefined;
  if (!hasName(meta)) {
    throw new TypeError(`An object of kind ${kind.kind} has no name.`);
  }
  const rest = without(given, OWN_FIELDS);
  const object = trimEntries(rest, { steps: [], isOwned }, 0);
  object.apiVersion = kind.apiVersion;
  object.kind = kind.kind;
  object.metadata = trimMeta(meta);
  if (kind.kind === 'Secret') {
    object.data = hideValues({ ...asObject(data), ...asObject(stringData) });
  } else if (data !== undefined && data !== null) {
    object.data = trimData(data as JsonObject);
  }
  // Which keys there are is asked; what they hold is nobody's to read.
  const binary = Object.keys(asObject(binaryData)).filter(isField);
  if (binary.length > 0)
    object.binaryData = Object.fromEntries(binary.map(key => [key, '']));
  return object as JsonObject & KubernetesObject;
}
