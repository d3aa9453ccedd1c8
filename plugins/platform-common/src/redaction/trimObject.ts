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
import { isMark, kindOfName, markAt } from './mark';
import { isSecretName, scrubAt } from './scrub';

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

function trimAnnotations(
  annotations: unknown,
): Record<string, string> | undefined {
  if (typeof annotations !== 'object' || annotations === null) return undefined;
  const within: Place = {
    within: { name: 'metadata' },
    name: 'annotations',
  };
  return Object.fromEntries(
    Object.entries(annotations)
      .filter(([name]) => name !== LAST_APPLIED)
      .map(([name, value]) => [
        name,
        String(trimEntry({ within, name }, String(value))),
      ]),
  );
}

function trimData(data: JsonObject): JsonObject {
  const within: Place = { name: 'data' };
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      trimEntry(
        { within, name },
        typeof value === 'string' ? value.slice(0, MAX_VALUE) : value,
      ) ?? null,
    ]),
  );
}

/** Nothing, or only references to other variables: `$(DB_PASSWORD)`. There is no secret to hide in it. */
const HOLDS_NOTHING = /^(?:\$\([A-Za-z_][\w.-]*\))*$/;

/** Names of environment variables and the like sit beside their value: `{ name, value }`. */
function isNamedSecret(value: JsonObject): boolean {
  return (
    typeof value.name === 'string' &&
    typeof value.value === 'string' &&
    !HOLDS_NOTHING.test(value.value) &&
    !isMark(value.value) &&
    isSecretName(value.name)
  );
}

/** A flag whose value is the next argument: `--password`. */
const SECRET_FLAG = /^--?[\w.-]+$/;

/** Arguments of a command, where a credential may stand behind its flag. */
function trimList(values: readonly JsonValue[], within?: Place): JsonValue[] {
  return values.map((value, at) => {
    const flag = values[at - 1];
    const place = { within, name: at };
    const follows =
      typeof flag === 'string' &&
      typeof value === 'string' &&
      SECRET_FLAG.test(flag) &&
      isSecretName(flag) &&
      !value.startsWith('-') &&
      !HOLDS_NOTHING.test(value);
    return follows
      ? markAt(pathOf(place), kindOfName(flag))
      : trimValue(value, place) ?? null;
  });
}

/** What stands under a name; a text or number under the name of a credential goes, a reference to one stays. */
function trimEntry(
  place: Place & { name: string },
  value: JsonValue | undefined,
): JsonValue | undefined {
  const isPlain =
    typeof value === 'number' ||
    (typeof value === 'string' && !HOLDS_NOTHING.test(value) && !isMark(value));
  return isPlain && isSecretName(place.name)
    ? markAt(pathOf(place), kindOfName(place.name))
    : trimValue(value, place);
}

function trimValue(
  value: JsonValue | undefined,
  within?: Place,
): JsonValue | undefined {
  // A container may write anything into its last words; the character 0 is what no PostgreSQL text can hold.
  if (typeof value === 'string') {
    return scrubAt(value.replaceAll('\0', ''), () =>
      within ? pathOf(within) : '',
    );
  }
  if (Array.isArray(value)) return trimList(value, within);
  if (typeof value !== 'object' || value === null) return value;
  const named = isNamedSecret(value) ? String(value.name) : undefined;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const place = { within, name };
      const clean =
        named && name === 'value'
          ? markAt(pathOf(place), kindOfName(named))
          : trimEntry(place, inner) ?? null;
      return [name, clean];
    }),
  );
}

function hideValues(data: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.keys(data).map(key => [key, markAt(`data.${key}`, 'secret-value')]),
  );
}

/**
 * The parts of the metadata that others walk through, in the shape that the API promises. One object that breaks
 * the promise must not keep all others from being judged.
 */
function trimLinks({ labels, ownerReferences }: JsonObject): JsonObject {
  const owners = Array.isArray(ownerReferences)
    ? ownerReferences.filter(
        owner =>
          typeof (owner as JsonObject | null)?.kind === 'string' &&
          typeof (owner as JsonObject).name === 'string',
      )
    : [];
  const texts = Object.entries((labels as JsonObject | null) ?? {}).filter(
    ([, value]) => typeof value === 'string',
  );
  return {
    ...(texts.length > 0 ? { labels: Object.fromEntries(texts) } : {}),
    ...(owners.length > 0 ? { ownerReferences: owners } : {}),
  };
}

/**
 * An object as the inventory may hold it. `kind` and `apiVersion` are filled in, because the items of a
 * list carry neither.
 *
 * @throws TypeError when it has no name: then it is no Kubernetes object.
 */
export function trimObject(
  raw: unknown,
  kind: { kind: string; apiVersion: string },
): KubernetesObject {
  const { metadata, data, stringData, binaryData, ...rest } = raw as JsonObject;
  const meta = metadata as JsonObject | undefined;
  if (typeof meta?.name !== 'string') {
    throw new TypeError(`An object of kind ${kind.kind} has no name.`);
  }
  const {
    managedFields,
    annotations,
    selfLink,
    labels,
    ownerReferences,
    ...keptMeta
  } = meta;
  const keptAnnotations = trimAnnotations(annotations);
  const object = {
    ...(trimValue(rest) as JsonObject),
    apiVersion: kind.apiVersion,
    kind: kind.kind,
    metadata: {
      ...keptMeta,
      ...trimLinks({ labels, ownerReferences }),
      ...(keptAnnotations ? { annotations: keptAnnotations } : {}),
    },
  } as KubernetesObject;
  if (kind.kind === 'Secret') {
    object.data = hideValues({ ...asObject(data), ...asObject(stringData) });
  } else if (data !== undefined && data !== null) {
    object.data = trimData(data as JsonObject);
  }
  return object;
}
