/** What a pod needs besides its image: ConfigMaps and claims that it names. Secrets are never listed. */
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
  kind: 'ConfigMap' | 'PersistentVolumeClaim' | 'Secret';
  /** `ConfigMap data/settings`. */
  object: string;
  name: string;
  namespace: string;
  optional: boolean;
  /** Absent for Secrets, which nobody lists. */
  found?: boolean;
}

interface Named {
  kind: ReferenceFact['kind'];
  name: string;
  optional: boolean;
}

function named(kind: Named['kind'], source: JsonObject, key = 'name'): Named[] {
  const name = asText(source[key]);
  return name ? [{ kind, name, optional: source.optional === true }] : [];
}

function fromVolume(volume: JsonObject): Named[] {
  const projected = asObjects(asObject(volume.projected).sources);
  return [
    ...named('ConfigMap', asObject(volume.configMap)),
    ...named('Secret', asObject(volume.secret), 'secretName'),
    ...named(
      'PersistentVolumeClaim',
      asObject(volume.persistentVolumeClaim),
      'claimName',
    ),
    ...projected.flatMap(one => [
      ...named('ConfigMap', asObject(one.configMap)),
      ...named('Secret', asObject(one.secret)),
    ]),
  ];
}

function fromContainer(container: JsonObject): Named[] {
  const from = asObjects(container.envFrom).flatMap(one => [
    ...named('ConfigMap', asObject(one.configMapRef)),
    ...named('Secret', asObject(one.secretRef)),
  ]);
  const env = asObjects(container.env).flatMap(({ valueFrom }) => [
    ...named('ConfigMap', asObject(asObject(valueFrom).configMapKeyRef)),
    ...named('Secret', asObject(asObject(valueFrom).secretKeyRef)),
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
      const { namespace, cluster } = declared;
      for (const { kind, name, optional } of entry ? referencesOf(entry) : []) {
        const object = nameOf({ kind, namespace, name });
        const is =
          kind === 'Secret'
            ? undefined
            : context.index.get({ cluster, kind, namespace, name }) !==
              undefined;
        const known = found.get(object);
        found.set(object, {
          workload: known?.workload ?? nameOf(declared),
          kind,
          object,
          name,
          namespace,
          optional: optional && (known?.optional ?? true),
          ...(is === undefined ? {} : { found: is }),
        });
      }
    }
    return [...found.values()];
  });
}
