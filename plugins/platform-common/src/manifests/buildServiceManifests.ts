import type { BuiltDocument, Size } from './buildHardened';
import {
  buildKustomization,
  buildNetworkPolicy,
  buildServiceAccount,
  containerSecurity,
  egressOf,
  metadataOf,
  labelsOf,
  podSecurity,
  resourcesOf,
  selectorOf,
} from './buildHardened';
import { isPinned } from './containerRules';
import type { Offered } from './buildIngress';
import { buildIngress, callersOf } from './buildIngress';
import type { DocumentObject } from './document';

/** A service as people describe it. */
export interface ServiceSpec {
  readonly name: string;
  readonly namespace: string;
  /** Pinned by tag or digest. */
  readonly image: string;
  /** `Always` where what a tag names may change; only where it is missing unless said. */
  readonly pull?: 'Always' | 'IfNotPresent';
  readonly port: number;
  readonly healthPath: string;
  /** Fewest replicas; the autoscaler goes up to four times as many. */
  readonly replicas: number;
  readonly size: Size;
  /** Most replicas; four times the fewest unless said. One: there is no autoscaler. */
  readonly mostReplicas?: number;
  /** What the container is started with, when not what its image says. */
  readonly args?: readonly string[];
  /** Its environment, as a container takes it. */
  readonly environment?: readonly DocumentObject[];
  /** Claim that is mounted at `/data`. */
  readonly claim?: string;
  /** Port that answers whether it is well, when not the one it serves. */
  readonly healthPort?: number;
  /** Ports inside the cluster that it calls. */
  readonly ports?: readonly number[];
  /** Ports outside of the cluster that it calls; none unless said. */
  readonly outside?: readonly number[];
  /** Seconds that it has to end; 30 unless said. */
  readonly graceSeconds?: number;
  /** Namespace of what scrapes; `monitoring` unless said. */
  readonly monitoringNamespace?: string;
  /** Where callers outside of the cluster find one path of it; only those inside unless said. */
  readonly offered?: Offered;
  /** Entity of the owner. */
  readonly owner?: string;
  /** What it is for, in one sentence. */
  readonly description?: string;
}

const MOST = 4;
const GRACE_SECONDS = 30;

function buildContainer(spec: ServiceSpec): DocumentObject {
  const { healthPort, claim } = spec;
  const ask = {
    httpGet: { path: spec.healthPath, port: healthPort ? 'health' : 'http' },
  };
  return {
    name: spec.name,
    image: spec.image,
    imagePullPolicy: spec.pull ?? 'IfNotPresent',
    ...(spec.args && { args: [...spec.args] }),
    ...(spec.environment && { env: [...spec.environment] }),
    ports: [
      { name: 'http', containerPort: spec.port },
      ...(healthPort ? [{ name: 'health', containerPort: healthPort }] : []),
    ],
    resources: resourcesOf(spec.size),
    securityContext: containerSecurity(),
    startupProbe: { ...ask, periodSeconds: 5, failureThreshold: 30 },
    readinessProbe: { ...ask, periodSeconds: 10, timeoutSeconds: 3 },
    livenessProbe: {
      ...ask,
      periodSeconds: 20,
      timeoutSeconds: 3,
      failureThreshold: 3,
    },
    volumeMounts: [
      ...(claim ? [{ name: 'data', mountPath: '/data' }] : []),
      { name: 'tmp', mountPath: '/tmp' },
    ],
  };
}

function buildDeployment(spec: ServiceSpec): BuiltDocument {
  const { name, namespace } = spec;
  return {
    file: 'deploy/deployment.yaml',
    content: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadataOf(name, namespace, spec),
      spec: {
        revisionHistoryLimit: 5,
        ...(spec.mostReplicas === 1 && { replicas: 1 }),
        strategy: {
          type: 'RollingUpdate',
          // A claim of one writer cannot be held by two pods at once.
          rollingUpdate: spec.claim
            ? { maxUnavailable: 1, maxSurge: 0 }
            : { maxUnavailable: 0, maxSurge: 1 },
        },
        selector: { matchLabels: selectorOf(name) },
        template: {
          metadata: { labels: labelsOf(name) },
          spec: {
            serviceAccountName: name,
            automountServiceAccountToken: false,
            securityContext: podSecurity(),
            terminationGracePeriodSeconds: spec.graceSeconds ?? GRACE_SECONDS,
            topologySpreadConstraints: [
              {
                maxSkew: 1,
                topologyKey: 'kubernetes.io/hostname',
                whenUnsatisfiable: 'ScheduleAnyway',
                labelSelector: { matchLabels: selectorOf(name) },
              },
            ],
            containers: [buildContainer(spec)],
            volumes: [
              ...(spec.claim
                ? [
                    {
                      name: 'data',
                      persistentVolumeClaim: { claimName: spec.claim },
                    },
                  ]
                : []),
              { name: 'tmp', emptyDir: { sizeLimit: '256Mi' } },
            ],
          },
        },
      },
    },
  };
}

function buildService({ name, namespace }: ServiceSpec): BuiltDocument {
  return {
    file: 'deploy/service.yaml',
    content: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadataOf(name, namespace),
      spec: {
        type: 'ClusterIP',
        selector: selectorOf(name),
        ports: [
          { name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' },
        ],
      },
    },
  };
}

function buildBudget({ name, namespace }: ServiceSpec): BuiltDocument {
  return {
    file: 'deploy/poddisruptionbudget.yaml',
    content: {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: metadataOf(name, namespace),
      spec: { maxUnavailable: 1, selector: { matchLabels: selectorOf(name) } },
    },
  };
}

function buildAutoscaler({
  name,
  namespace,
  replicas,
  mostReplicas,
}: ServiceSpec): BuiltDocument {
  return {
    file: 'deploy/horizontalpodautoscaler.yaml',
    content: {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: metadataOf(name, namespace),
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        minReplicas: replicas,
        maxReplicas: mostReplicas ?? replicas * MOST,
        metrics: [
          {
            type: 'Resource',
            resource: {
              name: 'cpu',
              target: { type: 'Utilization', averageUtilization: 70 },
            },
          },
        ],
      },
    },
  };
}

/**
 * The manifests of a service, hardened.
 *
 * @throws RangeError when the image is not pinned, or replicas or port make no sense.
 */
export function buildServiceManifests(spec: ServiceSpec): BuiltDocument[] {
  if (!isPinned(spec.image)) {
    throw new RangeError(
      `The image '${spec.image}' is not pinned; name a version or a digest, never "latest".`,
    );
  }
  if (!(spec.replicas >= 1 && spec.port >= 1 && spec.port <= 65535)) {
    throw new RangeError(
      'Use at least one replica and a port from 1 to 65535.',
    );
  }
  const documents = [
    buildServiceAccount(spec.name, spec.namespace),
    buildDeployment(spec),
    buildService(spec),
    ...(spec.offered ? [buildIngress(spec, spec.offered)] : []),
    buildBudget(spec),
    ...(spec.mostReplicas === 1 ? [] : [buildAutoscaler(spec)]),
    buildNetworkPolicy({
      name: spec.name,
      namespace: spec.namespace,
      ingress: callersOf(spec),
      egress: egressOf(spec),
    }),
  ];
  return [...documents, buildKustomization(documents)];
}
