import { annotationOf, InventoryObject, KubernetesIndex } from '../kubernetes';
import { SystemId, SystemIdSchema } from '../model';
import { Unit } from './findUnits';

/** Annotations by which people overrule the grouping, on a workload, its owner or its namespace. */
export const SERVICE_ANNOTATIONS = {
  service: '254carbon.com/service',
  exclude: '254carbon.com/exclude',
  owner: '254carbon.com/owner',
  title: '254carbon.com/title',
  description: '254carbon.com/description',
  system: '254carbon.com/system',
  dependsOn: '254carbon.com/depends-on',
} as const;

/** What people wrote on objects about the service that they form. */
export interface Overrides {
  service?: string;
  /** The object that asks to be left out. */
  excludedBy?: string;
  owner?: { value: string; from: string };
  title?: string;
  description?: string;
  system?: SystemId;
  dependsOn: string[];
}

function nameOf(entry: InventoryObject): string {
  return `${entry.object.kind} ${entry.object.metadata.name}`;
}

/** The namespace object of a unit, when it is known. */
function namespaceOf(
  index: KubernetesIndex,
  unit: Unit,
): InventoryObject | undefined {
  const name = unit.root.object.metadata.namespace;
  return name === undefined
    ? undefined
    : index.get({ cluster: unit.root.cluster, kind: 'Namespace', name });
}

/** Reads the annotations of a unit; those on the workload win over those on its namespace. */
export function readOverrides(index: KubernetesIndex, unit: Unit): Overrides {
  const own = [unit.root, ...unit.workloads.map(({ entry }) => entry)];
  const space = namespaceOf(index, unit);
  const all = space ? [...own, space] : own;
  const find = (key: string, entries: readonly InventoryObject[]) => {
    for (const entry of entries) {
      const value = annotationOf(entry.object, key);
      if (value !== undefined) return { value, from: nameOf(entry) };
    }
    return undefined;
  };
  const excluded = find(SERVICE_ANNOTATIONS.exclude, all);
  const owner = find(SERVICE_ANNOTATIONS.owner, all);
  const service = find(SERVICE_ANNOTATIONS.service, own)?.value;
  const title = find(SERVICE_ANNOTATIONS.title, own)?.value;
  const description = find(SERVICE_ANNOTATIONS.description, own)?.value;
  const system = SystemIdSchema.safeParse(
    find(SERVICE_ANNOTATIONS.system, all)?.value,
  );
  const dependsOn = find(SERVICE_ANNOTATIONS.dependsOn, own)?.value ?? '';
  return {
    ...(service ? { service } : {}),
    ...(excluded?.value === 'true' ? { excludedBy: excluded.from } : {}),
    ...(owner ? { owner } : {}),
    ...(title ? { title } : {}),
    ...(description ? { description } : {}),
    ...(system.success ? { system: system.data } : {}),
    dependsOn: dependsOn.split(/[\s,]+/).filter(id => id !== ''),
  };
}
