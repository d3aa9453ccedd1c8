/**
 * The vocabulary of the simulated Kubernetes API.
 *
 * Everything the engine stores is a plain JSON object with the four fields that every Kubernetes object has; what
 * a kind means is told by a {@link ResourceType}, never by a class. So the same store, watch, patch and selector
 * code serves a Pod and a KafkaTopic alike, and a new custom type is one line of data.
 */

/** Anything that JSON can hold. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | JsonValue[]
  | { [key: string]: JsonValue | undefined };

/** A JSON object; an absent key and an undefined one mean the same. */
export type JsonObject = { [key: string]: JsonValue | undefined };

/** The part of `metadata.ownerReferences` that garbage collection needs. */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  /** May be left empty in seeds: `ObjectStore.load` fills it from kind and name. */
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/** `metadata` of an object. Times are RFC 3339 in UTC without fractions, as the real server writes them. */
export interface ObjectMeta {
  name: string;
  generateName?: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
  finalizers?: string[];
  [key: string]: unknown;
}

/** Any Kubernetes object, built-in or custom. What comes out of the store is frozen: clone before changing. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  [key: string]: unknown;
}

/** A subresource that the engine answers. */
export type Subresource = 'scale' | 'status' | 'log' | 'proxy';

/** One column of `kubectl get`, as the real server's printer computes it. */
export interface PrinterColumn {
  name: string;
  /** `date` only says how to align; the value is already an age such as `3d4h`. */
  type: 'string' | 'integer' | 'date';
  /** 0 is always shown, 1 only with `-o wide`. */
  priority?: number;
  /** The cell; `now` in milliseconds since the epoch. */
  value(object: KubernetesObject, now: number): JsonValue;
}

/** What the API server knows about one kind in one version. */
export interface ResourceType {
  /** Empty for core. */
  group: string;
  version: string;
  kind: string;
  plural: string;
  singular: string;
  namespaced: boolean;
  shortNames?: string[];
  subresources?: Subresource[];
  categories?: string[];
  printerColumns?: PrinterColumn[];
  /** Default: everything. `['create']` for access reviews, `['get', 'list']` for metrics. */
  verbs?: string[];
  /** True for a type that a CustomResourceDefinition would bring: strategic merge is answered 415. */
  custom?: boolean;
}

/** Enough to find a type's objects; all versions of a group share them. Every {@link ResourceType} is one. */
export type TypeKey = Pick<ResourceType, 'group' | 'plural'>;

/** Milliseconds since the epoch; the only clock that the simulator reads. */
export interface Clock {
  now(): number;
}

/** One HTTP endpoint. Serves jest, msw and a socket alike; `request.signal` fires when the client goes. */
export type Handler = (request: Request) => Promise<Response>;

/** One rule of an identity, with RBAC's meaning: `*` matches all; `pods/log` names a subresource. */
export interface PolicyRule {
  verbs: string[];
  apiGroups: string[];
  resources: string[];
  /** Absent: everywhere, cluster-scoped objects too. Present: only inside these namespaces. */
  namespaces?: string[];
  /** Paths outside the resource tree, `*` at the end as a wildcard. */
  nonResourceURLs?: string[];
}

/** Someone who may call the API; the token is what `Authorization: Bearer` carries. */
export interface Identity {
  token: string;
  user: string;
  groups: string[];
  rules: PolicyRule[];
}

/** Which requests a fault hits. Absent: every request. */
export interface FaultMatch {
  /** Plural resource names, for example `['pods']`. */
  plurals?: string[];
}

/** How the API server misbehaves at this moment. */
export type FaultPlan =
  | { kind: 'none' }
  /** A well-formed `Status` with this code. */
  | { kind: 'status'; status: 403 | 500 | 503; match?: FaultMatch }
  /** No answer until the client gives up. */
  | { kind: 'timeout'; match?: FaultMatch }
  /** The JSON is cut in the middle. */
  | { kind: 'truncate'; match?: FaultMatch }
  /** Lists answer 200 with no items. */
  | { kind: 'empty'; match?: FaultMatch }
  /** 410 on a continued list and on a watch. */
  | { kind: 'gone'; match?: FaultMatch };

/** Where a service-proxy request goes. */
export interface ServiceProxyTarget {
  namespace: string;
  name: string;
  /** Name or number, as the client wrote it; absent means the service's only port. */
  port?: string;
  scheme?: string;
  /** Begins with a slash; holds the query string too. */
  path: string;
}

/** Whose log is asked for. */
export interface PodLogReference {
  pod: KubernetesObject;
  container: string;
  /** True for the log of the previous, crashed container. */
  previous: boolean;
}
