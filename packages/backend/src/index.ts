import { createBackend } from '@backstage/backend-defaults';
import { database } from './database';
import { describeStartFailure } from './describeStartFailure';
import { findBrokenConfig } from './findBrokenConfig';
import { rootHttpRouter } from './rootHttpRouter';

const backend = createBackend();

backend.add(rootHttpRouter);
backend.add(database);

// The app, who is in it, and what they may do
backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(
  import('@backstage/plugin-auth-backend-module-cloudflare-access-provider'),
);
backend.add(import('@254carbon/backstage-plugin-auth-backend-module-roles'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@254carbon/backstage-plugin-permission-backend-module-platform'),
);
backend.add(import('@backstage/plugin-user-settings-backend'));

// The catalog, filled from files and from the platform's inventory
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@254carbon/backstage-plugin-catalog-backend-module-platform'),
);

// The platform: services and their state, readiness, Kubernetes
backend.add(import('@254carbon/backstage-plugin-platform-backend'));
backend.add(import('@254carbon/backstage-plugin-readiness-backend'));
backend.add(import('@backstage/plugin-kubernetes-backend'));

// Making new things: templates, and repositories to keep them in
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@254carbon/backstage-plugin-scaffolder-backend-module-platform'),
);
backend.add(import('@254carbon/backstage-plugin-local-git-backend'));
backend.add(import('@254carbon/backstage-plugin-data-sources-backend'));

// Reading: documentation and search
backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(
  import('@254carbon/backstage-plugin-techdocs-backend-module-markdown'),
);
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));
backend.add(
  import('@254carbon/backstage-plugin-readiness-backend').then(
    ({ searchModuleReadiness }) => ({ default: searchModuleReadiness }),
  ),
);

// Live changes to browsers and between plugins, and what waits for somebody
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));

backend.start().catch((error: unknown) => {
  const findBroken = () => findBrokenConfig(process.argv);
  process.stderr.write(`${describeStartFailure(error, findBroken)}\n`);
  process.exit(1);
});
