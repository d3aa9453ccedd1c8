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

answerCalls<CatalogCalls>({
  async start() {
    const backend = createBackend();
    backend.add(import('@backstage/plugin-events-backend'));
    backend.add(import('@backstage/plugin-signals-backend'));
    backend.add(import('@backstage/plugin-catalog-backend'));
    backend.add(
      import('@254carbon/backstage-plugin-catalog-backend-module-platform'),
    );
    backend.add(import('@254carbon/backstage-plugin-platform-backend'));
    await backend.start();
    return undefined;
  },
});
