/**
 * Every profile, in the order in which they are tried: what brings workloads of other software along
 * (exporters, Argo CD with its Redis, Harbor with its database) comes before that other software.
 */
import { kafkaExporter } from './observability/kafkaExporter';
import { postgresExporter } from './observability/postgresExporter';
import { redisExporter } from './observability/redisExporter';
import { elasticsearchExporter } from './observability/elasticsearchExporter';
import { mysqlExporter } from './observability/mysqlExporter';
import { blackboxExporter } from './observability/blackboxExporter';
import { dcgmExporter } from './observability/dcgmExporter';
import { nodeExporter } from './observability/nodeExporter';
import { kubeStateMetrics } from './observability/kubeStateMetrics';
import { controlPlane } from './substrate/controlPlane';
import { argocd } from './delivery/argocd';
import { argoWorkflows } from './delivery/argoWorkflows';
import { fluxcd } from './delivery/fluxcd';
import { tekton } from './delivery/tekton';
import { harbor } from './delivery/harbor';
import { istio } from './gateway/istio';
import { kyverno } from './security/kyverno';
import { kubeflowPipelines } from './machine-learning/kubeflowPipelines';
import { katib } from './machine-learning/katib';
import { longhorn } from './storage/longhorn';
import { rookCeph } from './storage/rookCeph';
import { jupyterhub } from './data/jupyterhub';
import { cilium } from './substrate/cilium';
import { keda } from './substrate/keda';
import { certManager } from './edge/certManager';
import { velero } from './storage/velero';
import { vaultInjector } from './security/vaultInjector';
import { victoriaOperator } from './observability/victoriaOperator';
import { prometheusOperator } from './observability/prometheusOperator';
import { grafanaOperator } from './observability/grafanaOperator';
import { kialiOperator } from './gateway/kialiOperator';
import { strimzi } from './storage/strimzi';
import { sparkOperator } from './data/sparkOperator';
import { sparkHistory } from './data/sparkHistory';
import { kuberay } from './machine-learning/kuberay';
import { kafkaConnect } from './data/kafkaConnect';
import { schemaRegistry } from './data/schemaRegistry';
import { datahub } from './data/datahub';
import { dolphinscheduler } from './data/dolphinscheduler';
import { superset } from './data/superset';
import { airflow } from './data/airflow';
import { timescaledb } from './storage/timescaledb';
import { trino } from './data/trino';
import { flink } from './data/flink';
import { minio } from './storage/minio';
import { icebergMaintenance } from './data/icebergMaintenance';
import { icebergRest } from './storage/icebergRest';
import { hiveMetastore } from './storage/hiveMetastore';
import { nessie } from './storage/nessie';
import { lakefs } from './storage/lakefs';
import { doris } from './storage/doris';
import { clickhouse } from './storage/clickhouse';
import { postgresql } from './storage/postgresql';
import { mysql } from './storage/mysql';
import { mongodb } from './storage/mongodb';
import { cassandra } from './storage/cassandra';
import { redis } from './storage/redis';
import { kafka } from './storage/kafka';
import { rabbitmq } from './storage/rabbitmq';
import { nats } from './storage/nats';
import { elasticsearch } from './storage/elasticsearch';
import { opensearch } from './storage/opensearch';
import { neo4j } from './storage/neo4j';
import { zookeeper } from './storage/zookeeper';
import { localPath } from './storage/localPath';
import { kong } from './gateway/kong';
import { graphqlGateway } from './gateway/graphqlGateway';
import { portalServices } from './gateway/portalServices';
import { kiali } from './gateway/kiali';
import { traefik } from './gateway/traefik';
import { ingressNginx } from './edge/ingressNginx';
import { cloudflared } from './edge/cloudflared';
import { externalDns } from './edge/externalDns';
import { metallb } from './edge/metallb';
import { grafana } from './observability/grafana';
import { vmagent } from './observability/vmagent';
import { vmalert } from './observability/vmalert';
import { victoriaMetrics } from './observability/victoriaMetrics';
import { promtail } from './observability/promtail';
import { loki } from './observability/loki';
import { tempo } from './observability/tempo';
import { fluentBit } from './observability/fluentBit';
import { openTelemetryCollector } from './observability/openTelemetryCollector';
import { alertmanager } from './observability/alertmanager';
import { prometheus } from './observability/prometheus';
import { jaeger } from './observability/jaeger';
import { metricsServer } from './observability/metricsServer';
import { registry } from './delivery/registry';
import { gitea } from './delivery/gitea';
import { jenkins } from './delivery/jenkins';
import { vault } from './security/vault';
import { externalSecrets } from './security/externalSecrets';
import { sealedSecrets } from './security/sealedSecrets';
import { gatekeeper } from './security/gatekeeper';
import { keycloak } from './security/keycloak';
import { oauth2Proxy } from './security/oauth2Proxy';
import { dex } from './security/dex';
import { falco } from './security/falco';
import { trivyOperator } from './security/trivyOperator';
import { mlflow } from './machine-learning/mlflow';
import { ray } from './machine-learning/ray';
import { kserve } from './machine-learning/kserve';
import { seldon } from './machine-learning/seldon';
import { triton } from './machine-learning/triton';
import { coredns } from './substrate/coredns';
import { kubeProxy } from './substrate/kubeProxy';
import { flannel } from './substrate/flannel';
import { calico } from './substrate/calico';
import { verticalPodAutoscaler } from './substrate/verticalPodAutoscaler';
import { clusterAutoscaler } from './substrate/clusterAutoscaler';
import { nvidiaDevicePlugin } from './substrate/nvidiaDevicePlugin';
import { reloader } from './substrate/reloader';
import { Profile } from './types';

