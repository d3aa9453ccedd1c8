import {
  createEffectRecorder,
  platformConnectionServiceRef,
} from '@254carbon/backstage-plugin-platform-node';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createCheckConnectorAction } from './actions/checkConnector';
import { createGenerateConnectorAction } from './actions/generateConnector';
import { createGenerateDashboardAction } from './actions/generateDashboard';
import { createGenerateManifestsAction } from './actions/generateManifests';
import { createPublishLocalGitAction } from './actions/publishLocalGit';
import { readConnectorPlaces } from './actions/readConnectorPlaces';
import { createValidateWorkspaceAction } from './actions/validateWorkspace';
import { createPipelineActions } from './pipelineActions';

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
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        connection: platformConnectionServiceRef,
      },
      async init({ actions, rootConfig, connection, ...services }) {
        const { auth, discovery, permissions } = services;
        const backendUrl = rootConfig
          .getString('backend.baseUrl')
          .replace(/\/+$/, '');
        const defaults = {
          repositoryHost: `${backendUrl}/api/local-git`,
          places: readConnectorPlaces(rootConfig),
        };
        const { door } = connection;
        const effects = createEffectRecorder(services);
        actions.addActions(
          ...createPipelineActions({ rootConfig, door, effects }),
          createCheckConnectorAction(defaults, effects),
          createGenerateConnectorAction(defaults),
          createGenerateManifestsAction(),
          createGenerateDashboardAction(),
          createValidateWorkspaceAction(),
          createPublishLocalGitAction({
            auth,
            discovery,
            permissions,
            effects,
            backendUrl,
          }),
        );
      },
    });
  },
});
