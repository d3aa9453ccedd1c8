import { z } from 'zod';
import { checkColumnsUsed } from '../columns';
import { COMMON_FIELDS } from '../commonFields';
import { columnNamesField, columnsField } from '../columnFields';
import {
  checkKafka,
  kafkaAddress,
  KAFKA_FIELDS,
  kafkaSecrets,
} from '../kafkaFields';
import { portsOf } from '../places';
import type { ConnectorPlan } from '../plan';
import { plannedColumns } from '../planColumns';
import { sourceOf } from '../planRest';
import { SOURCE_FIELDS } from '../restFields';
import { instantAfter, sampleRecords } from '../sample';
import { grainOf } from '../text';

/** A Kafka topic into a table. */
export const KafkaIcebergSpecSchema = z
  .strictObject({
    ...COMMON_FIELDS,
    kind: z.literal('kafka-iceberg'),
    ...SOURCE_FIELDS,
    ...KAFKA_FIELDS,
    columns: columnsField(),
    primaryKey: columnNamesField(),
  })
  .superRefine(checkColumnsUsed)
  .superRefine(checkKafka);

/** A Kafka topic into a table. */
export type KafkaIcebergSpec = z.infer<typeof KafkaIcebergSpecSchema>;

/** Messages as a broker keeps them. */
function messagesOf(
  values: readonly object[],
): ConnectorPlan['sample']['fixtures'] {
  return {
    'messages.json': values.map((value, index) => ({
      partition: 0,
      offset: String(index),
      timestamp: Date.parse('2024-01-02T06:00:00Z') + index * 1000,
      value: JSON.stringify(value),
    })),
  };
}

/** Everything of a pipeline from a topic into a table that other kinds do not share. */
export function planKafkaIceberg(spec: KafkaIcebergSpec): ConnectorPlan {
  const columns = plannedColumns(spec.columns);
  const { records, rows } = sampleRecords(columns, spec.primaryKey);
  return {
    source: sourceOf(spec)(`kafka://${spec.brokers[0]}/${spec.topic}`),
    summary: `the topic ${spec.topic}`,
    grain: grainOf(spec.primaryKey),
    series: [spec.topic],
    connection: {
      kind: 'kafka',
      baseUrl: kafkaAddress(spec),
      authentication:
        spec.sasl === 'none'
          ? { in: 'none' }
          : {
              in: 'basic',
              user: spec.kafkaUser ?? '',
              secret: 'KAFKA_PASSWORD',
            },
    },
    stream: {
      path: '/',
      parameters: {},
      pagination: { kind: 'none' },
      recordsAt: '',
      errorsAt: [],
      kafka: {
        topic: spec.topic,
        pageMessages: 5000,
        maxWaitMs: 5000,
        start: 'earliest',
      },
    },
    columns,
    primaryKey: spec.primaryKey,
    secrets: kafkaSecrets(spec),
    sample: {
      fixtures: messagesOf(records),
      rows,
      now: instantAfter('2024-01-02', 10),
    },
    world: 'kafka',
    packages: ['@platformatic/kafka'],
    ports: portsOf(spec.brokers),
    outside: spec.tls ? portsOf(spec.brokers) : [],
    runs: 'scheduled',
    caveats: [
      'A run reads until nothing more comes and keeps the offsets with the data: nothing is lost and nothing is there twice.',
    ],
  };
}
