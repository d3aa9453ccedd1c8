import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiHome5Line } from '@remixicon/react';
import { isPlatformService } from './isPlatformService';
import { homeRouteRef } from './routes';

const homePage = PageBlueprint.make({
  params: {
    path: '/',
    title: 'Home',
    icon: <RiHome5Line />,
    routeRef: homeRouteRef,
    noHeader: true,
    loader: () => import('./pages/HomePage').then(m => <m.HomePage />),
  },
});

const serviceContent = EntityContentBlueprint.make({
  name: 'service',
  params: {
    path: '/platform',
    title: 'Platform',
    group: 'platform',
    filter: isPlatformService,
    loader: () =>
      import('./content/ServiceContent').then(m => <m.ServiceContent />),
  },
});

const healthCard = EntityCardBlueprint.make({
  name: 'health',
  params: {
    type: 'info',
    filter: isPlatformService,
    loader: () => import('./cards/HealthCard').then(m => <m.HealthCard />),
  },
});

/** The platform's pages: home, and health with its evidence on every service. */
export const platformPlugin = createFrontendPlugin({
  pluginId: 'platform',
  title: 'Platform',
  icon: <RiHome5Line />,
  info: { packageJson: () => import('../package.json') },
  routes: { home: homeRouteRef },
  extensions: [homePage, serviceContent, healthCard],
});
