/*
 * What a workload of a connector is told and may reach: where rows and numbers go, with which secrets, over which ports. The manifests, the pods of
 * DolphinScheduler and the settings of a shell all say the same, so it is worked out once.
 */
import type { ConnectorSpec } from '../ConnectorSpecSchema';
import { ConnectorPlaces, portOf } from '../places';
import type { ConnectorPlan, PlannedSecret } from '../plan';

/** Settings of a workload. */
export interface WorkloadSettings {
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly PlannedSecret[];
  /** Ports inside of the cluster that it calls. */
  readonly ports: readonly number[];
  /** Ports outside of the cluster that it calls. */
  readonly outside: readonly number[];
}

type SinkSettings = Omit<WorkloadSettings, 'outside'>;

const HTTPS = 443;

function storeOf({ objectStore }: ConnectorPlaces): SinkSettings {
  const { endpoint, region, bucket, prefix, secretName } = objectStore;
  return {
    environment: {
      S3_ENDPOINT: endpoint,
      S3_REGION: region,
      S3_BUCKET: bucket,
      S3_PREFIX: prefix,
    },
    secrets: [
      {
        variable: 'S3_ACCESS_KEY_ID',
        name: secretName,
        key: objectStore.accessKeyName,
      },
      {
        variable: 'S3_SECRET_ACCESS_KEY',
        name: secretName,
        key: objectStore.secretKeyName,
      },
    ],
    ports: [portOf(endpoint)],
  };
}

function sinkOf(
  sink: ConnectorSpec['sink'],
  places: ConnectorPlaces,
): SinkSettings {
  const store = storeOf(places);
  switch (sink) {
    case 's3':
      return {
        ...store,
        environment: { CONNECTOR_SINK: sink, ...store.environment },
      };
    case 'trino':
      return {
        environment: {
          CONNECTOR_SINK: sink,
          TRINO_URL: places.trino.url,
          TRINO_USER: places.trino.user,
          TRINO_CATALOG: places.trino.catalog,
        },
        secrets: [],
        ports: [portOf(places.trino.url)],
      };
    case 'iceberg':
      return {
        environment: {
          CONNECTOR_SINK: sink,
          ICEBERG_REST_URL: places.iceberg.url,
          ICEBERG_WAREHOUSE: places.iceberg.warehouse,
          ...store.environment,
        },
        secrets: store.secrets,
        ports: [portOf(places.iceberg.url), ...store.ports],
      };
    default:
      return { environment: { CONNECTOR_SINK: sink }, secrets: [], ports: [] };
  }
}

/** The port of a source that is asked by an address; a source without TLS may as well stand in the cluster. */
function sourcePorts({ connection, world }: ConnectorPlan): {
  inside: number[];
  outside: number[];
} {
  if (world !== 'http' && world !== 'websocket') {
    return { inside: [], outside: [] };
  }
  const port = portOf(String(connection.baseUrl));
  return port === HTTPS
    ? { inside: [], outside: [HTTPS] }
    : { inside: [port], outside: [HTTPS, port] };
}

/** What the workload of a connector is told and may reach. */
export function settingsOfWorkload(
  spec: ConnectorSpec,
  plan: ConnectorPlan,
  places: ConnectorPlaces,
): WorkloadSettings {
  const isTopic = plan.environment?.CONNECTOR_SINK !== undefined;
  const sink = isTopic
    ? { environment: {}, secrets: [], ports: [] }
    : sinkOf(spec.sink, places);
  const secrets = new Map(
    [...sink.secrets, ...plan.secrets].map(one => [one.variable, one]),
  );
  const source = sourcePorts(plan);
  const ports = [
    ...sink.ports,
    ...plan.ports,
    ...source.inside,
    portOf(places.metricsUrl),
  ];
  // What is asked by TLS may as well stand outside of the cluster.
  const secure = ports.filter(port => port === HTTPS);
  return {
    environment: {
      ...sink.environment,
      ...plan.environment,
      CONNECTOR_METRICS_URL: places.metricsUrl,
    },
    secrets: [...secrets.values()],
    ports,
    outside: [...source.outside, ...(plan.outside ?? []), ...secure],
  };
}
