/**
 * What a pod needs besides its image: ConfigMaps, claims and accounts that it names, and the keys that it takes out of them. Secrets of a cluster
 * are never listed; manifests may hold them, without their values.
 */
import {
  asObject,
  asObjects,
  asText,
  InventoryObject,
  JsonObject,
  podTemplateOf,
} from '../../kubernetes';
import { Observation } from '../../model';
import { FactContext, nameOf, workloadResources, workloadsOf } from './context';
import { observeFact } from './readKinds';
import { once } from './once';

/** An object that a workload of the service refers to. */
export interface ReferenceFact {
  workload: string;
  kind: 'ConfigMap' | 'PersistentVolumeClaim' | 'Secret' | 'ServiceAccount';
  /** `ConfigMap data/settings`. */
  object: string;
  name: string;
  namespace: string;
  optional: boolean;
  /** Absent for Secrets, which nobody lists. */
  found?: boolean;
  /** Keys that are taken out of it and that it does not have; absent when it has all, or is not seen. */
  missingKeys?: readonly string[];
}

interface Named {
  kind: ReferenceFact['kind'];
  name: string;
  optional: boolean;
  /** Keys that have to be there. */
  keys: readonly string[];
}

function named(
  kind: Named['kind'],
  source: JsonObject,
  options: { key?: string; keys?: readonly string[] } = {},
): Named[] {
  const { key = 'name', keys = [] } = options;
  const name = asText(source[key]);
  const optional = source.optional === true;
  return name ? [{ kind, name, optional, keys: optional ? [] : keys }] : [];
}

/** Keys that a volume shows as files, where it does not show all. */
function itemsOf({ items }: JsonObject): string[] {
  return asObjects(items).flatMap(({ key }) => asText(key) ?? []);
}

function fromVolume(volume: JsonObject): Named[] {
  const projected = asObjects(asObject(volume.projected).sources);
  const of = (kind: Named['kind'], source: JsonObject, key?: string) =>
    named(kind, source, { keys: itemsOf(source), ...(key ? { key } : {}) });
  return [
    ...of('ConfigMap', asObject(volume.configMap)),
    ...of('Secret', asObject(volume.secret), 'secretName'),
    ...of(
      'PersistentVolumeClaim',
      asObject(volume.persistentVolumeClaim),
      'claimName',
    ),
    ...projected.flatMap(one => [
      ...of('ConfigMap', asObject(one.configMap)),
      ...of('Secret', asObject(one.secret)),
    ]),
  ];
}

function fromContainer(container: JsonObject): Named[] {
  const from = asObjects(container.envFrom).flatMap(one => [
    ...named('ConfigMap', asObject(one.configMapRef)),
    ...named('Secret', asObject(one.secretRef)),
  ]);
  const keyed = (kind: Named['kind'], source: JsonObject) => {
    const key = asText(source.key);
    return named(kind, source, key ? { keys: [key] } : {});
  };
  const env = asObjects(container.env).flatMap(({ valueFrom }) => [
    ...keyed('ConfigMap', asObject(asObject(valueFrom).configMapKeyRef)),
    ...keyed('Secret', asObject(asObject(valueFrom).secretKeyRef)),
  ]);
  return [...from, ...env];
}

function referencesOf({ object }: InventoryObject): Named[] {
  const { spec } = podTemplateOf(object);
  const containers = [
    ...asObjects(spec.containers),
    ...asObjects(spec.initContainers),
  ];
  return [
    ...asObjects(spec.volumes).flatMap(fromVolume),
    ...containers.flatMap(fromContainer),
  ];
}

/** The account of the pods, where accounts are written at all: many are made by what gives them their rights outside. */
function accountOf(
  { index }: FactContext,
  { cluster, object }: InventoryObject,
): Named[] {
  const { spec } = podTemplateOf(object);
  const name = asText(spec.serviceAccountName) ?? asText(spec.serviceAccount);
  const { namespace } = object.metadata;
  const isKnown =
    name !== undefined &&
    name !== 'default' &&
    index.byKind('ServiceAccount', { cluster, namespace }).length > 0;
  return isKnown ? named('ServiceAccount', { name }) : [];
}

/** Keys that something is asked for and does not have; nothing is known of one that holds none: something else may fill it. */
function missingKeys(
  entry: InventoryObject | undefined,
  { keys }: Named,
): string[] {
  const held = new Set(
    [entry?.object.data, entry?.object.binaryData].flatMap(part =>
      Object.keys(asObject(part)),
    ),
  );
  return held.size > 0 ? keys.filter(key => !held.has(key)) : [];
}

function referenceFact(
  { index }: FactContext,
  { declared: { namespace, cluster }, workload }: Referrer,
  one: Named,
  known: ReferenceFact | undefined,
): ReferenceFact {
  const { kind, name, optional } = one;
  const entry = index.get({ cluster, kind, namespace, name });
  const missing = [
    ...new Set([...(known?.missingKeys ?? []), ...missingKeys(entry, one)]),
  ];
  return {
    workload: known?.workload ?? workload,
    kind,
    object: nameOf({ kind, namespace, name }),
    name,
    namespace,
    optional: optional && (known?.optional ?? true),
    ...(kind === 'Secret' ? {} : { found: entry !== undefined }),
    ...(missing.length > 0 ? { missingKeys: missing } : {}),
  };
}

interface Referrer {
  declared: { namespace: string; cluster: string };
  workload: string;
}

/** What the workloads of the service refer to, each once. */
export function extractReferences(
  context: FactContext,
): Observation<readonly ReferenceFact[]> {
  return once(context, 'references', () => findReferences(context));
}

function findReferences(
  context: FactContext,
): Observation<readonly ReferenceFact[]> {
  const resources = [
    'configmaps',
    'persistentvolumeclaims',
    ...workloadResources(context),
  ];
  return observeFact(context, resources, () => {
    const found = new Map<string, ReferenceFact>();
    for (const { declared, entry } of workloadsOf(context)) {
      if (!entry) continue;
      const referrer = { declared, workload: nameOf(declared) };
      const all = [...referencesOf(entry), ...accountOf(context, entry)];
      for (const one of all) {
        const { namespace } = declared;
        const { kind, name } = one;
        const object = nameOf({ kind, namespace, name });
        found.set(
          object,
          referenceFact(context, referrer, one, found.get(object)),
        );
      }
    }
    return [...found.values()];
  });
}
