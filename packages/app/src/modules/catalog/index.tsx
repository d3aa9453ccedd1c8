import {
  coreExtensionData,
  createFrontendModule,
  ExtensionBoundary,
  PageLayout,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';

/**
 * The list of the catalog, which has inputs for filters and none for columns: its page is the plugin's own with another table.
 * Path, filters and pagination stay what the plugin and the configuration make them.
 */
export const catalogModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    catalogPlugin.getExtension('page:catalog').override({
      factory(originalFactory, { config, inputs, node }) {
        const filters = inputs.filters.map(filter =>
          filter.get(coreExtensionData.reactElement),
        );
        const load = async () => {
          const { CatalogPage } = await import('./CatalogPage');
          return (
            <CatalogPage
              filters={<>{filters}</>}
              pagination={config.pagination}
            />
          );
        };
        return [
          ...originalFactory(),
          coreExtensionData.reactElement(
            <PageLayout title={config.title ?? 'Catalog'}>
              {ExtensionBoundary.lazy(node, load)}
            </PageLayout>,
          ),
        ];
      },
    }),
  ],
});
