/** Kafka, and the search and graph stores that DataHub waits for. */
import { KubernetesObject } from '../kubernetes/types';
import { BuildContext, secret, service, statefulSet } from './build';
import { kafkaArea } from './kafka';

/** Kafka, schema registry, Elasticsearch and Neo4j. */
export function streaming(context: BuildContext): KubernetesObject[] {
  return [...kafkaArea(context), ...search(context), ...graph(context)];
}

function search(context: BuildContext): KubernetesObject[] {
  return [
    ...statefulSet(context, {
      namespace: 'data-platform',
      name: 'elasticsearch',
      replicas: 3,
      nodes: ['k8s-worker'],
      image: 'elasticsearch:7.17.16',
      ports: { http: 9200, transport: 9300 },
      probe: { http: '/_cluster/health?local=true', port: 9200 },
      size: { cpu: '1', memory: '4Gi', cpuLimit: '2', memoryLimit: '4Gi' },
      claims: { data: '10Gi' },
    }),
    service(context, {
      namespace: 'data-platform',
      name: 'elasticsearch',
      ports: { http: 9200, transport: 9300 },
    }),
  ];
}

function graph(context: BuildContext): KubernetesObject[] {
  return [
    ...statefulSet(context, {
      namespace: 'data-platform',
      name: 'neo4j',
      nodes: ['cpu1'],
      image: 'neo4j:4.4.29-community',
      ports: { http: 7474, bolt: 7687 },
      probe: { http: '/', port: 7474 },
      claims: { data: '5Gi' },
      secretEnv: { NEO4J_AUTH: { secret: 'neo4j-secret', key: 'auth' } },
    }),
    service(context, {
      namespace: 'data-platform',
      name: 'neo4j',
      ports: { http: 7474, bolt: 7687 },
    }),
    secret(context, 'data-platform', 'neo4j-secret', ['auth']),
  ];
}
