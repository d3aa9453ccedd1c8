import { z } from 'zod';
import { checkColumnsUsed } from '../columns';
import { COMMON_FIELDS } from '../commonFields';
import {
  addressField,
  columnNamesField,
  columnsField,
  idsField,
  nameField,
  pathField,
  placeField,
  variableField,
} from '../fields';

const brokers = () =>
  z.preprocess(
    given =>
      typeof given === 'string'
        ? given.split(',').map(one => one.trim())
        : given,
    z
      .array(
        z
          .string()
          .max(200, 'use at most 200 characters')
          .regex(
            /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?:\d{2,5}$/,
            'write host:port, such as kafka.messaging:9092',
          ),
      )
      .min(1, 'name at least one broker')
      .max(10, 'name at most 10 brokers'),
  );

const topic = () =>
  z
    .string()
    .max(200, 'use at most 200 characters')
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]*$/, 'write the name of a topic');

/** A Kafka topic into a table. */
export const KafkaIcebergSpecSchema = z
  .strictObject({
    ...COMMON_FIELDS,
    kind: z.literal('kafka-iceberg'),
    source: nameField(),
    brokers: brokers(),
    topic: topic(),
    group: nameField(63).optional(),
    columns: columnsField(),
    primaryKey: columnNamesField(),
  })
  .superRefine(checkColumnsUsed);

/** A Kafka topic into a table. */
export type KafkaIcebergSpec = z.infer<typeof KafkaIcebergSpecSchema>;

/** A WebSocket feed into a Kafka topic. */
export const WebsocketKafkaSpecSchema = z
  .strictObject({
    ...COMMON_FIELDS,
    kind: z.literal('websocket-kafka'),
    source: nameField(),
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
    brokers: brokers(),
    topic: topic(),
    columns: columnsField(),
    primaryKey: columnNamesField(),
  })
  .superRefine(checkColumnsUsed);

/** A WebSocket feed into a Kafka topic. */
export type WebsocketKafkaSpec = z.infer<typeof WebsocketKafkaSpecSchema>;

/** An address that others send their events to. */
export const WebhookSpecSchema = z
  .strictObject({
    ...COMMON_FIELDS,
    kind: z.literal('webhook'),
    source: nameField(),
    path: pathField().default('/events'),
    port: z.number().int().min(1024).max(65535).default(8080),
    /** Header that carries the HMAC-SHA-256 of the body. */
    signatureHeader: z
      .string()
      .max(80, 'use at most 80 characters')
      .regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'name a header such as x-signature')
      .default('x-signature'),
    variable: variableField().default('WEBHOOK_SECRET'),
    recordsAt: placeField().default(''),
    columns: columnsField(),
    primaryKey: columnNamesField(),
  })
  .superRefine(checkColumnsUsed);

/** An address that others send their events to. */
export type WebhookSpec = z.infer<typeof WebhookSpecSchema>;
