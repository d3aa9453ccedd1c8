import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiDatabase2Line } from '@remixicon/react';
import { dataSourcesRouteRef } from './routes';

const dataSourcesPage = PageBlueprint.make({
  params: {
    path: '/data-sources',
    title: 'Data sources',
    icon: <RiDatabase2Line />,
    routeRef: dataSourcesRouteRef,
    noHeader: true,
    loader: () =>
      import('./pages/DataSourcesPage').then(m => <m.DataSourcesPage />),
  },
});

const sourceContent = EntityContentBlueprint.make({
  name: 'source',
  params: {
    path: '/source',
    title: 'Source',
    filter: { kind: 'resource', 'spec.type': 'data-source' },
    loader: () =>
      import('./content/DataSourceContent').then(m => <m.DataSourceContent />),
  },
});

/** The external data sources: the list, and a tab on each source. */
export const dataSourcesPlugin = createFrontendPlugin({
  pluginId: 'data-sources',
  title: 'Data sources',
  icon: <RiDatabase2Line />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: dataSourcesRouteRef },
  extensions: [dataSourcesPage, sourceContent],
});
