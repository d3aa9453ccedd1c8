import { ManifestList } from '@254carbon/backstage-plugin-platform-common';
import { RouteSources } from './types';

/** `GET /manifests`. */
export function createListManifests({
  declared,
  now,
}: Pick<RouteSources, 'declared' | 'now'>) {
  return async (): Promise<ManifestList> => ({
    ...declared.list(),
    caveats: declared.caveats(),
    generatedAt: new Date(now()).toISOString(),
  });
}
