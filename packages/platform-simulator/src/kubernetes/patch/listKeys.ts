/**
 * By which field the elements of a list are told apart when a patch is merged: the `patchMergeKey` and `listMapKey`
 * of the Kubernetes API types. A list that is not here is replaced as a whole, as the server does.
 */

/** Merge keys of lists of objects, by the last segment of their path. */
const keysByField: Record<string, readonly string[]> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  volumes: ['name'],
  env: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  imagePullSecrets: ['name'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey'],
  resourceClaims: ['name'],
  conditions: ['type'],
  ownerReferences: ['uid'],
  addresses: ['type'],
  taints: ['key'],
  secrets: ['name'],
  podIPs: ['ip'],
};

const containerLists = new Set([
  'containers',
  'initContainers',
  'ephemeralContainers',
]);

/** Stands for every kind that a CustomResourceDefinition brings: its own lists are replaced as a whole. */
export const customKind = 'Custom';

/** Lists of plain values that are merged as sets. */
const sets = new Set(['finalizers']);

/**
 * The fields that identify an element, the first always present, or undefined when the list is replaced as a whole.
 *
 * @param kind - of the object patched: a Service's ports are not a container's
 * @param path - keys from the root, without list positions
 */
export function listKeys(
  kind: string,
  path: readonly string[],
): readonly string[] | undefined {
  const field = path[path.length - 1];
  if (kind === customKind && field !== 'ownerReferences') return undefined;
  if (field === 'ports') {
    if (containerLists.has(path[path.length - 2])) {
      return ['containerPort', 'protocol'];
    }
    return kind === 'Service' && path.length === 2
      ? ['port', 'protocol']
      : undefined;
  }
  if (field === 'addresses' && kind !== 'Node') return undefined;
  if (field === 'taints' && kind !== 'Node') return undefined;
  if (field === 'secrets' && kind !== 'ServiceAccount') return undefined;
  return keysByField[field];
}

/** True for a list of plain values that a patch adds to. */
export function isSet(path: readonly string[]): boolean {
  return sets.has(path[path.length - 1]);
}
