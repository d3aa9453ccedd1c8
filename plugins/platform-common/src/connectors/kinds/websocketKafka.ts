import { z } from 'zod';
import { checkColumnsUsed } from '../columns';
import { COMMON_FIELDS } from '../commonFields';
import { columnNamesField, columnsField } from '../columnFields';
import { addressField, idsField, placeField, variableField } from '../fields';
import {
  checkKafka,
  KAFKA_FIELDS,
  kafkaSecrets,
  kafkaSettings,
} from '../kafkaFields';
import { portsOf } from '../places';
import type { ConnectorPlan } from '../plan';
import { plannedColumns } from '../planColumns';
import { sourceOf } from '../planRest';
import { SOURCE_FIELDS } from '../restFields';
import { instantAfter, sampleRecords } from '../sample';
import { secretOf } from '../secretOf';
import { grainOf } from '../text';

/** A WebSocket feed into a Kafka topic. */
export const WebsocketKafkaSpecSchema = z
  .strictObject({
    ...COMMON_FIELDS,
    kind: z.literal('websocket-kafka'),
    ...SOURCE_FIELDS,
    url: addressField(['wss', 'ws']),
    /** What is subscribed to, such as `AM.USO`. */
    channels: idsField('AM.USO', 100),
    /** Variable that holds the key; nothing is sent without it. */
    variable: variableField().optional(),
    /** Field of a message that tells its kind, and the kind that is kept. */
    kindField: placeField().default('ev'),
    kindKept: z
      .string()
      .regex(/^[A-Za-z0-9_.-]{1,40}$/, 'write the kind of a message such as AM')
      .default('AM'),
    ...KAFKA_FIELDS,
    columns: columnsField(),
    primaryKey: columnNamesField(),
  })
  .superRefine(checkColumnsUsed)
  .superRefine(checkKafka);

/** A WebSocket feed into a Kafka topic. */
export type WebsocketKafkaSpec = z.infer<typeof WebsocketKafkaSpecSchema>;

const DAY_MS = 86_400_000;

function socketOf(spec: WebsocketKafkaSpec) {
  return {
    ...(spec.variable && {
      authenticate: '{"action":"auth","params":"{secret}"}',
      authenticated: 'auth_success',
      refused: 'auth_failed|auth_timeout|not_authorized',
    }),
    subscribe: [
      JSON.stringify({ action: 'subscribe', params: spec.channels.join(',') }),
    ],
    only: { at: spec.kindField, equals: spec.kindKept },
    runMs: DAY_MS,
  };
}

function sampleOf(
  spec: WebsocketKafkaSpec,
  columns: ConnectorPlan['columns'],
): ConnectorPlan['sample'] {
  const { records, rows } = sampleRecords(columns, spec.primaryKey);
  return {
    fixtures: {
      'messages.json': [
        [{ [spec.kindField]: 'status', status: 'auth_success' }],
        records.map(record => ({
          ...record,
          [spec.kindField]: spec.kindKept,
        })),
      ],
    },
    rows,
    now: instantAfter('2024-01-02', 10),
  };
}

/** Everything of a pipeline from a socket into a topic that other kinds do not share. */
export function planWebsocketKafka(spec: WebsocketKafkaSpec): ConnectorPlan {
  const columns = plannedColumns(spec.columns);
  const { origin, pathname } = new URL(spec.url.replace(/^ws/, 'http'));
  const secrets = [
    ...(spec.variable ? [secretOf(spec, spec.variable)] : []),
    ...kafkaSecrets(spec),
  ];
  return {
    source: sourceOf(spec)(spec.url),
    summary: `${spec.channels.join(', ')} of ${spec.source} into the topic ${
      spec.topic
    }`,
    grain: grainOf(spec.primaryKey),
    series: spec.channels,
    connection: {
      kind: 'websocket',
      baseUrl: origin.replace(/^http/, 'ws'),
      authentication: spec.variable
        ? { in: 'header', name: 'authorization', secret: spec.variable }
        : { in: 'none' },
    },
    stream: {
      path: pathname,
      parameters: {},
      pagination: { kind: 'none' },
      recordsAt: '',
      errorsAt: [],
      websocket: socketOf(spec),
    },
    columns,
    primaryKey: spec.primaryKey,
    secrets,
    sample: sampleOf(spec, columns),
    world: 'websocket',
    packages: ['@platformatic/kafka'],
    ports: portsOf(spec.brokers),
    outside: spec.tls ? portsOf(spec.brokers) : [],
    runs: 'always',
    unwanted: [spec.kindField.split('.')[0]],
    newColumn: 'discard_value',
    environment: {
      CONNECTOR_SINK: 'kafka',
      CONNECTOR_FOREVER: '1',
      ...kafkaSettings(spec),
    },
    caveats: [
      'What was sent while nobody listened is gone: a socket has no history. So one pod listens all the time, comes back by itself after a silence, and says in its log from when to when it was away.',
    ],
  };
}