/** Every profile, from the most special to the most general; the first that recognises a workload wins. */
export const PROFILES: readonly Profile[] = [
  kafkaExporter,
  postgresExporter,
  redisExporter,
  elasticsearchExporter,
  mysqlExporter,
  blackboxExporter,
  dcgmExporter,
  nodeExporter,
  kubeStateMetrics,
  controlPlane,
  argocd,
  argoWorkflows,
  fluxcd,
  tekton,
  harbor,
  istio,
  kyverno,
  kubeflowPipelines,
  katib,
  longhorn,
  rookCeph,
  jupyterhub,
  cilium,
  keda,
  certManager,
  velero,
  vaultInjector,
  victoriaOperator,
  prometheusOperator,
  grafanaOperator,
  kialiOperator,
  strimzi,
  sparkOperator,
  sparkHistory,
  kuberay,
  kafkaConnect,
  schemaRegistry,
  datahub,
  dolphinscheduler,
  superset,
  airflow,
  timescaledb,
  trino,
  flink,
  minio,
  icebergMaintenance,
  icebergRest,
  hiveMetastore,
  nessie,
  lakefs,
  doris,
  clickhouse,
  postgresql,
  mysql,
  mongodb,
  cassandra,
  redis,
  kafka,
  rabbitmq,
  nats,
  elasticsearch,
  opensearch,
  neo4j,
  zookeeper,
  localPath,
  kong,
  graphqlGateway,
  portalServices,
  kiali,
  traefik,
  ingressNginx,
  cloudflared,
  externalDns,
  metallb,
  grafana,
  vmagent,
  vmalert,
  victoriaMetrics,
  promtail,
  loki,
  tempo,
  fluentBit,
  openTelemetryCollector,
  alertmanager,
  prometheus,
  jaeger,
  metricsServer,
  registry,
  gitea,
  jenkins,
  vault,
  externalSecrets,
  sealedSecrets,
  gatekeeper,
  keycloak,
  oauth2Proxy,
  dex,
  falco,
  trivyOperator,
  mlflow,
  ray,
  kserve,
  seldon,
  triton,
  coredns,
  kubeProxy,
  flannel,
  calico,
  verticalPodAutoscaler,
  clusterAutoscaler,
  nvidiaDevicePlugin,
  reloader,
];
