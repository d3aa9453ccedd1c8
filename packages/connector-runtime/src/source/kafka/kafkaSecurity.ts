/*
 * How brokers are spoken to: with or without TLS, by which mechanism a user shows who they are, and whose certificates are believed. What is no secret is
 * in the address (`kafka://a:9093,b:9093?tls=true&sasl=scram-sha-256`) or, for the sink, in the environment; certificates and keys come from the
 * environment like every other secret (`KAFKA_CA`, or a file that `KAFKA_CA_FILE` names).
 */
import { ConnectorError } from '../../errors';
import { readSecret } from '../../readSecret';

/** Mechanisms by the names that an address and `KAFKA_SASL` take. */
const MECHANISMS = {
  'scram-sha-512': 'SCRAM-SHA-512',
  'scram-sha-256': 'SCRAM-SHA-256',
  plain: 'PLAIN',
} as const;

/** How a user shows who they are. */
export type KafkaMechanism = (typeof MECHANISMS)[keyof typeof MECHANISMS];

/** How brokers are spoken to. */
export interface KafkaSecurity {
  readonly mechanism: KafkaMechanism;
  /** Absent without TLS; PEM texts, those that are absent as the system has them. */
  readonly tls?: {
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
  };
}

type Environment = Readonly<Record<string, string | undefined>>;

function mechanismOf(name: string): KafkaMechanism {
  const found = Object.entries(MECHANISMS).find(([known]) => known === name);
  if (!found) {
    throw new ConnectorError(
      'configuration',
      `Kafka knows no users by '${name}' here; use one of ${Object.keys(
        MECHANISMS,
      ).join(', ')}.`,
    );
  }
  return found[1];
}

/** A PEM text that may be absent. */
async function optionalPem(
  env: Environment,
  name: string,
): Promise<string | undefined> {
  if (!env[name]?.trim() && !env[`${name}_FILE`]) {
    return undefined;
  }
  const text = await readSecret(env, name);
  if (!text.includes('-----BEGIN ')) {
    throw new ConnectorError(
      'configuration',
      `${name} is no PEM text; give it the lines from -----BEGIN to -----END, or name their file in ${name}_FILE.`,
    );
  }
  return text;
}

async function readCertificates(env: Environment) {
  const ca = await optionalPem(env, 'KAFKA_CA');
  const cert = await optionalPem(env, 'KAFKA_CERT');
  const key = await optionalPem(env, 'KAFKA_KEY');
  if ((cert === undefined) !== (key === undefined)) {
    throw new ConnectorError(
      'configuration',
      'A client certificate needs both KAFKA_CERT and KAFKA_KEY; set the other one too, or neither.',
    );
  }
  return { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
}

/**
 * How the brokers of an address are spoken to.
 *
 * @param baseUrl - `kafka://broker:9093,broker:9093`, with `?tls=true` and `&sasl=plain`, `scram-sha-256` or `scram-sha-512` (the default).
 * @param hasUser - whether somebody shows who they are.
 * @throws ConnectorError `configuration` that names what to set.
 */
export async function readKafkaSecurity(
  env: Environment,
  baseUrl: string,
  hasUser: boolean,
): Promise<KafkaSecurity> {
  const [, query = ''] = baseUrl.split('?');
  const asked = new URLSearchParams(query);
  const mechanism = mechanismOf(asked.get('sasl') ?? 'scram-sha-512');
  const isTls = asked.get('tls') === 'true';
  if (hasUser && mechanism === 'PLAIN' && !isTls) {
    throw new ConnectorError(
      'configuration',
      'With PLAIN a password travels as it is; turn on TLS, or use scram-sha-512.',
    );
  }
  return { mechanism, ...(isTls && { tls: await readCertificates(env) }) };
}
