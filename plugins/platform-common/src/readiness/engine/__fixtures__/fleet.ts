/** A fleet of services of any size, ten in a namespace, with everything around them that rules look at. */
import { JsonObject, KubernetesObject } from '../../../kubernetes';

/** Services in a namespace. */
export const PER_NAMESPACE = 10;
const MADE = '2025-10-01T08:00:00Z';

function make(
  apiVersion: string,
  kind: string,
  place: string,
  rest: Partial<KubernetesObject> & {
    labels?: Record<string, string>;
    owner?: string;
  } = {},
): KubernetesObject {
  const [name, namespace] = place.split('/').reverse();
  const { labels, owner, ...other } = rest;
  const [ownerKind, ownerName] = owner?.split(' ') ?? [];
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      uid: `${kind} ${place}`,
      creationTimestamp: MADE,
      ...(labels ? { labels } : {}),
      ...(owner
        ? {
            ownerReferences: [
              {
                apiVersion: 'apps/v1',
                kind: ownerKind,
                name: ownerName,
                uid: `${ownerKind} ${namespace}/${ownerName}`,
                controller: true,
              },
            ],
          }
        : {}),
    },
    ...other,
  };
}

function podSpec(name: string): JsonObject {
  return {
    serviceAccountName: name,
    containers: [
      {
        name,
        image: `registry.example.com/${name}:1.4.2`,
        ports: [{ name: 'http', containerPort: 8080 }],
        resources: {
          requests: { cpu: '100m', memory: '128Mi' },
          limits: { memory: '256Mi' },
        },
        readinessProbe: { httpGet: { path: '/ready', port: 8080 } },
        envFrom: [{ configMapRef: { name: `${name}-config` } }],
      },
    ],
  };
}

function runningPod(place: string, app: string, at: number): KubernetesObject {
  const [space] = place.split('/');
  return make('v1', 'Pod', `${space}/${app}-7d4b-${at}`, {
    labels: { app },
    owner: `ReplicaSet ${app}-7d4b`,
    spec: { ...podSpec(app), nodeName: `node-${at + 1}` },
    status: {
      phase: 'Running',
      startTime: MADE,
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [
        { name: app, ready: true, restartCount: 0, state: { running: {} } },
      ],
    },
  });
}

function entrance(space: string, app: string): KubernetesObject[] {
  const labels = { app };
  return [
    make('v1', 'Service', `${space}/${app}`, {
      labels,
      spec: { selector: labels, ports: [{ name: 'http', port: 80 }] },
    }),
    make('discovery.k8s.io/v1', 'EndpointSlice', `${space}/${app}-x1`, {
      labels: { 'kubernetes.io/service-name': app },
      endpoints: [0, 1].map(at => ({
        addresses: [`10.0.0.${at}`],
        conditions: { ready: true },
        targetRef: { name: `${app}-7d4b-${at}` },
      })),
    }),
    make('networking.k8s.io/v1', 'Ingress', `${space}/${app}`, {
      spec: {
        ingressClassName: 'nginx',
        tls: [{ hosts: [`${app}.example.com`], secretName: `${app}-tls` }],
        rules: [
          {
            host: `${app}.example.com`,
            http: {
              paths: [
                {
                  path: '/',
                  backend: { service: { name: app, port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      },
    }),
    make('cert-manager.io/v1', 'Certificate', `${space}/${app}-tls`, {
      spec: { secretName: `${app}-tls` },
      status: {
        notAfter: '2026-01-10T00:00:00Z',
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    }),
  ];
}

function service(space: string, app: string): KubernetesObject[] {
  const labels = { app };
  return [
    make('apps/v1', 'Deployment', `${space}/${app}`, {
      labels: { 'app.kubernetes.io/name': app },
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: podSpec(app) },
      },
      status: { readyReplicas: 2, replicas: 2 },
    }),
    make('apps/v1', 'ReplicaSet', `${space}/${app}-7d4b`, {
      labels,
      owner: `Deployment ${app}`,
      spec: { replicas: 2 },
    }),
    runningPod(`${space}/${app}`, app, 0),
    runningPod(`${space}/${app}`, app, 1),
    ...entrance(space, app),
    make('v1', 'ConfigMap', `${space}/${app}-config`, {
      data: { LOG_LEVEL: 'info' },
    }),
    make('policy/v1', 'PodDisruptionBudget', `${space}/${app}`, {
      spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
      status: { expectedPods: 2, currentHealthy: 2 },
    }),
    make('autoscaling/v2', 'HorizontalPodAutoscaler', `${space}/${app}`, {
      spec: {
        minReplicas: 2,
        scaleTargetRef: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: app,
        },
      },
      status: { conditions: [{ type: 'ScalingActive', status: 'True' }] },
    }),
    make('argoproj.io/v1alpha1', 'Application', `argocd/${app}`, {
      status: {
        sync: { status: 'Synced' },
        health: { status: 'Healthy' },
        resources: [{ kind: 'Deployment', namespace: space, name: app }],
      },
    }),
  ];
}

function surroundings(): KubernetesObject[] {
  return [
    ...[1, 2, 3].map(at =>
      make('v1', 'Node', `node-${at}`, {
        status: {
          conditions: [{ type: 'Ready', status: 'True' }],
          nodeInfo: { kubeletVersion: 'v1.33.2' },
        },
      }),
    ),
    make('networking.k8s.io/v1', 'IngressClass', 'nginx'),
    make('monitoring.coreos.com/v1', 'ServiceMonitor', 'monitoring/all', {
      spec: {
        namespaceSelector: { any: true },
        selector: {},
        endpoints: [{ port: 'http' }],
      },
    }),
    make('velero.io/v1', 'Schedule', 'velero/daily', {
      spec: { template: {}, schedule: '0 1 * * *' },
    }),
  ];
}

/** The objects of a fleet of so many services. */
export function fleetOf(count: number): KubernetesObject[] {
  const spaces = Math.ceil(count / PER_NAMESPACE);
  return [
    ...surroundings(),
    ...Array.from({ length: spaces }, (_, at) => [
      make('v1', 'Namespace', `team-${at}`),
      make('networking.k8s.io/v1', 'NetworkPolicy', `team-${at}/default`, {
        spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
      }),
    ]).flat(),
    ...Array.from({ length: count }, (_, at) =>
      service(`team-${Math.floor(at / PER_NAMESPACE)}`, `app-${at}`),
    ).flat(),
  ];
}
