import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createGenerateConnectorAction } from './actions/generateConnector';
import { createGenerateDashboardAction } from './actions/generateDashboard';
import { createGenerateManifestsAction } from './actions/generateManifests';
import { createPublishLocalGitAction } from './actions/publishLocalGit';
import { createValidateWorkspaceAction } from './actions/validateWorkspace';

/** Adds the platform's actions to the scaffolder. */
export const scaffolderModulePlatform = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'platform-actions',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        rootConfig: coreServices.rootConfig,
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        permissions: coreServices.permissions,
      },
      async init({ actions, rootConfig, auth, discovery, permissions }) {
        const backendUrl = rootConfig
          .getString('backend.baseUrl')
          .replace(/\/+$/, '');
        actions.addActions(
          createGenerateConnectorAction(),
          createGenerateManifestsAction(),
          createGenerateDashboardAction(),
          createValidateWorkspaceAction(),
          createPublishLocalGitAction({
            auth,
            discovery,
            permissions,
            backendUrl,
          }),
        );
      },
    });
  },
});
