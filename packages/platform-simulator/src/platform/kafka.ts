/** Kafka as Strimzi runs it: pods that belong to no StatefulSet. */
import { KubernetesObject } from '../kubernetes/types';
import {
  BuildContext,
  DAY,
  boundClaim,
  custom,
  deployment,
  disruptionBudget,
  makeContainer,
  makePod,
  podVolumes,
  service,
} from './build';

const CLUSTER = 'datahub-kafka';
const KAFKA_IMAGE = 'quay.io/strimzi/kafka:0.43.0-kafka-3.8.0';

/** Kafka under Strimzi and the schema registry. */
export function kafkaArea(context: BuildContext): KubernetesObject[] {
  return [
    ...strimziOperator(context),
    ...kafka(context),
    ...schemaRegistry(context),
  ];
}

function strimziOperator(context: BuildContext): KubernetesObject[] {
  return deployment(context, {
    namespace: 'kafka',
    name: 'strimzi-cluster-operator',
    selector: { name: 'strimzi-cluster-operator' },
    labels: { 'strimzi.io/kind': 'cluster-operator' },
    image: 'quay.io/strimzi/operator:0.43.0',
    ports: { http: 8080 },
    probe: { http: '/healthy', port: 8080 },
    hardened: true,
    size: { cpu: '200m', memory: '384Mi', cpuLimit: '1', memoryLimit: '384Mi' },
  });
}

function brokerLabels(name: string): Record<string, string> {
  return {
    'strimzi.io/cluster': CLUSTER,
    'strimzi.io/kind': 'Kafka',
    'strimzi.io/name': name,
  };
}

function kafka(context: BuildContext): KubernetesObject[] {
  const brokers = brokerLabels(`${CLUSTER}-kafka`);
  const cluster = custom(context, {
    apiVersion: 'kafka.strimzi.io/v1beta2',
    kind: 'Kafka',
    namespace: 'kafka',
    name: CLUSTER,
    annotations: {
      'strimzi.io/kraft': 'enabled',
      'strimzi.io/node-pools': 'enabled',
    },
    spec: {
      kafka: {
        version: '3.8.0',
        listeners: [
          { name: 'plain', port: 9092, type: 'internal', tls: false },
        ],
        config: {
          'default.replication.factor': 3,
          'min.insync.replicas': 2,
        },
      },
      entityOperator: { topicOperator: {}, userOperator: {} },
    },
    status: {
      clusterId: context.suffix(16, 'kafka'),
      kafkaVersion: '3.8.0',
      observedGeneration: 1,
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  });
  const pool = custom(context, {
    apiVersion: 'kafka.strimzi.io/v1beta2',
    kind: 'KafkaNodePool',
    namespace: 'kafka',
    name: 'kafka',
    labels: { 'strimzi.io/cluster': CLUSTER },
    spec: {
      replicas: 3,
      roles: ['controller', 'broker'],
      storage: { type: 'persistent-claim', size: '10Gi' },
    },
    status: { replicas: 3, nodeIds: [0, 1, 2], observedGeneration: 1 },
  });
  return [
    cluster,
    pool,
    ...brokerPods(context, cluster, brokers),
    ...entityOperator(context),
    ...topics(context),
    ...kafkaAddresses(context, brokers),
  ];
}

function topics(context: BuildContext): KubernetesObject[] {
  const names = ['MetadataChangeProposal_v1', 'MetadataChangeLog_Versioned_v1'];
  return names.map(topic =>
    custom(context, {
      apiVersion: 'kafka.strimzi.io/v1beta2',
      kind: 'KafkaTopic',
      namespace: 'kafka',
      name: topic.toLowerCase().replaceAll('_', '-'),
      labels: { 'strimzi.io/cluster': CLUSTER },
      spec: { topicName: topic, partitions: 3, replicas: 3 },
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    }),
  );
}

function kafkaAddresses(
  context: BuildContext,
  brokers: Record<string, string>,
): KubernetesObject[] {
  return [
    service(context, {
      namespace: 'kafka',
      name: `${CLUSTER}-kafka-bootstrap`,
      selector: brokers,
      ports: { 'tcp-clients': 9092 },
    }),
    service(context, {
      namespace: 'kafka',
      name: `${CLUSTER}-kafka-brokers`,
      selector: brokers,
      headless: true,
      ports: { 'tcp-ctrlplane': 9090, 'tcp-clients': 9092 },
    }),
    disruptionBudget(context, {
      namespace: 'kafka',
      name: `${CLUSTER}-kafka`,
      selector: brokers,
      minAvailable: 2,
    }),
  ];
}

function brokerPods(
  context: BuildContext,
  cluster: KubernetesObject,
  labels: Record<string, string>,
): KubernetesObject[] {
  const podSet = custom(context, {
    apiVersion: 'core.strimzi.io/v1beta2',
    kind: 'StrimziPodSet',
    namespace: 'kafka',
    name: `${CLUSTER}-kafka`,
    labels: { 'strimzi.io/cluster': CLUSTER },
    owner: cluster,
    spec: { selector: { matchLabels: labels } },
    status: { pods: 3, currentPods: 3, readyPods: 3, observedGeneration: 1 },
  });
  const brokers = [0, 1, 2].flatMap(index => {
    const name = `${CLUSTER}-kafka-${index}`;
    const claim = `data-${name}`;
    const node = index === 1 ? 'k8s-worker' : 'cpu1';
    const volumes = { data: { claim, path: '/var/lib/kafka/data' } };
    return [
      makePod(context, {
        name,
        namespace: 'kafka',
        owner: podSet,
        labels: { ...labels, 'strimzi.io/pod-name': name },
        spec: {
          restartPolicy: 'Always',
          serviceAccountName: 'default',
          containers: [
            makeContainer('kafka', {
              image: KAFKA_IMAGE,
              ports: { 'tcp-clients': 9092, 'tcp-ctrlplane': 9090 },
              probe: { command: ['/opt/kafka/kafka_readiness.sh'] },
              size: {
                cpu: '500m',
                memory: '2Gi',
                cpuLimit: '2',
                memoryLimit: '4Gi',
              },
              volumes,
            }),
          ],
          volumes: podVolumes(volumes),
        },
        node,
        state: { state: 'running' },
        age: 9 * DAY,
      }),
      ...boundClaim(context, {
        namespace: 'kafka',
        name: claim,
        storage: '10Gi',
        node,
        labels,
      }),
    ];
  });
  return [podSet, ...brokers];
}

function entityOperator(context: BuildContext): KubernetesObject[] {
  return deployment(context, {
    namespace: 'kafka',
    name: `${CLUSTER}-entity-operator`,
    selector: brokerLabels(`${CLUSTER}-entity-operator`),
    image: 'quay.io/strimzi/operator:0.43.0',
    beside: { 'user-operator': { image: 'quay.io/strimzi/operator:0.43.0' } },
  });
}

function schemaRegistry(context: BuildContext): KubernetesObject[] {
  return [
    ...deployment(context, {
      namespace: 'kafka',
      name: 'schema-registry',
      image: 'confluentinc/cp-schema-registry:7.5.3',
      ports: { http: 8081 },
      probe: { http: '/subjects', port: 8081 },
      env: {
        SCHEMA_REGISTRY_KAFKASTORE_BOOTSTRAP_SERVERS: `${CLUSTER}-kafka-bootstrap:9092`,
      },
    }),
    service(context, {
      namespace: 'kafka',
      name: 'schema-registry',
      ports: { http: 8081 },
    }),
  ];
}
