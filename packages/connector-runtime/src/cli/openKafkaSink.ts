import { ConnectorError } from '../errors';
import { readSecret } from '../readSecret';
import type { TableSink } from '../sinks/types';
import { createKafka } from '../source/kafka/createKafka';
import { createKafkaSink } from '../source/kafka/createKafkaSink';
import type { Kafka } from '../source/types';

/**
 * The topic that `KAFKA_TOPIC` names, on the brokers of `KAFKA_BROKERS` (several with commas); with `KAFKA_USER` its password is
 * `KAFKA_PASSWORD`, or in the file that `KAFKA_PASSWORD_FILE` names, and `KAFKA_SASL` says by which mechanism. `KAFKA_TLS=1` speaks TLS.
 * Without `KAFKA_TOPIC` each table has its own.
 *
 * @throws ConnectorError `configuration` that names the variable to set.
 */
export async function openKafkaSink(
  env: Readonly<Record<string, string | undefined>>,
  given: { kafka?: Kafka; learn: (secret: string) => void },
): Promise<TableSink> {
  const brokers = env.KAFKA_BROKERS?.trim();
  if (!brokers) {
    throw new ConnectorError(
      'configuration',
      'KAFKA_BROKERS is not set; set it, for example to kafka.example.com:9092.',
    );
  }
  const user = env.KAFKA_USER?.trim();
  const password = user ? await readSecret(env, 'KAFKA_PASSWORD') : '';
  given.learn(password);
  const asked = new URLSearchParams({
    ...(env.KAFKA_TLS?.trim() === '1' && { tls: 'true' }),
    ...(env.KAFKA_SASL?.trim() && { sasl: env.KAFKA_SASL.trim() }),
  });
  const target = {
    name: 'connector-runtime',
    baseUrl: `kafka://${brokers.replaceAll(' ', '')}?${asked}`,
    authentication: user
      ? { in: 'basic' as const, user, secret: 'KAFKA_PASSWORD' }
      : { in: 'none' as const },
  };
  const kafka = given.kafka ?? (await createKafka(target, password, env));
  return createKafkaSink(kafka, env.KAFKA_TOPIC?.trim() || undefined);
}
