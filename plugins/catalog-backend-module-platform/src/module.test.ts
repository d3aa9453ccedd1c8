import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  CatalogProcessor,
  catalogProcessingExtensionPoint,
  EntityProvider,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { indexObjects } from '@254carbon/backstage-plugin-platform-common';
import {
  PlatformServices,
  platformServicesServiceRef,
} from '@254carbon/backstage-plugin-platform-node';
import catalogModulePlatform from './index';

const services: PlatformServices = {
  current: () => ({
    services: [],
    clusters: [],
    caveats: [],
    index: indexObjects([]),
    groups: [],
    generatedAt: '',
    version: 0,
  }),
  onChange: () => () => {},
  whenReady: async () => {},
};

async function start(data: object) {
  const providers: EntityProvider[] = [];
  const processors: CatalogProcessor[] = [];
  await startTestBackend({
    extensionPoints: [
      [
        catalogProcessingExtensionPoint,
        {
          addEntityProvider: (
            ...added: (EntityProvider | EntityProvider[])[]
          ) => void providers.push(...added.flat()),
          addProcessor: (...added: (CatalogProcessor | CatalogProcessor[])[]) =>
            void processors.push(...added.flat()),
        } as unknown as typeof catalogProcessingExtensionPoint.T,
      ],
    ],
    features: [
      catalogModulePlatform,
      catalogServiceMock.factory({ entities: [] }),
      mockServices.rootConfig.factory({
        data: { backend: { baseUrl: 'http://localhost' }, ...data },
      }),
      createServiceFactory({
        service: platformServicesServiceRef,
        deps: {},
        factory: () => services,
      }),
    ],
  });
  expect(processors.map(one => one.getProcessorName())).toEqual([
    'PortalSource',
  ]);
  return providers.map(provider => provider.getProviderName());
}

describe('catalogModulePlatform', () => {
  it('offers services, and runbooks when a folder is configured', async () => {
    await expect(start({})).resolves.toEqual(['platform']);
    await expect(
      start({
        catalog: {
          providers: { platform: { runbooks: { path: 'runbooks/docs' } } },
        },
      }),
    ).resolves.toEqual(['platform', 'runbooks']);
  });
});
