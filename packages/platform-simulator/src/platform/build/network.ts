/** Services, Ingresses and NetworkPolicies. */
import { KubernetesObject } from '../../kubernetes/types';
import { BuildContext, USUAL_AGE, makeObject } from './context';

/** A Service as the areas describe it; addresses and endpoints are derived later. */
export interface ServiceSpec {
  namespace: string;
  name: string;
  /** Default: `{ app: name }`. */
  selector?: Record<string, string>;
  /** Port name to number, or to `[port, targetPort]`. */
  ports: Record<string, number | [number, number]>;
  labels?: Record<string, string>;
  headless?: boolean;
  type?: 'ClusterIP' | 'LoadBalancer' | 'NodePort';
}

/** A Service. */
export function service(
  context: BuildContext,
  spec: ServiceSpec,
): KubernetesObject {
  const selector = spec.selector ?? { app: spec.name };
  return makeObject(context, {
    apiVersion: 'v1',
    kind: 'Service',
    name: spec.name,
    namespace: spec.namespace,
    labels: spec.labels ?? selector,
    body: {
      spec: {
        type: spec.type ?? 'ClusterIP',
        ...(spec.headless ? { clusterIP: 'None', clusterIPs: ['None'] } : {}),
        ipFamilies: ['IPv4'],
        ipFamilyPolicy: 'SingleStack',
        sessionAffinity: 'None',
        internalTrafficPolicy: 'Cluster',
        selector,
        ports: Object.entries(spec.ports).map(([name, told]) => {
          const [port, targetPort] = Array.isArray(told) ? told : [told, told];
          return { name, port, targetPort, protocol: 'TCP' };
        }),
      },
      status: { loadBalancer: {} },
    },
  });
}

/** One host of an Ingress and what answers there. */
export interface IngressRule {
  /** Without the platform's domain: `dolphin`. */
  host: string;
  path?: string;
  service: string;
  port: number;
}

/** An Ingress as the areas describe it. */
export interface IngressSpec {
  namespace: string;
  name: string;
  rules: IngressRule[];
  /** Secret of a certificate; most hosts end TLS at the edge and have none. */
  tlsSecret?: string;
  /** The predecessor portal's fields; keys without their prefix. */
  portal?: Record<string, string>;
  annotations?: Record<string, string>;
  age?: number;
}

/** The domain under which the platform is reached. */
export const DOMAIN = '254carbon.com';

/** An Ingress of class nginx. */
export function ingress(
  context: BuildContext,
  spec: IngressSpec,
): KubernetesObject {
  const portal = Object.fromEntries(
    Object.entries(spec.portal ?? {}).map(([key, value]) => [
      `portal.${DOMAIN}/service-${key}`,
      value,
    ]),
  );
  const hosts = [...new Set(spec.rules.map(rule => `${rule.host}.${DOMAIN}`))];
  return makeObject(context, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    name: spec.name,
    namespace: spec.namespace,
    labels: { 'app.kubernetes.io/managed-by': 'argocd' },
    annotations: {
      'nginx.ingress.kubernetes.io/ssl-redirect': 'false',
      ...(spec.tlsSecret
        ? { 'cert-manager.io/cluster-issuer': 'letsencrypt-prod' }
        : {}),
      ...portal,
      ...spec.annotations,
    },
    age: spec.age ?? USUAL_AGE,
    body: {
      spec: {
        ingressClassName: 'nginx',
        ...(spec.tlsSecret
          ? { tls: [{ hosts, secretName: spec.tlsSecret }] }
          : {}),
        rules: spec.rules.map(rule => ({
          host: `${rule.host}.${DOMAIN}`,
          http: {
            paths: [
              {
                path: rule.path ?? '/',
                pathType: 'Prefix',
                backend: {
                  service: { name: rule.service, port: { number: rule.port } },
                },
              },
            ],
          },
        })),
      },
      status: { loadBalancer: { ingress: [{ ip: '192.168.1.10' }] } },
    },
  });
}

/** A NetworkPolicy; without rules it denies, as Kubernetes means it. */
export interface NetworkPolicySpec {
  namespace: string;
  name: string;
  /** Default: every pod of the namespace. */
  selector?: Record<string, string>;
  types: ('Ingress' | 'Egress')[];
  /** TCP ports that may be reached, and from which namespaces (empty: any). */
  ingress?: { ports: number[]; namespaces: string[] }[];
  egress?: { ports: number[]; namespaces: string[] }[];
}

/** A NetworkPolicy. */
export function networkPolicy(
  context: BuildContext,
  spec: NetworkPolicySpec,
): KubernetesObject {
  const peers = (namespaces: string[]) =>
    namespaces.map(name => ({
      namespaceSelector: {
        matchLabels: { 'kubernetes.io/metadata.name': name },
      },
    }));
  const ports = (numbers: number[]) =>
    numbers.map(port => ({ port, protocol: port === 53 ? 'UDP' : 'TCP' }));
  return makeObject(context, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    name: spec.name,
    namespace: spec.namespace,
    age: USUAL_AGE / 8,
    body: {
      spec: {
        podSelector: spec.selector ? { matchLabels: spec.selector } : {},
        policyTypes: spec.types,
        ...(spec.ingress
          ? {
              ingress: spec.ingress.map(rule => ({
                ports: ports(rule.ports),
                ...(rule.namespaces.length
                  ? { from: peers(rule.namespaces) }
                  : {}),
              })),
            }
          : {}),
        ...(spec.egress
          ? {
              egress: spec.egress.map(rule => ({
                ports: ports(rule.ports),
                ...(rule.namespaces.length
                  ? { to: peers(rule.namespaces) }
                  : {}),
              })),
            }
          : {}),
      },
    },
  });
}
