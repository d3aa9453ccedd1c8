import { KubernetesObject } from '../kubernetes';

/** API group of an object; empty for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** Identity of an object whatever the version of its API: `apps Deployment data-platform/trino`. */
export function declaredKey(
  { apiVersion, kind, metadata }: KubernetesObject,
  namespace: string | undefined = metadata.namespace,
): string {
  return `${groupOf(apiVersion)} ${kind} ${namespace ?? ''}/${metadata.name}`;
}
