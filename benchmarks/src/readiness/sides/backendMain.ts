/**
 * A whole backend, as the portal's own is composed: the catalog with the entities of the platform, the platform's plugin, and
 * readiness, without sign-in: what is measured is how soon a change becomes a score that can be read, not who may read it.
 */
import { createBackend } from '@backstage/backend-defaults';
import { answerCalls } from '../../inventory/childCalls';
import type { BackendCalls } from './sideCalls';

/** As the portal's backend adds them; named, because a benchmark is no package that plugins are built into. */
const FEATURES = [
  '@backstage/plugin-events-backend',
  '@backstage/plugin-signals-backend',
  '@backstage/plugin-catalog-backend',
  '@254carbon/backstage-plugin-catalog-backend-module-platform',
  '@254carbon/backstage-plugin-platform-backend',
  '@254carbon/backstage-plugin-readiness-backend',
];

answerCalls<BackendCalls>({
  async start() {
    const backend = createBackend();
    for (const name of FEATURES) backend.add(import(name));
    await backend.start();
    return undefined;
  },
});
