/*
 * What a form asks about a Kafka cluster: its brokers, whether they speak TLS, how a user shows who they are, and the Secrets (by name) that hold the password
 * and the certificates. What comes of it is told twice, as the address of a source and as the settings of a sink, so both are made here.
 */
import { z } from 'zod';
import { nameField } from './fields';
import type { PlannedSecret } from './plan';

/** Mechanisms by which a user shows who they are; `none` has no user. */
export const SASL = [
  'none',
  'scram-sha-512',
  'scram-sha-256',
  'plain',
] as const;

/** Addresses of Kafka brokers. */
const brokersField = () =>
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

/** Name of a Kafka topic. */
const topicField = () =>
  z
    .string()
    .max(200, 'use at most 200 characters')
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]*$/, 'write the name of a topic');

/** What every form asks that reads or writes a topic. */
export const KAFKA_FIELDS = {
  brokers: brokersField(),
  topic: topicField(),
  tls: z.boolean().default(false),
  sasl: z
    .enum(SASL, { error: `choose one of ${SASL.join(', ')}` })
    .default('none'),
  kafkaUser: z
    .string()
    .max(80, 'use at most 80 characters')
    .regex(/^[A-Za-z0-9][A-Za-z0-9._@-]*$/, 'write the name of a user')
    .optional(),
  /** Kubernetes Secret with the key `password`, as Strimzi makes it for a user. */
  kafkaSecret: nameField(63).default('kafka-user'),
  /** Kubernetes Secret with the key `ca.crt`; without it the authorities of the system are believed. */
  kafkaCaSecret: nameField(63).optional(),
  /** Kubernetes Secret with the keys `tls.crt` and `tls.key`, for brokers that ask for a certificate. */
  kafkaCertificateSecret: nameField(63).optional(),
};

const KafkaSchema = z.strictObject(KAFKA_FIELDS);

/** A Kafka cluster and a topic of it. */
export type KafkaSpec = z.infer<typeof KafkaSchema>;

/** Refuses what cannot work together, at the field that mends it. */
export function checkKafka(spec: KafkaSpec, context: z.RefinementCtx): void {
  const refuse = (field: keyof KafkaSpec, message: string) =>
    context.addIssue({ code: 'custom', path: [field], message });
  if (spec.sasl !== 'none' && spec.kafkaUser === undefined) {
    refuse('kafkaUser', `name the user that ${spec.sasl} is for`);
  }
  if (spec.sasl === 'plain' && !spec.tls) {
    refuse('tls', 'turn it on: plain sends the password as it is');
  }
  if ((spec.kafkaCaSecret || spec.kafkaCertificateSecret) && !spec.tls) {
    refuse('tls', 'turn it on: certificates are for nothing without it');
  }
}

/** Names of the Secrets that hold what the brokers want to see. */
export function kafkaSecrets(spec: KafkaSpec): PlannedSecret[] {
  const { sasl, kafkaSecret, kafkaCaSecret, kafkaCertificateSecret } = spec;
  const from = (variable: string, name: string, key: string) => ({
    variable,
    name,
    key,
  });
  return [
    ...(sasl === 'none'
      ? []
      : [from('KAFKA_PASSWORD', kafkaSecret, 'password')]),
    ...(kafkaCaSecret ? [from('KAFKA_CA', kafkaCaSecret, 'ca.crt')] : []),
    ...(kafkaCertificateSecret
      ? [
          from('KAFKA_CERT', kafkaCertificateSecret, 'tls.crt'),
          from('KAFKA_KEY', kafkaCertificateSecret, 'tls.key'),
        ]
      : []),
  ];
}

/** The cluster as the address of a source: `kafka://a:9093,b:9093?tls=true&sasl=plain`. */
export function kafkaAddress({ brokers, tls, sasl }: KafkaSpec): string {
  const asked = [
    ...(tls ? ['tls=true'] : []),
    ...(sasl === 'none' ? [] : [`sasl=${sasl}`]),
  ].join('&');
  return `kafka://${brokers.join(',')}${asked ? `?${asked}` : ''}`;
}

/** The cluster as the settings of a sink. */
export function kafkaSettings(spec: KafkaSpec): Record<string, string> {
  const { brokers, topic, tls, sasl, kafkaUser = '' } = spec;
  return {
    KAFKA_BROKERS: brokers.join(','),
    KAFKA_TOPIC: topic,
    ...(tls && { KAFKA_TLS: '1' }),
    ...(sasl !== 'none' && { KAFKA_SASL: sasl, KAFKA_USER: kafkaUser }),
  };
}
