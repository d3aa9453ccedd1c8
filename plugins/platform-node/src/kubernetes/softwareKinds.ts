/**
 * Custom resources by which the portal knows software and the ways that lead to it: what operators stand
 * for (a `Cluster` of CloudNativePG is a PostgreSQL) and the routes of gateways. A test compares this list
 * with the profiles. Clusters that do not serve a group are not asked for it.
 */

/** API group, acceptable versions from the best, and plural names. */
export type SoftwareKind = readonly [
  group: string,
  versions: readonly string[],
  resources: readonly string[],
];

/** Every custom resource that profiles and routes need, beside those that the portal reads for more. */
export const SOFTWARE_KINDS: readonly SoftwareKind[] = [
  [
    'gateway.networking.k8s.io',
    ['v1', 'v1beta1'],
    ['gateways', 'httproutes', 'grpcroutes'],
  ],
  ['traefik.io', ['v1alpha1'], ['ingressroutes']],
  ['postgresql.cnpg.io', ['v1'], ['clusters']],
  ['acid.zalan.do', ['v1'], ['postgresqls']],
  ['postgres-operator.crunchydata.com', ['v1beta1'], ['postgresclusters']],
  ['elasticsearch.k8s.elastic.co', ['v1'], ['elasticsearches']],
  ['clickhouse.altinity.com', ['v1'], ['clickhouseinstallations']],
  ['doris.selectdb.com', ['v1'], ['dorisclusters']],
  ['doris.apache.com', ['v1'], ['dorisclusters']],
  ['minio.min.io', ['v2'], ['tenants']],
  ['rabbitmq.com', ['v1beta1'], ['rabbitmqclusters']],
  ['ceph.rook.io', ['v1'], ['cephclusters']],
  ['flink.apache.org', ['v1beta1'], ['flinkdeployments']],
  ['jaegertracing.io', ['v1'], ['jaegers']],
  ['opentelemetry.io', ['v1beta1', 'v1alpha1'], ['opentelemetrycollectors']],
  ['k8s.keycloak.org', ['v2alpha1'], ['keycloaks']],
  [
    'external-secrets.io',
    ['v1', 'v1beta1'],
    ['clustersecretstores', 'secretstores', 'externalsecrets'],
  ],
];
