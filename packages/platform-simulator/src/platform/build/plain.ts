/** The small objects that most namespaces have: themselves, accounts, settings, secrets, rights. */
import { KubernetesObject } from '../../kubernetes/types';
import { BuildContext, USUAL_AGE, makeObject } from './context';

/** A Namespace and its `default` ServiceAccount. */
export function namespace(
  context: BuildContext,
  name: string,
  labels: Record<string, string> = {},
): KubernetesObject[] {
  return [
    makeObject(context, {
      apiVersion: 'v1',
      kind: 'Namespace',
      name,
      labels: { 'kubernetes.io/metadata.name': name, ...labels },
      body: {
        spec: { finalizers: ['kubernetes'] },
        status: { phase: 'Active' },
      },
    }),
    serviceAccount(context, name, 'default'),
  ];
}

/** A ServiceAccount. */
export function serviceAccount(
  context: BuildContext,
  inNamespace: string,
  name: string,
): KubernetesObject {
  return makeObject(context, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    name,
    namespace: inNamespace,
  });
}

/** A ConfigMap. */
export function configMap(
  context: BuildContext,
  inNamespace: string,
  name: string,
  data: Record<string, string>,
  labels?: Record<string, string>,
): KubernetesObject {
  return makeObject(context, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name,
    namespace: inNamespace,
    labels,
    body: { data },
  });
}

/**
 * A Secret whose values say aloud that they are not real: `demo-only-<key>`.
 *
 * @param keys - names of its entries
 */
export function secret(
  context: BuildContext,
  inNamespace: string,
  name: string,
  keys: string[],
  type = 'Opaque',
): KubernetesObject {
  const data = Object.fromEntries(
    keys.map(key => [
      key,
      Buffer.from(`demo-only-${key}`, 'utf8').toString('base64'),
    ]),
  );
  return makeObject(context, {
    apiVersion: 'v1',
    kind: 'Secret',
    name,
    namespace: inNamespace,
    body: { type, data },
  });
}

/** Gives a ServiceAccount a ClusterRole everywhere. */
export function clusterRoleBinding(
  context: BuildContext,
  name: string,
  role: string,
  account: { namespace: string; name: string },
): KubernetesObject {
  return makeObject(context, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    name,
    body: {
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: role,
      },
      subjects: [{ kind: 'ServiceAccount', ...account }],
    },
  });
}

/** A ClusterRole; each rule is `[apiGroups, resources, verbs]`. */
export function clusterRole(
  context: BuildContext,
  name: string,
  rules: [string[], string[], string[]][],
): KubernetesObject {
  return makeObject(context, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    name,
    body: {
      rules: rules.map(([apiGroups, resources, verbs]) => ({
        apiGroups,
        resources,
        verbs,
      })),
    },
  });
}

/** Arguments of {@link custom}. */
export interface CustomSpec {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  owner?: KubernetesObject;
  finalizers?: string[];
  age?: number;
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
}

/** An object of an operator's own kind. */
export function custom(
  context: BuildContext,
  parts: CustomSpec,
): KubernetesObject {
  const { spec, status, ...rest } = parts;
  return makeObject(context, {
    ...rest,
    age: parts.age ?? USUAL_AGE,
    body: { ...(spec ? { spec } : {}), ...(status ? { status } : {}) },
  });
}
