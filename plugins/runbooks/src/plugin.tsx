import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiBookOpenLine } from '@remixicon/react';
import { runbooksRouteRef } from './routes';

/** Entities that stand for a live service carry this annotation, whatever their kind. */
const LIVE_SERVICE = {
  'metadata.annotations.254carbon.com/service-id': { $exists: true },
};

const runbooksPage = PageBlueprint.make({
  params: {
    path: '/runbooks',
    title: 'Runbooks',
    icon: <RiBookOpenLine />,
    routeRef: runbooksRouteRef,
    noHeader: true,
    loader: () => import('./pages/RunbooksPage').then(m => <m.RunbooksPage />),
  },
});

const serviceContent = EntityContentBlueprint.make({
  name: 'service',
  params: {
    path: '/runbooks',
    title: 'Runbooks',
    group: 'operation',
    filter: LIVE_SERVICE,
    loader: () =>
      import('./cards/ServiceRunbooks').then(m => <m.ServiceRunbooks />),
  },
});

const serviceCard = EntityCardBlueprint.make({
  name: 'service',
  params: {
    type: 'info',
    filter: LIVE_SERVICE,
    loader: () =>
      import('./cards/ServiceRunbooks').then(m => <m.ServiceRunbooks />),
  },
});

/** The library of procedures, and on each service the procedures that are for it. */
export const runbooksPlugin = createFrontendPlugin({
  pluginId: 'runbooks',
  title: 'Runbooks',
  icon: <RiBookOpenLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: runbooksRouteRef },
  extensions: [runbooksPage, serviceContent, serviceCard],
});
