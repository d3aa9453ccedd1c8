/**
 * A backend with the catalog and the platform's plugins, as the portal's own is composed, on SQLite and
 * without sign-in: what is measured is how soon a change is served, not who may see it.
 */
import { createBackend } from '@backstage/backend-defaults';
import { answerCalls } from '../childCalls';

/** What the process of the backend can be asked. */
export type CatalogCalls = {
  start: { params: undefined; result: undefined };
};

/** As the portal's backend adds them; named, because a benchmark is no package that plugins are built into. */
const FEATURES = [
  '@backstage/plugin-events-backend',
  '@backstage/plugin-signals-backend',
  '@backstage/plugin-catalog-backend',
  '@254carbon/backstage-plugin-catalog-backend-module-platform',
  '@254carbon/backstage-plugin-platform-backend',
];

answerCalls<CatalogCalls>({
  async start() {
    const backend = createBackend();
    for (const name of FEATURES) backend.add(import(name));
    await backend.start();
    return undefined;
  },
});
