import {
  coreExtensionData,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import kubernetesPlugin from '@backstage/plugin-kubernetes/alpha';
import { KubernetesTab } from './KubernetesTab';

/** The tab Kubernetes of an entity is the plugin's own; who may not see it is told which right is missing. */
export const kubernetesModule = createFrontendModule({
  pluginId: 'kubernetes',
  extensions: [
    kubernetesPlugin
      .getExtension('entity-content:kubernetes/kubernetes')
      .override({
        factory(originalFactory) {
          const original = originalFactory();
          return [
            ...original,
            coreExtensionData.reactElement(
              <KubernetesTab>
                {original.get(coreExtensionData.reactElement)}
              </KubernetesTab>,
            ),
          ];
        },
      }),
  ],
});
