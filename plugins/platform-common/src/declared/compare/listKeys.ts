/** Lists that are maps in truth: an API server merges them by a key, and their order says nothing. */
import { asObjects, JsonObject, JsonValue } from '../../kubernetes';

/** Keys by the name of the field; the first that every item has is taken. */
const KEYS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  ports: [
    ['containerPort', 'protocol'],
    ['port', 'protocol'],
    ['name'],
    ['port'],
  ],
  volumeMounts: [['mountPath']],
  volumeDevices: [['devicePath']],
  hostAliases: [['ip']],
  topologySpreadConstraints: [['topologyKey', 'whenUnsatisfiable']],
  endpoints: [['port', 'path'], ['port']],
  metrics: [['type']],
};

/** What an API server fills in when a part of a key is not given. */
const DEFAULTS: Readonly<Record<string, string>> = { protocol: 'TCP' };

function keyOf(item: JsonObject, parts: readonly string[]): string | undefined {
  const values = parts.map(part => item[part] ?? DEFAULTS[part]);
  return values.every(
    value => typeof value === 'string' || typeof value === 'number',
  )
    ? values.join('/')
    : undefined;
}

function byKey(
  items: readonly JsonObject[],
  parts: readonly string[],
): Map<string, JsonObject> | undefined {
  const found = new Map<string, JsonObject>();
  for (const item of items) {
    const key = keyOf(item, parts);
    if (key === undefined || found.has(key)) return undefined;
    found.set(key, item);
  }
  return found;
}

/** Both lists by a key that names each of their items, or `undefined` when there is none. */
export function asListMaps(
  field: string,
  declared: readonly JsonValue[],
  observed: readonly JsonValue[],
):
  | { declared: Map<string, JsonObject>; observed: Map<string, JsonObject> }
  | undefined {
  const [ours, theirs] = [asObjects([...declared]), asObjects([...observed])];
  if (ours.length !== declared.length || theirs.length !== observed.length)
    return undefined;
  const keys = Object.hasOwn(KEYS, field) ? KEYS[field] : [['name']];
  for (const parts of keys) {
    const left = byKey(ours, parts);
    const right = byKey(theirs, parts);
    if (left && right) return { declared: left, observed: right };
  }
  return undefined;
}
