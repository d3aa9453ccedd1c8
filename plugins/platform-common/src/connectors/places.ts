/*
 * What stands around a generated connector: its store, its engine, its catalog, who takes its numbers, who starts it, where its image lies. A
 * repository names all of it in its manifests, its workflow and its settings; the platform that it is made for says what the names are. The
 * defaults are the addresses that the platform's own charts give inside of a cluster.
 */
import { z } from 'zod';
import { addressField, nameField } from './fields';

const word = (example: string) =>
  z
    .string()
    .max(200, 'use at most 200 characters')
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._/-]*$/,
      `use letters, digits and . _ / -, such as ${example}`,
    );

const address = (given: string) =>
  addressField(['http', 'https']).default(given);

const ObjectStoreSchema = z.strictObject({
  endpoint: address('http://minio.data-platform:9000'),
  region: word('us-east-1').default('us-east-1'),
  bucket: word('lake').default('lake'),
  prefix: word('connectors').default('connectors'),
  /** Kubernetes Secret and its keys: names only. */
  secretName: nameField(63).default('object-store'),
  accessKeyName: nameField(63).default('access-key'),
  secretKeyName: nameField(63).default('secret-key'),
});

const TrinoSchema = z.strictObject({
  url: address('http://trino.data-platform:8080'),
  user: word('connectors').default('connectors'),
  catalog: word('iceberg').default('iceberg'),
});

const IcebergSchema = z.strictObject({
  url: address('http://iceberg-rest-catalog.data-platform:8181'),
  warehouse: z
    .string()
    .max(200, 'use at most 200 characters')
    .regex(
      /^[a-z0-9][A-Za-z0-9._:/-]*$/,
      'write a warehouse such as s3://lake/warehouse',
    )
    .default('s3://lake/warehouse'),
});

const LabelsSchema = z.record(
  z
    .string()
    .regex(
      /^([a-z0-9.-]+\/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/,
      'write the name of a label',
    ),
  z
    .string()
    .max(63, 'use at most 63 characters')
    .regex(
      /^([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?$/,
      'write the value of a label',
    ),
);

/** Configuration `platform.connectors`; everything that is left out takes its default. */
export const ConnectorPlacesSchema = z.strictObject({
  objectStore: z.preprocess(given => given ?? {}, ObjectStoreSchema),
  trino: z.preprocess(given => given ?? {}, TrinoSchema),
  iceberg: z.preprocess(given => given ?? {}, IcebergSchema),
  /** Takes the numbers of a run by POST, in the text format of Prometheus. */
  metricsUrl: address(
    'http://victoria-metrics.monitoring:8428/api/v1/import/prometheus',
  ),
  /** Namespace of what scrapes. */
  monitoringNamespace: nameField(63).default('monitoring'),
  /** Namespace of the ingress controller, which the network policy of what is offered outside lets in. */
  ingressNamespace: nameField(63).default('ingress-nginx'),
  /** Labels by which the operator of Prometheus or VictoriaMetrics selects rules and monitors. */
  monitoringLabels: LabelsSchema.default({}),
  /** The cluster's name in DolphinScheduler, for tasks that are pods. */
  schedulerCluster: word('default').default('default'),
  /** Registry and folder below which images lie. */
  imageRegistry: z
    .string()
    .max(120, 'use at most 120 characters')
    .regex(
      /^[a-z0-9][a-z0-9._:-]*(\/[a-z0-9][a-z0-9._-]*)*$/,
      'write a registry such as ghcr.io/254carbon',
    )
    .default('ghcr.io/254carbon'),
});

/** What stands around a generated connector. */
export type ConnectorPlaces = z.infer<typeof ConnectorPlacesSchema>;

/** Inside of a cluster that the platform's own charts have filled. */
export const DEFAULT_PLACES: ConnectorPlaces = ConnectorPlacesSchema.parse({});

const PORTS: Readonly<Record<string, number>> = {
  'http:': 80,
  'ws:': 80,
  'https:': 443,
  'wss:': 443,
};

/** The port of an address, that of its protocol unless it names one. */
export function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return port === '' ? PORTS[protocol] ?? 443 : Number(port);
}

/** The ports of `host:port` texts, whatever follows; each once. */
export function portsOf(hosts: readonly string[]): number[] {
  return [...new Set(hosts.map(host => Number(/:(\d+)/.exec(host)?.[1])))];
}
