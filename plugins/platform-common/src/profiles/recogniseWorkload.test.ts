import fc from 'fast-check';
import { KubernetesObject } from '../kubernetes';
import { prepareRecognition, PROFILES, recogniseWorkload } from '.';

function workload(options: {
  name?: string;
  labels?: Record<string, string>;
  images?: string[];
  kind?: string;
}): KubernetesObject {
  const {
    name = 'thing',
    labels = {},
    images = ['x:1'],
    kind = 'Deployment',
  } = options;
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, labels },
    spec: {
      template: {
        spec: {
          containers: images.map((image, index) => ({
            name: `c${index}`,
            image,
          })),
        },
      },
    },
  };
}

const idOf = (object: KubernetesObject) =>
  recogniseWorkload(object, PROFILES)?.profile.id;

describe('recogniseWorkload', () => {
  it.each([
    'prodrigestivill/postgres-backup-local:15',
    'registry.example.com/postgres-backup:1',
    'registry.example.com/redis-insight:1',
    'provectuslabs/kafka-ui:latest',
    'registry.example.com/trino-exporter:1',
    'myorg/grafana-backup:1',
    'myorg/not-vault:1',
    'myorg/payments-api-2:1.2',
    'rancher/mirrored-pause:3.6',
  ])('%s is built beside a system, and is none', image => {
    expect(idOf(workload({ images: [image] }))).toBeUndefined();
  });

  it.each([
    ['trinodb/trino:436', 'trino'],
    [
      `registry.example.com:5000/mirror/bitnami/postgresql:15.4@sha256:${'0'.repeat(
        64,
      )}`,
      'postgresql',
    ],
    ['harbor.example.com/proxy/quay.io/prometheus/prometheus', 'prometheus'],
    [
      '123456789012.dkr.ecr.eu-west-1.amazonaws.com/hub/library/redis:7',
      'redis',
    ],
    ['registry.example.com/rhel9/postgresql-15:1', 'postgresql'],
    ['registry.example.com/sclorg/mysql-80-c9s', 'mysql'],
    ['registry.example.com/team/trino-custom:1', 'trino'],
    ['registry.example.com/data/trino:436-acme.3', 'trino'],
    ['starburstdata/starburst-enterprise:435-e', 'trino'],
    ['hashicorp/vault-enterprise:1.15-ent', 'vault'],
    ['rancher/mirrored-coredns-coredns:1.10', 'coredns'],
    ['rancher/mirrored-library-traefik:2.10', 'traefik'],
    ['rancher/mirrored-metrics-server:v0.6', 'metrics-server'],
    ['rancher/mirrored-longhornio-longhorn-manager:v1', 'longhorn'],
    ['bitnami/harbor-core:2', 'harbor'],
    ['pgvector/pgvector:pg16', 'postgresql'],
    ['docker.io/bitnami/redis:7.2', 'redis'],
    ['redis:7-alpine', 'redis'],
    ['oliver006/redis_exporter:v1.55', 'redis-exporter'],
    [
      'quay.io/prometheuscommunity/postgres-exporter:v0.15',
      'postgres-exporter',
    ],
    ['postgres:15', 'postgresql'],
    ['timescale/timescaledb-ha:pg15', 'timescaledb'],
    ['minio/minio:RELEASE.2024', 'minio'],
    ['tabulario/iceberg-rest:0.6.0', 'iceberg-rest-catalog'],
    ['apache/dolphinscheduler-master:3.1.9', 'dolphinscheduler'],
    ['linkedin/datahub-gms:v0.12', 'datahub'],
    ['apache/superset:3.0.0', 'superset'],
    ['quay.io/strimzi/kafka:0.43.0-kafka-3.8.0', 'kafka'],
    ['confluentinc/cp-schema-registry:7.5.0', 'schema-registry'],
    ['docker.elastic.co/elasticsearch/elasticsearch:8.11.0', 'elasticsearch'],
    ['kong:3.4', 'kong'],
    ['cloudflare/cloudflared:2024.1', 'cloudflare-tunnel'],
    ['registry.k8s.io/ingress-nginx/controller:v1.9.4', 'ingress-nginx'],
    ['quay.io/jetstack/cert-manager-webhook:v1.14', 'cert-manager'],
    ['docker.io/istio/pilot:1.20', 'istio'],
    ['quay.io/kiali/kiali:v1.79', 'kiali'],
    ['jaegertracing/all-in-one:1.51', 'jaeger'],
    ['grafana/grafana:10.2.0', 'grafana'],
    ['victoriametrics/victoria-metrics:v1.95', 'victoria-metrics'],
    ['victoriametrics/vmagent:v1.95', 'vmagent'],
    ['grafana/loki:2.9.0', 'loki'],
    ['grafana/promtail:2.9.0', 'promtail'],
    ['fluent/fluent-bit:2.2', 'fluent-bit'],
    ['prom/prometheus:v2.48', 'prometheus'],
    ['quay.io/prometheus/alertmanager:v0.26', 'alertmanager'],
    ['registry.k8s.io/metrics-server/metrics-server:v0.7', 'metrics-server'],
    ['velero/velero:v1.12', 'velero'],
    ['ghcr.io/kyverno/kyverno:v1.11', 'kyverno'],
    ['goharbor/harbor-core:v2.10', 'harbor'],
    ['goharbor/redis-photon:v2.10', 'harbor'],
    ['quay.io/argoproj/argocd:v2.9', 'argocd'],
    ['hashicorp/vault:1.15', 'vault'],
    ['hashicorp/vault-k8s:1.3', 'vault-agent-injector'],
    ['rayproject/ray:2.9.0', 'ray'],
    ['quay.io/kuberay/operator:v1.1.0', 'kuberay-operator'],
    ['ghcr.io/mlflow/mlflow:v2.9', 'mlflow'],
    ['flink:1.18', 'flink'],
    ['clickhouse/clickhouse-server:23.8', 'clickhouse'],
    ['mysql:8.0', 'mysql'],
    ['treeverse/lakefs:1.7', 'lakefs'],
    ['zookeeper:3.8', 'zookeeper'],
    ['neo4j:5.13', 'neo4j'],
    ['registry.k8s.io/coredns/coredns:v1.11', 'coredns'],
    ['registry.k8s.io/kube-proxy:v1.34.1', 'kube-proxy'],
    ['docker.io/flannel/flannel:v0.25', 'flannel'],
    ['rancher/local-path-provisioner:v0.0.26', 'local-path-provisioner'],
    ['apache/airflow:2.8', 'airflow'],
    ['mycompany/orders:1', undefined],
    ['mycompany/trino-gateway-ui:1', undefined],
  ])('image %s is %s', (image, id) => {
    expect(idOf(workload({ images: [image] }))).toBe(id);
  });

  it('lets a sidecar be a sidecar', () => {
    const images = [
      'mycompany/orders:1',
      'fluent/fluent-bit:2.2',
      'hashicorp/vault:1.15',
    ];
    expect(idOf(workload({ name: 'orders', images }))).toBeUndefined();
  });

  it('takes Redis inside Argo CD as a part of Argo CD', () => {
    const labels = {
      'app.kubernetes.io/part-of': 'argocd',
      'app.kubernetes.io/name': 'argocd-redis',
    };
    expect(idOf(workload({ labels, images: ['redis:7'] }))).toBe('argocd');
  });

  it('recognises custom resources by kind', () => {
    expect(
      idOf({
        apiVersion: 'kafka.strimzi.io/v1beta2',
        kind: 'Kafka',
        metadata: { name: 'any' },
      }),
    ).toBe('kafka');
  });

  it('says by what it recognised', () => {
    const found = recogniseWorkload(
      workload({ labels: { app: 'trino-worker' } }),
      PROFILES,
    );
    expect(found?.because).toBe(
      'recognised as Trino by label app=trino-worker',
    );
  });

  it('finds among all profiles the first that recognises the object alone', () => {
    const kinds = PROFILES.flatMap(({ recognise }) =>
      recognise.flatMap(one => one.kinds ?? []),
    );
    const ids = PROFILES.map(({ id }) => id);
    const word = fc
      .tuple(
        fc.constantFrom('', 'a/', 'goharbor/', 'my-'),
        fc.constantFrom(...ids, 'nothing', 'cert-manager', 'istio-ingress'),
        fc.constantFrom('', '-exporter', '-2', '.x'),
      )
      .map(parts => parts.join(''));
    const labels = fc.dictionary(
      fc.constantFrom(
        'app',
        'k8s-app',
        'app.kubernetes.io/name',
        'app.kubernetes.io/part-of',
        'app.kubernetes.io/instance',
        'helm.sh/chart',
      ),
      word,
    );
    const alone = PROFILES.map(profile => [profile]);
    const ready = [...PROFILES];
    prepareRecognition(ready);
    let found = 0;
    fc.assert(
      fc.property(
        fc.constantFrom('Deployment', 'Deployment', 'Pod', ...kinds),
        word,
        labels,
        word,
        (kind, name, own, image) => {
          const object = workload({ kind, name, labels: own, images: [image] });
          const first = alone
            .map(profiles => recogniseWorkload(object, profiles))
            .find(one => one !== undefined);
          expect(recogniseWorkload(object, PROFILES)).toEqual(first);
          expect(recogniseWorkload(object, ready)).toEqual(first);
          found += first ? 1 : 0;
        },
      ),
      { numRuns: 500 },
    );
    expect(found).toBeGreaterThan(50);
  });
});
