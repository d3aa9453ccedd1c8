import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { makeRoot } from './store/makeRoot';
import { Access } from './access';
import { readLocalGitConfig } from './config';
import { createRouter } from './router';
import { RepositoryStore } from './store/RepositoryStore';

/** Serves the repositories that the portal keeps, at `/api/local-git`. */
export const localGitPlugin = createBackendPlugin({
  pluginId: 'local-git',
  register(env) {
    env.registerInit({
      deps: {
        rootConfig: coreServices.rootConfig,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
      },
      async init({ rootConfig, httpRouter, auditor, ...services }) {
        const config = readLocalGitConfig(rootConfig);
        await makeRoot(config.root);
        const access = new Access({ config, ...services });
        const store = new RepositoryStore(config);
        // git sends Basic credentials, which Backstage's own gate does not know: `Access` is the gate here.
        httpRouter.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
        const context = { config, store, access };
        httpRouter.use(createRouter({ context, auditor }));
      },
    });
  },
});
