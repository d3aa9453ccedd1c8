/*
 * The parts that every generated workload shares: who it runs as, what it may reach, how much it may take. What is
 * built here passes the rules beside it by construction, and a test says so for any input.
 */
import type { DocumentObject } from './document';
import { isObject } from './document';

/** A file to write: where, and its one document. */
export interface BuiltDocument {
  readonly file: string;
  readonly content: DocumentObject;
}

/** How much a container gets. */
export type Size = 'small' | 'medium' | 'large';

const RESOURCES: Readonly<Record<Size, DocumentObject>> = {
  small: {
    requests: { cpu: '50m', memory: '128Mi' },
    limits: { cpu: '500m', memory: '256Mi' },
  },
  medium: {
    requests: { cpu: '250m', memory: '512Mi' },
    limits: { cpu: '1', memory: '1Gi' },
  },
  large: {
    requests: { cpu: '1', memory: '2Gi' },
    limits: { cpu: '2', memory: '4Gi' },
  },
};

/** Requests and limits of a size. */
export function resourcesOf(size: Size): DocumentObject {
  return RESOURCES[size];
}

/** The security context of a pod. */
export function podSecurity(): DocumentObject {
  return {
    runAsNonRoot: true,
    runAsUser: 10001,
    runAsGroup: 10001,
    fsGroup: 10001,
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** The security context of a container. */
export function containerSecurity(): DocumentObject {
  return {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  };
}

/** Labels of an object: its name, who made it, and the catalog component it belongs to. */
export function labelsOf(name: string): DocumentObject {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/part-of': '254carbon',
    'app.kubernetes.io/managed-by': 'kustomize',
    'backstage.io/kubernetes-id': name,
  };
}

/** What the portal reads on a workload: whose it is, and what it is for. */
export interface About {
  /** Entity of the owner. */
  readonly owner?: string;
  /** One sentence. */
  readonly description?: string;
}

/** Name, namespace and labels; of a workload, also whose it is and what it is for. */
export function metadataOf(
  name: string,
  namespace: string,
  { owner, description }: About = {},
): DocumentObject {
  const annotations = {
    ...(owner && { '254carbon.com/owner': owner }),
    ...(description && { '254carbon.com/description': description }),
  };
  return {
    name,
    namespace,
    labels: labelsOf(name),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
}

/** Metadata with more labels; its own win. */
export function withLabels(
  metadata: DocumentObject,
  labels: Readonly<Record<string, string>> = {},
): DocumentObject {
  const { labels: own } = metadata;
  return isObject(own)
    ? { ...metadata, labels: { ...labels, ...own } }
    : metadata;
}

/** The labels that selectors use; fewer than `labelsOf`, because selectors cannot change later. */
export function selectorOf(name: string): DocumentObject {
  return { 'app.kubernetes.io/name': name };
}

/** An account of its own that gets no token of the cluster. */
export function buildServiceAccount(
  name: string,
  namespace: string,
): BuiltDocument {
  return {
    file: 'deploy/serviceaccount.yaml',
    content: {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: metadataOf(name, namespace),
      automountServiceAccountToken: false,
    },
  };
}

/** Name resolution inside the cluster. */
export function egressToDns(): DocumentObject {
  return {
    to: [
      {
        namespaceSelector: {
          matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' },
        },
      },
    ],
    ports: [
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 53 },
    ],
  };
}

/** Calls to services of the cluster, by their ports: which namespace they live in differs from cluster to cluster. */
export function egressInside(ports: readonly number[]): DocumentObject[] {
  return ports.length === 0
    ? []
    : [
        {
          to: [{ namespaceSelector: {} }],
          ports: [...new Set(ports)]
            .sort((a, b) => a - b)
            .map(port => ({ protocol: 'TCP', port })),
        },
      ];
}

const HTTPS = 443;

/** Calls to the outside, not to private networks: a NetworkPolicy cannot name hosts. */
export function egressToInternet(
  ports: readonly number[] = [HTTPS],
): DocumentObject {
  return {
    to: [
      {
        ipBlock: {
          cidr: '0.0.0.0/0',
          except: [
            '10.0.0.0/8',
            '172.16.0.0/12',
            '192.168.0.0/16',
            '169.254.0.0/16',
          ],
        },
      },
    ],
    ports: [...new Set(ports)]
      .sort((a, b) => a - b)
      .map(port => ({ protocol: 'TCP', port })),
  };
}

/** Everything that a workload may call: names, services of the cluster by their ports, and the outside by its ports. */
export function egressOf(called: {
  readonly ports?: readonly number[];
  readonly outside?: readonly number[];
}): DocumentObject[] {
  const { ports = [], outside = [] } = called;
  return [
    egressToDns(),
    ...egressInside(ports),
    ...(outside.length > 0 ? [egressToInternet(outside)] : []),
  ];
}

/** A policy that denies everything but what is given, to the pods of a name unless a selector says which. */
export function buildNetworkPolicy(options: {
  name: string;
  namespace: string;
  selector?: DocumentObject;
  ingress: DocumentObject[];
  egress: DocumentObject[];
}): BuiltDocument {
  const { name, namespace, ingress, egress } = options;
  const { selector = selectorOf(name) } = options;
  return {
    file: 'deploy/networkpolicy.yaml',
    content: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadataOf(name, namespace),
      spec: {
        podSelector: { matchLabels: selector },
        policyTypes: ['Ingress', 'Egress'],
        ingress,
        egress,
      },
    },
  };
}

/** The list of all documents for `kubectl apply -k deploy`. */
export function buildKustomization(
  documents: readonly BuiltDocument[],
): BuiltDocument {
  return {
    file: 'deploy/kustomization.yaml',
    content: {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: documents
        .map(({ file }) => file.replace('deploy/', ''))
        .sort(),
    },
  };
}
