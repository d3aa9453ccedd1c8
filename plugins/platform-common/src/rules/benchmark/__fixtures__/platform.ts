/** A small platform on which every rule that can pass passes, and none fails; a case plants one thing in it. */
import { DeclaredTree } from '../../../declared';
import { KubernetesObject } from '../../../kubernetes';
import { Observation } from '../../../model';
import { ProbeAnswer } from '../../../profiles';
import { TelemetryReading } from '../../../telemetry';
import {
  ExternalAnswer,
  LakeListing,
  PipelineDefinition,
  VolumeUsage,
} from '../../facts/knowledge';
import {
  app,
  container,
  cronJob,
  hoursAgo,
  inDays,
  make,
  serving,
} from './objects';
import { treeOf } from './tree';
import { telemetryOf } from './telemetry';

/** Everything that a case may change. */
export interface Platform {
  objects: KubernetesObject[];
  /** Resources that cannot be read: `cert-manager.io/certificates`. */
  unread: string[];
  /** Resources that nobody lists. */
  unlisted: string[];
  version: string;
  tree: DeclaredTree;
  /** Trees are not read at all. */
  withoutTree?: boolean;
  telemetry: TelemetryReading[];
  pipelines: PipelineDefinition[];
  volumes: VolumeUsage[];
  external: ExternalAnswer[];
  /** Tables that its lake lists; absent when it is not asked. */
  lake?: Observation<LakeListing>;
  probes: Map<string, ProbeAnswer>;
}

/** The object of a kind at `namespace/name`, to be written over. */
export function at(
  platform: Platform,
  kind: string,
  place: string,
): KubernetesObject {
  const [name, namespace] = place.split('/').reverse();
  const found = platform.objects.find(
    ({ kind: own, metadata }) =>
      own === kind &&
      metadata.name === name &&
      metadata.namespace === namespace,
  );
  if (!found) throw new Error(`the benchmark has no ${kind} ${place}`);
  return found;
}

/** Takes objects of a kind away. */
export function without(
  platform: Platform,
  kind: string,
  place?: string,
): void {
  platform.objects = platform.objects.filter(
    ({ kind: own, metadata: { namespace, name } }) =>
      own !== kind ||
      (place !== undefined &&
        place !== (namespace ? `${namespace}/${name}` : name)),
  );
}

const NAMESPACES = [
  'data',
  'monitoring',
  'velero',
  'kube-system',
  'argocd',
  'edge',
];

function nodes(): KubernetesObject[] {
  return [1, 2, 3].map(i =>
    make('v1', 'Node', `node-${i}`, {
      labels: { 'kubernetes.io/hostname': `node-${i}` },
      spec: {},
      status: {
        conditions: [
          { type: 'Ready', status: 'True' },
          { type: 'MemoryPressure', status: 'False' },
          { type: 'DiskPressure', status: 'False' },
        ],
        nodeInfo: { kubeletVersion: 'v1.33.2' },
        images: [],
      },
    }),
  );
}

function security(): KubernetesObject[] {
  const policies = NAMESPACES.flatMap(namespace => [
    make('networking.k8s.io/v1', 'NetworkPolicy', `${namespace}/default-deny`, {
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    }),
    make('networking.k8s.io/v1', 'NetworkPolicy', `${namespace}/allow`, {
      spec: {
        podSelector: {},
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ from: [{ namespaceSelector: {} }] }],
        egress: [
          {
            to: [{ namespaceSelector: {} }],
            ports: [{ port: 53, protocol: 'UDP' }],
          },
          { to: [{ namespaceSelector: {} }] },
        ],
      },
    }),
  ]);
  const pinned = make('kyverno.io/v1', 'ClusterPolicy', 'disallow-latest', {
    spec: {
      validationFailureAction: 'Enforce',
      rules: [
        {
          name: 'tag',
          match: { any: [{ resources: { kinds: ['Pod'] } }] },
          validate: {
            message: 'Pin it.',
            pattern: { spec: { containers: [{ image: '!*:latest' }] } },
          },
        },
      ],
    },
  });
  const report = make(
    'wgpolicyk8s.io/v1alpha2',
    'PolicyReport',
    'data/trino-report',
    {
      scope: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'trino',
        namespace: 'data',
      },
      results: [{ policy: 'disallow-latest', rule: 'tag', result: 'pass' }],
    },
  );
  return [...policies, pinned, report];
}

