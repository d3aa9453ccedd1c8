/*
 * What a failure of Kafka means. The client wraps what a broker said into several layers ("fetch failed 4 times"), and
 * only the innermost has the broker's own name for it; by that name, and not by the words around it, is decided
 * whether waiting helps or a person has to act.
 */
import { ConnectorError, messageOf } from '../../errors';
import type { ConnectorFailure } from '../../errors';

/** What Kafka calls it, as far as it is a name that this package knows a cure for. */
const KNOWN: ReadonlyArray<readonly [RegExp, ConnectorFailure, string]> = [
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    'configuration',
    "the broker's certificate is for another name; use the names that are in it, or correct the certificate",
  ],
  [
    /^CERT_|_CERT(_|$)|^UNABLE_TO_(VERIFY|GET_ISSUER)/,
    'configuration',
    "the broker's certificate is not believed here; give the certificate of its authority in KAFKA_CA",
  ],
  [
    /^(EPROTO|ERR_SSL_.*)$/,
    'configuration',
    'one side speaks TLS and the other does not, or a certificate is asked for; correct the port, tls, or KAFKA_CERT and KAFKA_KEY',
  ],
  [
    /SASL|AUTHENTICAT/,
    'authentication',
    'Kafka refused the user or its password; renew the secret, or correct the user',
  ],
  [
    /_AUTHORIZATION_FAILED$/,
    'authentication',
    'the user may not do this; let it read or write the topic',
  ],
  [
    /^OFFSET_OUT_OF_RANGE$/,
    'contract',
    'the messages that come next are not there any more, or the topic was made anew; remove the file of the stream below position/ to go on with what is left, and have the rest sent again',
  ],
  [
    /^(MESSAGE_TOO_LARGE|RECORD_LIST_TOO_LARGE)$/,
    'rejected',
    'a row is larger than the topic takes; raise max.message.bytes of the topic, or leave the long column out',
  ],
  [
    /^UNKNOWN_TOPIC_OR_PARTITION$|^UNKNOWN_TOPIC_ID$/,
    'rejected',
    'the topic is not there; create it, or correct its name',
  ],
  [
    /^INVALID_TOPIC_EXCEPTION$/,
    'configuration',
    "the topic's name is none that Kafka takes; correct it",
  ],
  // One that ends does so too, so that this passes by itself or does not.
  [
    /^CONNECTION_CLOSED$/,
    'unavailable',
    'the broker closed the connection; if it goes on doing so, it wants TLS, a user, or a client certificate: correct tls, sasl, KAFKA_CERT and KAFKA_KEY',
  ],
  [
    /UNSUPPORTED_(VERSION|API|COMPRESSION)$/,
    'configuration',
    'the brokers or the client are too old for each other; use brokers from 2.8 on',
  ],
];

/** An error and everything that it was made of, outermost first. */
function layersOf(error: unknown, depth = 0): object[] {
  if (typeof error !== 'object' || error === null || depth > 6) {
    return [];
  }
  const inner =
    'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  const cause = 'cause' in error ? [error.cause] : [];
  return [
    error,
    ...[...inner, ...cause].flatMap(one => layersOf(one, depth + 1)),
  ];
}

function wordOf(layer: object): string[] {
  const words: string[] = [];
  if ('apiId' in layer && typeof layer.apiId === 'string') {
    words.push(layer.apiId);
  }
  if ('code' in layer && typeof layer.code === 'string') {
    words.push(layer.code);
  }
  const said = messageOf(layer);
  if (/^Unknown topic /.test(said)) {
    words.push('UNKNOWN_TOPIC_OR_PARTITION');
  }
  if (/^Connection closed/.test(said)) {
    words.push('CONNECTION_CLOSED');
  }
  if (/\bSASL\b/i.test(said)) {
    words.push('SASL');
  }
  return words;
}

/** The names that a failure has at any of its layers: those of the broker (`apiId`) and of the client (`code`). */
export function wordsOf(error: unknown): readonly string[] {
  return layersOf(error).flatMap(wordOf);
}

/** True when the topic is not there. */
export function isUnknownTopic(error: unknown): boolean {
  return wordsOf(error).includes('UNKNOWN_TOPIC_OR_PARTITION');
}

/** A failure of Kafka with its cure; one of this package passes through. */
export function kafkaFailure(error: unknown): ConnectorError {
  if (error instanceof ConnectorError) {
    return error;
  }
  const words = wordsOf(error);
  const layers = layersOf(error).map(messageOf);
  const said = (layers.at(-1) ?? messageOf(error)).slice(0, 200);
  for (const [pattern, failure, cure] of KNOWN) {
    if (words.some(word => pattern.test(word))) {
      return new ConnectorError(failure, `Kafka: ${cure} (${said}).`, error);
    }
  }
  return new ConnectorError(
    'unavailable',
    `Kafka did not answer (${said}); the next run continues here.`,
    error,
  );
}

/** Does it, and says a failure in the words of this package. */
export async function guarded<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw kafkaFailure(error);
  }
}
