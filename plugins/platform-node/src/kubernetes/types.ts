/** A kind that a cluster serves and the portal reads. */
export interface ServedKind {
  group: string;
  version: string;
  /** Plural name: `deployments`. */
  resource: string;
  /** `Deployment`. */
  kind: string;
  /** `apps/v1`, `v1`. */
  apiVersion: string;
  ephemeral: boolean;
}

/** `apps/v1/deployments`, `v1/pods`: how a kind is named in the state of a cluster. */
export function resourceName(
  kind: Pick<ServedKind, 'apiVersion' | 'resource'>,
): string {
  return `${kind.apiVersion}/${kind.resource}`;
}

/** Path of a kind's collection over all namespaces. */
export function collectionPath(
  kind: Pick<ServedKind, 'group' | 'apiVersion' | 'resource'>,
): string {
  return `${kind.group ? '/apis' : '/api'}/${kind.apiVersion}/${kind.resource}`;
}

/** Path of one object. */
export function objectPath(
  kind: Pick<ServedKind, 'group' | 'apiVersion' | 'resource'>,
  object: { namespace?: string; name: string },
): string {
  const root = `${kind.group ? '/apis' : '/api'}/${kind.apiVersion}`;
  const place = object.namespace ? `/namespaces/${object.namespace}` : '';
  return `${root}${place}/${kind.resource}/${encodeURIComponent(object.name)}`;
}
