import { ConnectorError } from '../errors';
import { DatabaseSource } from './database/DatabaseSource';
import { FilesSource } from './files/FilesSource';
import { HtmlSource } from './html/HtmlSource';
import { KafkaSource } from './kafka/KafkaSource';
import { RestSource } from './rest/RestSource';
import { TextSource } from './rest/TextSource';
import type { Source, SourceOptions } from './types';
import { WebhookSource } from './webhook/WebhookSource';
import { WebSocketSource } from './websocket/WebSocketSource';

type Create = (options: SourceOptions) => Source | undefined;

/** A kind is made only when the stream says what it needs; `defineConnector` proves that it does. */
const KINDS: Readonly<Record<string, Create>> = {
  rest: options =>
    (options.stream.format ?? 'json') === 'json'
      ? new RestSource(options)
      : new TextSource(options),
  files: options =>
    options.stream.files && new FilesSource(options, options.stream.files),
  html: options =>
    options.stream.html && new HtmlSource(options, options.stream.html),
  database: options =>
    options.stream.database &&
    new DatabaseSource(options, options.stream.database),
  kafka: options =>
    options.stream.kafka && new KafkaSource(options, options.stream.kafka),
  websocket: options =>
    options.stream.websocket &&
    new WebSocketSource(options, options.stream.websocket),
  webhook: options =>
    options.stream.webhook &&
    new WebhookSource(options, options.stream.webhook),
};

/**
 * The source of a stream, by the kind that its connector declares. Nothing is opened before the first page; libraries
 * that a kind needs are loaded then and not before.
 *
 * @throws ConnectorError `configuration` when the kind is unknown, or the stream does not say what it needs.
 */
export function createSource(options: SourceOptions): Source {
  const kind = options.declaration.kind ?? 'rest';
  const source = KINDS[kind]?.(options);
  if (!source) {
    throw new ConnectorError(
      'configuration',
      `Stream '${
        options.stream.name
      }' cannot be read as '${kind}'; use one of ${Object.keys(KINDS).join(
        ', ',
      )} and declare '${kind}' in the stream.`,
    );
  }
  return source;
}
