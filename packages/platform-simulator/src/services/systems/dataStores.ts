import { json } from '../reply';
import type { ServiceCall, SystemAnswers } from '../types';

/** Yellow: one node, and every index asks for a replica that has nowhere to go. */
function clusterHealth(call: ServiceCall): Response {
  const nodes = call.pods.ready;
  return json({
    cluster_name: 'datahub',
    status: nodes > 1 ? 'green' : 'yellow',
    timed_out: false,
    number_of_nodes: nodes,
    number_of_data_nodes: nodes,
    active_primary_shards: 24,
    active_shards: nodes > 1 ? 48 : 24,
    relocating_shards: 0,
    initializing_shards: 0,
    unassigned_shards: nodes > 1 ? 0 : 24,
    delayed_unassigned_shards: 0,
    number_of_pending_tasks: 0,
    number_of_in_flight_fetch: 0,
    task_max_waiting_in_queue_millis: 0,
    active_shards_percent_as_number: nodes > 1 ? 100 : 50,
  });
}

function noHandler(call: ServiceCall): Response {
  return json(
    {
      error: `no handler found for uri [${call.path}] and method [${call.method}]`,
    },
    400,
  );
}

/** Elasticsearch. */
export const elasticsearch: SystemAnswers = {
  name: 'Elasticsearch',
  services: /^elasticsearch/,
  routes: {
    '/_cluster/health': clusterHealth,
    '/': () =>
      json({
        name: 'elasticsearch-0',
        cluster_name: 'datahub',
        version: { number: '7.17.9', lucene_version: '8.11.1' },
        tagline: 'You Know, for Search',
      }),
  },
  otherwise: noHandler,
};

/** Neo4j's discovery document. */
export const neo4j: SystemAnswers = {
  name: 'Neo4j',
  services: /^neo4j/,
  routes: {
    '/': () =>
      json({
        bolt_routing: 'neo4j://neo4j:7687',
        transaction: 'http://neo4j:7474/db/{databaseName}/tx',
        bolt_direct: 'bolt://neo4j:7687',
        neo4j_version: '4.4.9',
        neo4j_edition: 'community',
      }),
  },
  otherwise: () =>
    json(
      {
        errors: [
          { code: 'Neo.ClientError.Request.Invalid', message: 'Not Found' },
        ],
      },
      404,
    ),
};

const registryType = {
  'content-type': 'application/vnd.schemaregistry.v1+json',
};

/** Confluent's Schema Registry, with its own content type. */
export const schemaRegistry: SystemAnswers = {
  name: 'Schema Registry',
  services: /^(cp-)?schema-registry/,
  routes: {
    '/': () => json({}, 200, registryType),
    '/subjects': () =>
      json(['MetadataChangeProposal_v1-value'], 200, registryType),
    '/config': () =>
      json({ compatibilityLevel: 'BACKWARD' }, 200, registryType),
  },
  otherwise: () =>
    json({ error_code: 404, message: 'HTTP 404 Not Found' }, 404, registryType),
};
