import { ObjectName } from '@254carbon/backstage-plugin-platform-common';

/** `Deployment/data-platform/trino`, as the question about an object is written. */
export function objectInAddress(
  object: Pick<ObjectName, 'kind' | 'namespace' | 'name'>,
): string {
  const { kind, namespace, name } = object;
  return [kind, namespace, name].filter(Boolean).join('/');
}

/** Address of the page that says why an object is, or is not, here. */
export function whyPath(
  object: Pick<ObjectName, 'cluster' | 'kind' | 'namespace' | 'name'>,
): string {
  const query = new URLSearchParams({ object: objectInAddress(object) });
  if (object.cluster) query.set('cluster', object.cluster);
  return `/why?${query}`;
}
