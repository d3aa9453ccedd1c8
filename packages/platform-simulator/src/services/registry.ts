/** Which software stands behind which Service. The first pattern that fits wins; names are those of the platform. */
import { argocd, argocdParts } from './systems/argocd';
import { certManager } from './systems/certManager';
import { cloudflared } from './systems/cloudflared';
import { coreDns, metricsServer } from './systems/cluster';
import { elasticsearch, neo4j, schemaRegistry } from './systems/dataStores';
import {
  datahubConsumers,
  datahubFrontend,
  datahubGms,
} from './systems/datahub';
import {
  dolphinSchedulerApi,
  dolphinSchedulerServers,
} from './systems/dolphinScheduler';
import { dorisBackEnd, dorisFrontEnd } from './systems/doris';
import { fluentBit } from './systems/fluentBit';
import { grafana } from './systems/grafana';
import { graphqlGateway } from './systems/graphqlGateway';
import { harbor, harborPortal } from './systems/harbor';
import { iceberg } from './systems/iceberg';
import { ingressNginx, ingressNginxAdmission } from './systems/ingressNginx';
import { istioGateway, istiod, kiali } from './systems/istio';
import { jaeger } from './systems/jaeger';
import { kongAdmin, kongProxy } from './systems/kong';
import { kyverno } from './systems/kyverno';
import { lakefs } from './systems/lakefs';
import { loki } from './systems/loki';
import { minio, minioConsole } from './systems/minio';
import { mlflow } from './systems/mlflow';
import { portalServices } from './systems/portal';
import { alertmanager, prometheus } from './systems/prometheus';
import { ray } from './systems/ray';
import { sparkHistory, sparkOperator } from './systems/spark';
import { flower, superset } from './systems/superset';
import { trino } from './systems/trino';
import { unknownSoftware } from './systems/unknownSoftware';
import { vault, vaultInjector } from './systems/vault';
import { velero } from './systems/velero';
import { victoriaMetrics, vmagent, vmalert } from './systems/victoriaMetrics';
import { withoutHttp } from './systems/withoutHttp';
import type { SystemAnswers } from './types';

/** Every system that answers over HTTP. */
export const systems: readonly SystemAnswers[] = [
  argocd,
  argocdParts,
  certManager,
  cloudflared,
  metricsServer,
  coreDns,
  elasticsearch,
  neo4j,
  schemaRegistry,
  datahubGms,
  datahubFrontend,
  datahubConsumers,
  dolphinSchedulerApi,
  dolphinSchedulerServers,
  dorisFrontEnd,
  dorisBackEnd,
  fluentBit,
  grafana,
  graphqlGateway,
  harbor,
  harborPortal,
  iceberg,
  ingressNginx,
  ingressNginxAdmission,
  istiod,
  istioGateway,
  kiali,
  jaeger,
  kongAdmin,
  kongProxy,
  kyverno,
  lakefs,
  loki,
  minio,
  minioConsole,
  mlflow,
  portalServices,
  prometheus,
  alertmanager,
  ray,
  sparkHistory,
  sparkOperator,
  superset,
  flower,
  trino,
  vault,
  vaultInjector,
  velero,
  victoriaMetrics,
  vmagent,
  vmalert,
  withoutHttp,
];

/** The software behind a Service; one that nobody knows answers the usual three checks. */
export function findSystem(serviceName: string): SystemAnswers {
  return (
    systems.find(system => system.services.test(serviceName)) ?? unknownSoftware
  );
}
