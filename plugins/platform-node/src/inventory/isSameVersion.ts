import type { KubernetesObject } from '@254carbon/backstage-plugin-platform-common';

/** Whether two objects are one and the same at the same version, as far as they say which they are. */
export function isSameVersion(
  one: KubernetesObject,
  other: KubernetesObject | undefined,
): boolean {
  const { uid, resourceVersion } = one.metadata;
  return (
    uid !== undefined &&
    resourceVersion !== undefined &&
    other?.metadata.uid === uid &&
    other.metadata.resourceVersion === resourceVersion
  );
}
