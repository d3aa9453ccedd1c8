import { ConnectorError } from '../errors';
import { RestSource } from './rest/RestSource';
import type { Source, SourceOptions } from './types';

/**
 * The source of a stream, by the kind that its connector declares. Nothing is opened before the first page.
 *
 * @throws ConnectorError `configuration` when the kind is unknown.
 */
export function createSource(options: SourceOptions): Source {
  const kind = options.declaration.kind ?? 'rest';
  switch (kind) {
    case 'rest':
      return new RestSource(options);
    default:
      throw new ConnectorError(
        'configuration',
        `'${kind}' is no kind of source; use rest.`,
      );
  }
}