function backups(): KubernetesObject[] {
  const schedule = make('velero.io/v1', 'Schedule', 'velero/daily', {
    spec: {
      schedule: '0 2 * * *',
      template: {
        storageLocation: 'offsite',
        defaultVolumesToFsBackup: true,
        ttl: '720h0m0s',
      },
    },
    status: { phase: 'Enabled' },
  });
  const backup = make('velero.io/v1', 'Backup', 'velero/daily-20251024', {
    labels: { 'velero.io/schedule-name': 'daily' },
    created: hoursAgo(15),
    spec: {
      storageLocation: 'offsite',
      ttl: '720h0m0s',
      includedNamespaces: ['*'],
    },
    status: {
      phase: 'Completed',
      startTimestamp: hoursAgo(15),
      completionTimestamp: hoursAgo(14.5),
    },
  });
  const restore = make('velero.io/v1', 'Restore', 'velero/drill', {
    created: hoursAgo(24 * 20),
    spec: {
      backupName: 'daily-20251004',
      includedNamespaces: ['data', 'monitoring'],
    },
    status: {
      phase: 'Completed',
      startTimestamp: hoursAgo(24 * 20),
      completionTimestamp: hoursAgo(24 * 20 - 1),
    },
  });
  const location = make(
    'velero.io/v1',
    'BackupStorageLocation',
    'velero/offsite',
    {
      spec: { default: true, config: { s3Url: 'https://s3.example.com' } },
      status: { phase: 'Available' },
    },
  );
  return [schedule, backup, restore, location];
}

function postgresql(): KubernetesObject[] {
  const objects = app({ name: 'postgresql', kind: 'StatefulSet', port: 5432 });
  const set = objects[0];
  const template = {
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'fast' },
  };
  set.spec = { ...set.spec, volumeClaimTemplates: [template] };
  const claims = [0, 1].map(i =>
    make('v1', 'PersistentVolumeClaim', `data/data-postgresql-${i}`, {
      labels: { 'app.kubernetes.io/name': 'postgresql' },
      annotations: {
        'volume.kubernetes.io/storage-provisioner': 'ebs.csi.aws.com',
      },
      spec: {
        storageClassName: 'fast',
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '20Gi' } },
      },
      status: { phase: 'Bound', capacity: { storage: '20Gi' } },
    }),
  );
  return [...objects, ...claims];
}

function trinoEdge(): KubernetesObject[] {
  return [
    make('networking.k8s.io/v1', 'IngressClass', 'nginx', {
      spec: { controller: 'k8s.io/ingress-nginx' },
    }),
    make('networking.k8s.io/v1', 'Ingress', 'data/trino', {
      spec: {
        ingressClassName: 'nginx',
        tls: [{ hosts: ['trino.example.com'], secretName: 'trino-tls' }],
        rules: [
          {
            host: 'trino.example.com',
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: {
                    service: { name: 'trino', port: { name: 'http' } },
                  },
                },
              ],
            },
          },
        ],
      },
    }),
    make('cert-manager.io/v1', 'Certificate', 'data/trino-tls', {
      spec: { secretName: 'trino-tls', dnsNames: ['trino.example.com'] },
      status: {
        conditions: [{ type: 'Ready', status: 'True' }],
        notAfter: inDays(60),
      },
    }),
    make('monitoring.coreos.com/v1', 'ServiceMonitor', 'data/trino', {
      spec: {
        selector: { matchLabels: { 'app.kubernetes.io/name': 'trino' } },
        endpoints: [{ port: 'http', interval: '30s' }],
      },
    }),
  ];
}

function autoscaled(): KubernetesObject[] {
  return [
    ...app({
      name: 'superset',
      spec: {
        containers: [
          container('superset', {
            ...serving(8088),
            envFrom: [{ configMapRef: { name: 'superset-config' } }],
            volumeMounts: [{ name: 'scripts', mountPath: '/scripts' }],
          }),
        ],
        volumes: [{ name: 'scripts', configMap: { name: 'superset-config' } }],
      },
    }),
    make('v1', 'ConfigMap', 'data/superset-config', {
      data: { LOG_LEVEL: 'info', 'boot.sh': 'superset init' },
    }),
    make('autoscaling/v2', 'HorizontalPodAutoscaler', 'data/superset', {
      spec: {
        scaleTargetRef: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'superset',
        },
        minReplicas: 2,
        maxReplicas: 6,
        metrics: [{ type: 'Resource' }],
      },
      status: {
        currentReplicas: 2,
        conditions: [
          { type: 'ScalingActive', status: 'True', reason: 'ValidMetricFound' },
          { type: 'AbleToScale', status: 'True' },
        ],
      },
    }),
  ];
}

