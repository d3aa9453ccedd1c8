import { PlatformManifests } from '@254carbon/backstage-plugin-platform-node';
import { Compare } from './createDeclaredView';

/** What is declared where nothing is. */
export const NO_MANIFESTS: { manifests: PlatformManifests; compare: Compare } =
  {
    manifests: {
      sources: [],
      current: () => [],
      onChange: () => () => undefined,
      whenReady: async () => undefined,
    },
    compare: () => ({
      objects: [],
      counts: {
        same: 0,
        different: 0,
        'only-declared': 0,
        'only-observed': 0,
        unknown: 0,
      },
      leftOut: [],
      caveats: [],
    }),
  };
