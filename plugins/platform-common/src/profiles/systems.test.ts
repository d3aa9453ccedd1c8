/**
 * What the platform's documents name, and what the portal knows of it. Whoever adds a system to the
 * platform adds a line here; what has no profile has a reason.
 */
import { deployment } from '../__fixtures__/objects';
import { PROFILES, recogniseWorkload } from '.';

/** Name in the documents, profile, kind and type in the catalog, system, an image, a chart. */
const SYSTEMS: readonly (readonly [
  string,
  string,
  string,
  string,
  string,
  string?,
])[] = [
  [
    'DolphinScheduler API, master, worker, alert',
    'dolphinscheduler',
    'Component service',
    'data',
    'apache/dolphinscheduler-api:3.1.9',
    'dolphinscheduler-3.2.0',
  ],
  [
    'Trino',
    'trino',
    'Component service',
    'data',
    'trinodb/trino:436',
    'trino-0.19.0',
  ],
  [
    'MinIO and its console',
    'minio',
    'Resource object-store',
    'storage',
    'quay.io/minio/minio:RELEASE.2024',
    'minio-5.0.15',
  ],
  [
    'Iceberg REST catalog',
    'iceberg-rest-catalog',
    'Resource table-catalog',
    'storage',
    'tabulario/iceberg-rest:0.6.0',
  ],
  [
    'Iceberg maintenance',
    'iceberg-maintenance',
    'Component scheduled-job',
    'data',
    '',
  ],
  [
    'Doris',
    'doris',
    'Resource database',
    'storage',
    'apache/doris.fe-ubuntu:2.1.0',
    'doris-1.0.0',
  ],
  [
    'Superset',
    'superset',
    'Component service',
    'data',
    'apache/superset:3.0.0',
    'superset-0.10.6',
  ],
  [
    'Spark Operator',
    'spark-operator',
    'Component service',
    'data',
    'ghcr.io/kubeflow/spark-operator/controller:2.0.0',
    'spark-operator-2.0.0',
  ],
  [
    'Spark History Server',
    'spark-history',
    'Component service',
    'data',
    '',
    'spark-history-server-1.0.0',
  ],
  [
    'ZooKeeper',
    'zookeeper',
    'Resource coordination',
    'storage',
    'zookeeper:3.8',
    'zookeeper-12.1.2',
  ],
  [
    'lakeFS',
    'lakefs',
    'Resource object-store',
    'storage',
    'treeverse/lakefs:1.0.0',
    'lakefs-0.13.0',
  ],
  [
    'DataHub GMS, frontend, consumers, ingestion',
    'datahub',
    'Component service',
    'data',
    'acryldata/datahub-gms:v0.12.0',
    'datahub-gms-0.2.100',
  ],
  [
    'Portal services',
    'portal-services',
    'Component service',
    'gateway',
    '',
    'portal-services-1.0.0',
  ],
  [
    'GraphQL gateway',
    'graphql-gateway',
    'Component service',
    'gateway',
    '',
    'graphql-gateway-1.0.0',
  ],
  [
    'Redis',
    'redis',
    'Resource cache',
    'storage',
    'bitnami/redis:7.2',
    'redis-18.1.0',
  ],
  [
    'MLflow',
    'mlflow',
    'Component service',
    'machine-learning',
    'ghcr.io/mlflow/mlflow:v2.8.0',
    'mlflow-0.7.19',
  ],
  ['Kong', 'kong', 'Component service', 'gateway', 'kong:3.4', 'kong-2.33.0'],
  [
    'PostgreSQL',
    'postgresql',
    'Resource database',
    'storage',
    'postgres:15',
    'postgresql-13.2.0',
  ],
  [
    'Nginx Ingress Controller',
    'ingress-nginx',
    'Component service',
    'edge',
    'registry.k8s.io/ingress-nginx/controller:v1.9.4',
    'ingress-nginx-4.8.3',
  ],
  [
    'Cloudflare Tunnel',
    'cloudflare-tunnel',
    'Component service',
    'edge',
    'cloudflare/cloudflared:2024.1.0',
    'cloudflare-tunnel-0.3.0',
  ],
  [
    'cert-manager',
    'cert-manager',
    'Component service',
    'security',
    'quay.io/jetstack/cert-manager-controller:v1.13.0',
    'cert-manager-v1.13.0',
  ],
  [
    'Istio',
    'istio',
    'Component service',
    'gateway',
    'docker.io/istio/pilot:1.20.0',
    'istiod-1.20.0',
  ],
  [
    'Kiali',
    'kiali',
    'Component service',
    'observability',
    'quay.io/kiali/kiali:v1.75',
    'kiali-server-1.75.0',
  ],
  [
    'Jaeger',
    'jaeger',
    'Component service',
    'observability',
    'jaegertracing/all-in-one:1.51',
    'jaeger-0.71.0',
  ],
  [
    'Grafana',
    'grafana',
    'Component service',
    'observability',
    'grafana/grafana:10.2.0',
    'grafana-7.0.0',
  ],
  [
    'VictoriaMetrics',
    'victoria-metrics',
    'Resource database',
    'observability',
    'victoriametrics/victoria-metrics:v1.93.0',
    'victoria-metrics-single-0.9.12',
  ],
  [
    'vmagent',
    'vmagent',
    'Component service',
    'observability',
    'victoriametrics/vmagent:v1.93.0',
    'victoria-metrics-agent-0.9.14',
  ],
  [
    'Loki',
    'loki',
    'Resource database',
    'observability',
    'grafana/loki:2.9.0',
    'loki-5.36.0',
  ],
  [
    'Fluent Bit',
    'fluent-bit',
    'Component service',
    'observability',
    'fluent/fluent-bit:2.2',
    'fluent-bit-0.40.0',
  ],
  [
    'Promtail',
    'promtail',
    'Component service',
    'observability',
    'grafana/promtail:2.9.0',
    'promtail-6.15.0',
  ],
  [
    'Prometheus',
    'prometheus',
    'Component service',
    'observability',
    'quay.io/prometheus/prometheus:v2.47.0',
    'prometheus-25.0.0',
  ],
  [
    'Prometheus Operator',
    'prometheus-operator',
    'Component service',
    'observability',
    'quay.io/prometheus-operator/prometheus-operator:v0.68.0',
    'kube-prometheus-stack-51.0.0',
  ],
  [
    'AlertManager',
    'alertmanager',
    'Component service',
    'observability',
    'quay.io/prometheus/alertmanager:v0.26.0',
    'alertmanager-1.7.0',
  ],
  [
    'PostgreSQL exporter',
    'postgres-exporter',
    'Component service',
    'observability',
    'quay.io/prometheuscommunity/postgres-exporter:v0.15.0',
    'prometheus-postgres-exporter-5.2.0',
  ],
  [
    'Kafka exporter',
    'kafka-exporter',
    'Component service',
    'observability',
    'danielqsj/kafka-exporter:v1.7.0',
    'prometheus-kafka-exporter-2.6.0',
  ],
  [
    'Elasticsearch exporter',
    'elasticsearch-exporter',
    'Component service',
    'observability',
    'quay.io/prometheuscommunity/elasticsearch-exporter:v1.6.0',
    'prometheus-elasticsearch-exporter-5.3.0',
  ],
  [
    'metrics-server',
    'metrics-server',
    'Component service',
    'observability',
    'registry.k8s.io/metrics-server/metrics-server:v0.6.4',
    'metrics-server-3.11.0',
  ],
  [
    'Velero',
    'velero',
    'Component service',
    'storage',
    'velero/velero:v1.12.0',
    'velero-5.1.0',
  ],
  [
    'Kyverno',
    'kyverno',
    'Component service',
    'security',
    'ghcr.io/kyverno/kyverno:v1.10.0',
    'kyverno-3.0.0',
  ],
  [
    'Harbor',
    'harbor',
    'Component service',
    'delivery',
    'goharbor/harbor-core:v2.9.0',
    'harbor-1.13.0',
  ],
  [
    'Argo CD',
    'argocd',
    'Component service',
    'delivery',
    'quay.io/argoproj/argocd:v2.9.5',
    'argo-cd-5.46.0',
  ],
  [
    'Vault',
    'vault',
    'Component service',
    'security',
    'hashicorp/vault:1.15.0',
    'vault-0.25.0',
  ],
  [
    'Ray and Ray Serve',
    'ray',
    'Component service',
    'machine-learning',
    'rayproject/ray:2.9.0',
    'ray-cluster-1.0.0',
  ],
  [
    'KubeRay operator',
    'kuberay-operator',
    'Component service',
    'machine-learning',
    'quay.io/kuberay/operator:v1.0.0',
    'kuberay-operator-1.0.0',
  ],
  [
    'Kubeflow Pipelines',
    'kubeflow-pipelines',
    'Component service',
    'machine-learning',
    'gcr.io/ml-pipeline/api-server:2.0.5',
    'kubeflow-pipelines-2.0.0',
  ],
  [
    'Katib',
    'katib',
    'Component service',
    'machine-learning',
    'docker.io/kubeflowkatib/katib-controller:v0.16.0',
    'katib-0.16.0',
  ],
  [
    'Kafka',
    'kafka',
    'Resource message-broker',
    'storage',
    'bitnami/kafka:3.6',
    'kafka-26.0.0',
  ],
  [
    'Strimzi',
    'strimzi',
    'Component service',
    'storage',
    '',
    'strimzi-kafka-operator-0.38.0',
  ],
  [
    'Schema Registry',
    'schema-registry',
    'Component service',
    'data',
    'confluentinc/cp-schema-registry:7.5.0',
    'schema-registry-16.0.0',
  ],
  [
    'Elasticsearch',
    'elasticsearch',
    'Resource search-index',
    'storage',
    'docker.elastic.co/elasticsearch/elasticsearch:8.11.0',
    'elasticsearch-8.5.1',
  ],
  [
    'Neo4j',
    'neo4j',
    'Resource database',
    'storage',
    'neo4j:5.13',
    'neo4j-5.13.0',
  ],
  ['Flink', 'flink', 'Component service', 'data', 'flink:1.18', 'flink-1.0.0'],
  [
    'TimescaleDB',
    'timescaledb',
    'Resource database',
    'storage',
    'timescale/timescaledb:2.13.0-pg15',
    'timescaledb-single-0.33.0',
  ],
  [
    'Ceph',
    'rook-ceph',
    'Component service',
    'storage',
    'rook/ceph:v1.12.0',
    'rook-ceph-v1.12.0',
  ],
  [
    'Longhorn',
    'longhorn',
    'Component service',
    'storage',
    'longhornio/longhorn-manager:v1.5.0',
    'longhorn-1.5.0',
  ],
  [
    'Kubernetes control plane',
    'kubernetes-control-plane',
    'Component service',
    'substrate',
    'registry.k8s.io/kube-apiserver:v1.34.1',
  ],
  [
    'CoreDNS',
    'coredns',
    'Component service',
    'substrate',
    'registry.k8s.io/coredns/coredns:v1.11.1',
    'coredns-1.29.0',
  ],
  [
    'Flannel',
    'flannel',
    'Component service',
    'substrate',
    'flannel/flannel:v0.23.0',
    'flannel-v0.23.0',
  ],
  [
    'Local-path provisioner',
    'local-path-provisioner',
    'Component service',
    'substrate',
    'rancher/local-path-provisioner:v0.0.24',
    'local-path-provisioner-0.0.24',
  ],
  [
    'GPU nodes',
    'nvidia-gpu',
    'Component service',
    'substrate',
    'nvcr.io/nvidia/k8s-device-plugin:v0.14.0',
    'nvidia-device-plugin-0.14.0',
  ],
  [
    'DCGM exporter',
    'dcgm-exporter',
    'Component service',
    'observability',
    'nvcr.io/nvidia/k8s/dcgm-exporter:3.2.5',
    'dcgm-exporter-3.2.0',
  ],
  [
    'Vertical Pod Autoscaler',
    'vertical-pod-autoscaler',
    'Component service',
    'substrate',
    'registry.k8s.io/autoscaling/vpa-recommender:1.0.0',
    'vpa-3.0.2',
  ],
  [
    'Cluster Autoscaler',
    'cluster-autoscaler',
    'Component service',
    'substrate',
    'registry.k8s.io/autoscaling/cluster-autoscaler:v1.28.0',
    'cluster-autoscaler-9.29.0',
  ],
  [
    'kube-proxy',
    'kube-proxy',
    'Component service',
    'substrate',
    'registry.k8s.io/kube-proxy:v1.34.1',
  ],
];

