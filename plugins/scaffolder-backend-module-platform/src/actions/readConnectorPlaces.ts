import {
  ConnectorPlaces,
  ConnectorPlacesSchema,
} from '@254carbon/backstage-plugin-platform-common';
import { RootConfigService } from '@backstage/backend-plugin-api';

const KEY = 'platform.connectors';

/**
 * Reads `platform.connectors`: what generated connectors find around them. What is left out is as the platform's own charts have it.
 *
 * @throws Error with one sentence that names the key when a value is wrong; the value is not repeated.
 */
export function readConnectorPlaces(
  config: RootConfigService,
): ConnectorPlaces {
  const read = ConnectorPlacesSchema.safeParse(config.getOptional(KEY) ?? {});
  if (read.success) return Object.freeze(read.data);
  const [issue] = read.error.issues;
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const place = [KEY, ...path, issue.keys[0]].join('.');
    throw new Error(`Configuration ${place} is not known; leave it out.`);
  }
  throw new Error(
    `Configuration ${[KEY, ...path].join('.')} is wrong: ${issue.message}.`,
  );
}