function pipelines(): PipelineDefinition[] {
  return [
    {
      name: 'eia-daily',
      serviceId: 'dolphinscheduler',
      origin: { source: 'platform', path: 'workflows/eia-daily.json', line: 3 },
      schedule: { expression: '0 30 6 * * ? *', dialect: 'quartz' },
      steps: [
        {
          name: 'fetch',
          type: 'SHELL',
          script: '# EIA prices\npython fetch.py --day ${day}',
          retries: 3,
          retryMinutes: 5,
          files: ['workflows/fetch.py'],
        },
        {
          name: 'load',
          type: 'SQL',
          script: 'INSERT INTO prices SELECT * FROM staging',
          retries: 2,
          retryMinutes: 1,
        },
      ],
      sinks: [{ kind: 'table', name: 'iceberg.raw.prices', exists: true }],
      knownFiles: ['workflows/eia-daily.json', 'workflows/fetch.py'],
      quota: { source: 'eia', requestsPerDay: 40, allowedPerDay: 5000 },
    },
  ];
}

const APPLICATIONS = ['trino', 'superset', 'postgresql'];

function applications(): KubernetesObject[] {
  return APPLICATIONS.map(name =>
    make('argoproj.io/v1alpha1', 'Application', `argocd/${name}`, {
      spec: {
        source: {
          repoURL: 'https://git.example.com/platform.git',
          path: `apps/${name}`,
        },
        destination: { namespace: 'data' },
      },
      status: {
        sync: { status: 'Synced' },
        health: { status: 'Healthy' },
        resources: [
          {
            group: 'apps',
            kind: name === 'postgresql' ? 'StatefulSet' : 'Deployment',
            namespace: 'data',
            name,
          },
        ],
      },
    }),
  );
}

/** The platform; a new one each time. */
export function healthyPlatform(): Platform {
  const objects = [
    ...NAMESPACES.map(name => make('v1', 'Namespace', name)),
    ...nodes(),
    ...app({
      name: 'trino',
      annotations: {
        '254carbon.com/owner': 'data-engineering',
        '254carbon.com/criticality': 'critical',
      },
    }),
    ...trinoEdge(),
    ...autoscaled(),
    ...postgresql(),
    ...cronJob('ingest-eia'),
    ...app({ name: 'dolphinscheduler', port: 12345 }),
    ...app({ name: 'orders', port: 9000 }),
    ...app({ name: 'grafana', namespace: 'monitoring', port: 3000 }),
    ...app({
      name: 'alertmanager',
      namespace: 'monitoring',
      kind: 'StatefulSet',
      port: 9093,
    }),
    ...app({ name: 'victoria-metrics', namespace: 'monitoring', port: 8428 }),
    ...app({ name: 'loki', namespace: 'monitoring', port: 3100 }),
    ...app({ name: 'velero', namespace: 'velero', replicas: 1 }),
    ...app({
      name: 'cloudflared',
      namespace: 'edge',
      container: {
        image: 'cloudflare/cloudflared:2024.9.1',
        ports: [{ name: 'http', containerPort: 2000 }],
      },
      port: 2000,
    }),
    ...app({
      name: 'coredns',
      namespace: 'kube-system',
      labels: { 'k8s-app': 'kube-dns' },
    }),
    ...app({
      name: 'metrics-server',
      namespace: 'kube-system',
      labels: { 'k8s-app': 'metrics-server' },
    }),
    ...app({
      name: 'calico-node',
      namespace: 'kube-system',
      kind: 'DaemonSet',
      replicas: 3,
      labels: { 'k8s-app': 'calico-node' },
    }),
    make('v1', 'ResourceQuota', 'data/quota', {
      spec: { hard: { 'requests.cpu': '20', 'requests.memory': '64Gi' } },
      status: {
        hard: { 'requests.cpu': '20', 'requests.memory': '64Gi' },
        used: { 'requests.cpu': '4', 'requests.memory': '12Gi' },
      },
    }),
    make('kafka.strimzi.io/v1beta2', 'KafkaTopic', 'data/prices', {
      labels: { 'strimzi.io/cluster': 'events' },
      spec: { partitions: 3 },
    }),
    ...security(),
    ...backups(),
    ...applications(),
  ];
  for (const object of objects) {
    const name = object.metadata.labels?.['app.kubernetes.io/name'];
    const isRoot = [
      'Deployment',
      'StatefulSet',
      'DaemonSet',
      'CronJob',
    ].includes(object.kind);
    if (!isRoot || object.metadata.namespace !== 'data') continue;
    object.metadata.annotations = {
      '254carbon.com/owner': 'data-engineering',
      '254carbon.com/description': `What ${name} is for.`,
      'argocd.argoproj.io/tracking-id': `${name}:apps/${object.kind}:data/${name}`,
      ...object.metadata.annotations,
    };
  }
  return {
    objects,
    unread: [],
    unlisted: [],
    version: 'v1.33.2',
    tree: treeOf(objects),
    telemetry: telemetryOf(),
    pipelines: pipelines(),
    volumes: [0, 1].map(i => ({
      cluster: 'demo',
      namespace: 'data',
      claim: `data-postgresql-${i}`,
      used: 0.4,
    })),
    external: [{ host: 'trino.example.com', status: 200 }],
    probes: new Map(),
  };
}
