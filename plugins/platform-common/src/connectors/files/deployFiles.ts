/*
 * How it runs: a CronJob (switched off when another scheduler starts the runs), or a Deployment for what listens; its account, volume, network, alerts;
 * the workflow for DolphinScheduler; the dashboard. A key is a reference to a Secret, here and everywhere.
 */
import {
  buildAlerts,
  BuiltDocument,
  buildEnvironment,
  buildJobManifests,
  buildKustomization,
  buildServiceManifests,
  metadataOf,
} from '../../manifests';
import type { ConnectorSpec } from '../ConnectorSpecSchema';
import type { ConnectorPlan, PlannedSecret } from '../plan';
import { yamlText } from '../text';
import { describeConnector } from './catalogFile';
import { taskPolicy } from './taskPolicy';

/** The image that runs it, unless the form names another. */
export function imageOf(spec: ConnectorSpec): string {
  return spec.image ?? `ghcr.io/254carbon/${spec.name}:0.1.0`;
}

const STORE: Readonly<Record<string, string>> = {
  S3_ENDPOINT: 'http://minio.data-platform:9000',
  S3_REGION: 'us-east-1',
  S3_BUCKET: 'lake',
  S3_PREFIX: 'connectors',
};
const STORE_SECRETS: readonly PlannedSecret[] = [
  { variable: 'S3_ACCESS_KEY_ID', name: 'object-store', key: 'access-key' },
  { variable: 'S3_SECRET_ACCESS_KEY', name: 'object-store', key: 'secret-key' },
];

interface Place {
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly PlannedSecret[];
  readonly ports: readonly number[];
}

const SINKS: Readonly<Record<ConnectorSpec['sink'], Place>> = {
  files: { environment: { CONNECTOR_SINK: 'files' }, secrets: [], ports: [] },
  s3: {
    environment: { CONNECTOR_SINK: 's3', ...STORE },
    secrets: STORE_SECRETS,
    ports: [9000],
  },
  trino: {
    environment: {
      CONNECTOR_SINK: 'trino',
      TRINO_URL: 'http://trino.data-platform:8080',
      TRINO_USER: 'connectors',
      TRINO_CATALOG: 'iceberg',
    },
    secrets: [],
    ports: [8080],
  },
  iceberg: {
    environment: {
      CONNECTOR_SINK: 'iceberg',
      ICEBERG_REST_URL: 'http://iceberg-rest-catalog.data-platform:8181',
      ICEBERG_WAREHOUSE: 's3://lake/warehouse',
      ...STORE,
    },
    secrets: STORE_SECRETS,
    ports: [8181, 9000],
  },
};

/** Where rows go and with which secrets: settings of a workload. */
export function placeOf(spec: ConnectorSpec, plan: ConnectorPlan): Place {
  const sink = SINKS[spec.sink];
  const isTopic = plan.environment?.CONNECTOR_SINK !== undefined;
  const own = isTopic ? { ...SINKS.files, environment: {} } : sink;
  const secrets = new Map(
    [...own.secrets, ...plan.secrets].map(one => [one.variable, one]),
  );
  return {
    environment: {
      ...own.environment,
      ...plan.environment,
      CONNECTOR_METRICS_URL:
        'http://victoria-metrics.monitoring:8428/api/v1/import/prometheus',
    },
    secrets: [...secrets.values()],
    ports: [...own.ports, ...plan.ports, 8428],
  };
}

const HEALTH_PORT = 9464;

function buildClaim({ name, namespace }: ConnectorSpec): BuiltDocument {
  return {
    file: 'deploy/persistentvolumeclaim.yaml',
    content: {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: metadataOf(name, namespace),
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '5Gi' } },
      },
    },
  };
}

function alwaysManifests(
  spec: ConnectorSpec,
  plan: ConnectorPlan,
  given: { place: Place; freshnessHours: number; runbook: string },
): BuiltDocument[] {
  const { name, namespace, owner, alerts } = spec;
  const { place, freshnessHours, runbook } = given;
  const environment = {
    CONNECTOR_DATA: '/data',
    CONNECTOR_HEALTH_PORT: String(HEALTH_PORT),
    ...place.environment,
  };
  const service = buildServiceManifests({
    name,
    namespace,
    image: imageOf(spec),
    port: plan.listens ?? 8080,
    healthPath: '/healthz',
    healthPort: HEALTH_PORT,
    replicas: 1,
    mostReplicas: 1,
    size: spec.size,
    args: ['run'],
    environment: buildEnvironment({ environment, secrets: place.secrets }),
    claim: name,
    ports: place.ports,
    owner,
    description: describeConnector(spec, plan),
  }).filter(({ file }) => file !== 'deploy/kustomization.yaml');
  const documents = [
    ...service,
    buildClaim(spec),
    // Nothing of Kubernetes ends well here, so the connector's own numbers tell.
    buildAlerts({
      name,
      namespace,
      owner,
      freshnessHours,
      suspended: true,
      alerts,
      runbook,
    }),
  ];
  return [...documents, buildKustomization(documents)];
}

function scheduledManifests(
  spec: ConnectorSpec,
  plan: ConnectorPlan,
  given: { place: Place; freshnessHours: number; runbook: string },
): BuiltDocument[] {
  const { name, namespace, owner, alerts, schedule, timezone, size } = spec;
  const documents = buildJobManifests({
    name,
    namespace,
    owner,
    description: describeConnector(spec, plan),
    alerts,
    schedule,
    timezone,
    size,
    image: imageOf(spec),
    suspended: spec.scheduler !== 'kubernetes',
    secrets: given.place.secrets,
    environment: given.place.environment,
    ports: given.place.ports,
    freshnessHours: given.freshnessHours,
    runbook: given.runbook,
  }).filter(({ file }) => file !== 'deploy/kustomization.yaml');
  const all =
    spec.scheduler === 'dolphinscheduler' && spec.task === 'k8s'
      ? [...documents, taskPolicy(spec, given.place)]
      : documents;
  return [...all, buildKustomization(all)];
}

/** The manifests of a connector, each as YAML. */
export function deployFiles(
  spec: ConnectorSpec,
  plan: ConnectorPlan,
  given: { freshnessHours: number; runbook: string },
): Map<string, string> {
  const place = placeOf(spec, plan);
  const documents =
    plan.runs === 'always'
      ? alwaysManifests(spec, plan, { ...given, place })
      : scheduledManifests(spec, plan, { ...given, place });
  return new Map(
    documents.map(({ file, content }) => [file, yamlText(content)]),
  );
}
