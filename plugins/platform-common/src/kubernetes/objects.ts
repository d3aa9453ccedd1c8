/**
 * The objects that the inventory holds. They are Kubernetes' own shapes, trimmed on arrival: Secret
 * values, `last-applied-configuration` and `managedFields` never get this far.
 */
import { Source } from '../model';

/** A JSON value, as it comes from a Kubernetes API or a manifest. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | JsonValue[]
  | { [key: string]: JsonValue | undefined };

/** A JSON object. */
export type JsonObject = { [key: string]: JsonValue | undefined };

/** Reference to the object that owns another. */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
}

/** What the portal uses of an object's metadata. */
export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
}

/** Any Kubernetes object. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec?: JsonObject;
  status?: JsonObject;
  data?: JsonObject;
  /** Whatever else the kind has at the top level (`rules`, `subjects`, `webhooks`, `reason`, ...). */
  [key: string]: JsonValue | ObjectMeta | undefined;
}

/** An object of the inventory: what, from where, how old. */
export interface InventoryObject {
  /** Name of the cluster, or of the manifest root when it was declared and not observed. */
  cluster: string;
  object: KubernetesObject;
  source: Source;
  /** When the object was last confirmed (list, event or bookmark), ISO 8601 UTC. */
  observedAt: string;
  /** Set when its kind cannot be read at present: since when. The object is kept. */
  staleSince?: string;
}

/** What an object is looked up by. */
export interface ObjectReference {
  cluster: string;
  kind: string;
  /** Any version when absent. */
  apiVersion?: string;
  /** Absent for objects without a namespace. */
  namespace?: string;
  name: string;
}

const keys = new WeakMap<KubernetesObject, string>();

/** All of an {@link objectKey} but the name: many objects share it. */
export function keyPrefix({
  apiVersion,
  kind,
  metadata: { namespace },
}: KubernetesObject): string {
  return `${apiVersion} ${kind} ${namespace ? `${namespace}/` : ''}`;
}

/** Identity of an object inside one cluster: `apps/v1 Deployment data-platform/trino-worker`. */
export function objectKey(object: KubernetesObject): string {
  const known = keys.get(object);
  if (known !== undefined) return known;
  const key = `${keyPrefix(object)}${object.metadata.name}`;
  keys.set(object, key);
  return key;
}
