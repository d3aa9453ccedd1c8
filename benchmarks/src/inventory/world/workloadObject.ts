import { KubernetesObject, Workload, WorkloadKind } from './types';

/** What a planted credential looks like: a text that no portal may show, unlike anything else in the world. */
export const CANARY = 'cnry-7f3a91d0e5';

const API_VERSION: Record<WorkloadKind, string> = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  CronJob: 'batch/v1',
};

/** Labels that a workload, its template and its pods share. */
export function labelsOf({ name }: Workload): Record<string, string> {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/managed-by': 'Helm',
  };
}

/** Labels by which a workload selects its pods. */
export function selectorOf({ name }: Workload): Record<string, string> {
  return { 'app.kubernetes.io/name': name };
}

/** The pod that a workload wants; its environment holds a credential, as those of real ones sometimes do. */
export function podSpecOf(workload: Workload) {
  const { name, image, port, namespace } = workload;
  return {
    serviceAccountName: 'default',
    securityContext: { runAsNonRoot: true, fsGroup: 1000 },
    containers: [
      {
        name: 'main',
        image,
        imagePullPolicy: 'IfNotPresent',
        ports: [{ name: 'http', containerPort: port, protocol: 'TCP' }],
        env: [
          { name: 'LOG_LEVEL', value: 'info' },
          { name: 'REGION', value: 'eu-central' },
          {
            name: 'BASE_URL',
            value: `http://${name}.${namespace}.svc:${port}`,
          },
          { name: 'DB_PASSWORD', value: `${CANARY}-${name}` },
        ],
        resources: {
          requests: { cpu: '100m', memory: '128Mi' },
          limits: { cpu: '500m', memory: '512Mi' },
        },
        readinessProbe: { httpGet: { path: '/healthz', port: 'http' } },
        livenessProbe: { httpGet: { path: '/livez', port: 'http' } },
      },
    ],
  };
}

function podTemplateOf(workload: Workload) {
  return {
    metadata: { labels: labelsOf(workload) },
    spec: podSpecOf(workload),
  };
}

function specOf(workload: Workload): Record<string, unknown> {
  const template = podTemplateOf(workload);
  const selector = { matchLabels: selectorOf(workload) };
  const { kind, name, replicas } = workload;
  if (kind === 'CronJob')
    return {
      schedule: '15 3 * * *',
      concurrencyPolicy: 'Forbid',
      suspend: false,
      jobTemplate: {
        spec: {
          template: {
            ...template,
            spec: { ...template.spec, restartPolicy: 'Never' },
          },
        },
      },
    };
  if (kind === 'DaemonSet') return { selector, template };
  if (kind === 'StatefulSet')
    return { replicas, serviceName: name, selector, template };
  return { replicas, revisionHistoryLimit: 10, selector, template };
}

function statusOf({ kind, replicas }: Workload): Record<string, unknown> {
  if (kind === 'CronJob') return { lastScheduleTime: '2026-11-20T03:15:00Z' };
  if (kind === 'DaemonSet')
    return {
      desiredNumberScheduled: replicas,
      currentNumberScheduled: replicas,
      numberReady: replicas,
      numberAvailable: replicas,
      observedGeneration: 1,
    };
  return {
    observedGeneration: 1,
    replicas,
    readyReplicas: replicas,
    updatedReplicas: replicas,
    availableReplicas: replicas,
    ...(kind === 'Deployment'
      ? { conditions: [{ type: 'Available', status: 'True' }] }
      : {}),
  };
}

/** The bookkeeping that every object of a real cluster carries, about as large as there. */
function managedFieldsOf(apiVersion: string) {
  const fields = {
    'f:metadata': { 'f:labels': { '.': {}, 'f:app.kubernetes.io/name': {} } },
    'f:spec': {
      'f:replicas': {},
      'f:selector': {},
      'f:template': {
        'f:spec': {
          'f:containers': {
            'k:{"name":"main"}': {
              '.': {},
              'f:image': {},
              'f:env': { '.': {}, 'k:{"name":"LOG_LEVEL"}': { 'f:value': {} } },
              'f:ports': { '.': {}, 'k:{"containerPort":8080}': { '.': {} } },
              'f:resources': { 'f:limits': {}, 'f:requests': {} },
            },
          },
        },
      },
    },
  };
  return ['helm', 'kube-controller-manager'].map(manager => ({
    manager,
    operation: 'Update',
    apiVersion,
    time: '2026-11-20T08:00:00Z',
    fieldsType: 'FieldsV1',
    fieldsV1: fields,
  }));
}

/** A workload as the API server gives it: with what was applied last, and who manages which field. */
export function workloadObject(workload: Workload): KubernetesObject {
  const { kind, name, namespace } = workload;
  const apiVersion = API_VERSION[kind];
  const spec = specOf(workload);
  const labels = labelsOf(workload);
  const applied = { apiVersion, kind, metadata: { name, namespace, labels } };
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace,
      labels,
      annotations: {
        'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({
          ...applied,
          spec,
        }),
        ...(kind === 'Deployment'
          ? { 'deployment.kubernetes.io/revision': '1' }
          : {}),
      },
      creationTimestamp: '2026-10-01T08:00:00Z',
      managedFields: managedFieldsOf(apiVersion),
    },
    spec,
    status: statusOf(workload),
  };
}