/** Named in the documents, but nothing that could run in a cluster under its own name. */
const WITHOUT: Record<string, string> = {
  'Cloudflare Zero Trust and DNS':
    'a service outside; seen only as a redirect to its login',
  'GHCR, GitHub Actions, e-mail, Slack, PagerDuty': 'services outside',
  Helm: 'a tool; its releases are told by the services that it installed',
  Logstash: 'rejected; an entity of the catalog',
  'Great Expectations, Arrow Flight': 'libraries inside other programs',
  'NetworkPolicy, RBAC, quotas, autoscalers, budgets':
    'objects that belong to services',
  'SLO dashboards, A/B tests, SDK': 'planned, without software chosen',
};

describe('systems of the platform', () => {
  it.each(SYSTEMS)('%s is %s', (_, id, place, system) => {
    const profile = PROFILES.find(item => item.id === id);
    expect(profile).toBeDefined();
    expect(`${profile?.kind} ${profile?.type}`).toBe(place);
    expect(profile?.system).toBe(system);
    expect(profile?.description).not.toBe('');
    expect(profile?.owner).toMatch(/^group:default\//);
  });

  it.each(SYSTEMS.filter(([, , , , image]) => image))(
    '%s is recognised by its image, whatever the workload is called',
    (_, id, _place, _system, image) => {
      const [object] = deployment('x-y-z', {
        image: `mirror.example:5000/${image}`,
      });
      expect(recogniseWorkload(object, PROFILES)?.profile.id).toBe(id);
    },
  );

  it.each(SYSTEMS.filter(([, , , , , chart]) => chart))(
    '%s is recognised by its chart, when name and image tell nothing',
    (_, id, _place, _system, _image, chart) => {
      const [object] = deployment('x-y-z', {
        image: 'mirror.example/a:1',
        labels: { 'helm.sh/chart': chart! },
      });
      expect(recogniseWorkload(object, PROFILES)?.profile.id).toBe(id);
    },
  );

  it.each([
    ['kafka.strimzi.io/v1', 'Kafka', 'kafka'],
    ['ray.io/v1', 'RayCluster', 'ray'],
    ['ray.io/v1', 'RayService', 'ray'],
    ['doris.selectdb.com/v1', 'DorisCluster', 'doris'],
    ['elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', 'elasticsearch'],
    ['postgresql.cnpg.io/v1', 'Cluster', 'postgresql'],
    ['acid.zalan.do/v1', 'postgresql', 'postgresql'],
    ['minio.min.io/v2', 'Tenant', 'minio'],
    ['flink.apache.org/v1beta1', 'FlinkDeployment', 'flink'],
    ['operator.victoriametrics.com/v1beta1', 'VMSingle', 'victoria-metrics'],
    ['operator.victoriametrics.com/v1beta1', 'VMAgent', 'vmagent'],
    ['monitoring.coreos.com/v1', 'Prometheus', 'prometheus'],
    ['monitoring.coreos.com/v1', 'Alertmanager', 'alertmanager'],
    ['ceph.rook.io/v1', 'CephCluster', 'rook-ceph'],
    ['jaegertracing.io/v1', 'Jaeger', 'jaeger'],
  ])('%s %s stands for %s', (apiVersion, kind, id) => {
    const object = {
      apiVersion,
      kind,
      metadata: { name: 'x', namespace: 'y' },
    };
    expect(recogniseWorkload(object, PROFILES)?.profile.id).toBe(id);
  });

  it('does not take a Cluster of somebody else for a database', () => {
    const object = {
      apiVersion: 'cluster.x-k8s.io/v1beta1',
      kind: 'Cluster',
      metadata: { name: 'x' },
    };
    expect(recogniseWorkload(object, PROFILES)).toBeUndefined();
  });

  it('has a reason for whatever has no profile', () => {
    for (const reason of Object.values(WITHOUT)) expect(reason).not.toBe('');
  });

  it('knows metrics and documentation of what is run by itself', () => {
    const without = SYSTEMS.map(
      ([, id]) => PROFILES.find(item => item.id === id)!,
    )
      .filter(({ docsUrl }) => docsUrl === undefined)
      .map(({ id }) => id);
    expect(without).toEqual(['portal-services']);
    const counted = PROFILES.filter(({ metrics }) => metrics);
    expect(counted.length).toBeGreaterThan(45);
  });
});
