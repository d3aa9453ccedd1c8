/*
 * One path of a service for callers outside of the cluster, over TLS only. Cert-manager sees the annotation, orders the certificate of the named
 * ClusterIssuer and keeps it in the Secret; the controller of the class serves it.
 */
import type { BuiltDocument } from './buildHardened';
import { metadataOf } from './buildHardened';
import type { DocumentObject } from './document';

/** Where callers outside find a service. */
export interface Offered {
  readonly host: string;
  /** The only path that is let through; neither health nor numbers are for outside. */
  readonly path: string;
  /** Class of the Ingress. */
  readonly className: string;
  /** ClusterIssuer of cert-manager. */
  readonly issuer: string;
  /** Namespace of the ingress controller, which the network policy lets in. */
  readonly controllerNamespace: string;
}

/** The Ingress of a Service that bears its name and serves port `http`. */
export function buildIngress(
  { name, namespace }: { readonly name: string; readonly namespace: string },
  { host, path, className, issuer }: Offered,
): BuiltDocument {
  return {
    file: 'deploy/ingress.yaml',
    content: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        ...metadataOf(name, namespace),
        annotations: { 'cert-manager.io/cluster-issuer': issuer },
      },
      spec: {
        ingressClassName: className,
        tls: [{ hosts: [host], secretName: `${name}-tls` }],
        rules: [
          {
            host,
            http: {
              paths: [
                {
                  path,
                  pathType: 'Exact',
                  backend: { service: { name, port: { name: 'http' } } },
                },
              ],
            },
          },
        ],
      },
    },
  };
}

function fromNamespace(name: string): DocumentObject[] {
  const matchLabels = { 'kubernetes.io/metadata.name': name };
  return [{ namespaceSelector: { matchLabels } }];
}

/** Who a network policy lets in: the namespace, the scraper, and the ingress controller where a service is offered outside. */
export function callersOf(spec: {
  readonly port: number;
  readonly healthPort?: number;
  readonly monitoringNamespace?: string;
  readonly offered?: Offered;
}): DocumentObject[] {
  const { port, healthPort, monitoringNamespace = 'monitoring' } = spec;
  const { offered } = spec;
  const served = { protocol: 'TCP', port };
  const ports = [
    served,
    ...(healthPort ? [{ protocol: 'TCP', port: healthPort }] : []),
  ];
  return [
    { from: [{ podSelector: {} }], ports },
    { from: fromNamespace(monitoringNamespace), ports },
    ...(offered
      ? [{ from: fromNamespace(offered.controllerNamespace), ports: [served] }]
      : []),
  ];
}
