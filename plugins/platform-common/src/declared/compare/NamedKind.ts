import { Observation } from '../../model';

/**
 * What a cluster has of a kind by name only. The portal holds no objects of such a kind (roles, Secrets, what only manifests
 * speak of): it asks for their names because something of the kind is declared, and for nothing else of them.
 */
export interface NamedKind {
  cluster: string;
  /** API group; empty for the core group. */
  group: string;
  /** `RoleBinding`. */
  kind: string;
  /** `<namespace>/<name>`, with nothing before the slash for objects without a namespace; none when the kind is not served. */
  names: Observation<ReadonlySet<string>>;
}

/** How an object is called in {@link NamedKind.names}. */
export function nameInKind(
  namespace: string | undefined,
  name: string,
): string {
  return `${namespace ?? ''}/${name}`;
}
