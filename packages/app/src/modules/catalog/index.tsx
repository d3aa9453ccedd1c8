import { Children, ReactNode } from 'react';
import {
  coreExtensionData,
  createFrontendModule,
  ExtensionBoundary,
  PageLayout,
  PageLayoutProps,
  pluginHeaderActionsApiRef,
  useApi,
  useRouteRef,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';

/** What Backstage puts around each page: icon, title that leads to the plugin's first page, actions of plugins. */
function CatalogFrame(props: {
  title: string;
  icon: PageLayoutProps['icon'];
  children: ReactNode;
}) {
  const { title, icon, children } = props;
  const titleLink = useRouteRef(catalogPlugin.routes.catalogIndex)?.();
  const headerActions = useApi(
    pluginHeaderActionsApiRef,
  ).getPluginHeaderActions('catalog');
  return (
    <PageLayout
      title={title}
      icon={icon}
      titleLink={titleLink}
      headerActions={headerActions}
    >
      {children}
    </PageLayout>
  );
}

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
              filters={Children.toArray(filters)}
              pagination={config.pagination}
            />
          );
        };
        const original = originalFactory();
        return [
          ...original,
          coreExtensionData.reactElement(
            <CatalogFrame
              title={config.title ?? 'Catalog'}
              icon={original.get(coreExtensionData.icon)}
            >
              {ExtensionBoundary.lazy(node, load)}
            </CatalogFrame>,
          ),
        ];
      },
    }),
  ],
});
