import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  CatalogFilterBlueprint,
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiShieldCheckLine } from '@remixicon/react';
import { isJudged, isRolledUp } from './isJudged';
import { readinessRouteRef } from './routes';

const readinessPage = PageBlueprint.make({
  params: {
    path: '/readiness',
    title: 'Readiness',
    icon: <RiShieldCheckLine />,
    routeRef: readinessRouteRef,
    noHeader: true,
    loader: () => import('./pages').then(m => <m.ReadinessPages />),
  },
});

const readinessContent = EntityContentBlueprint.make({
  name: 'readiness',
  params: {
    path: '/readiness',
    title: 'Readiness',
    group: 'readiness',
    filter: isJudged,
    loader: () =>
      import('./content/ServiceReadinessContent').then(m => (
        <m.ServiceReadinessContent />
      )),
  },
});

const rollUpContent = EntityContentBlueprint.make({
  name: 'roll-up',
  params: {
    path: '/readiness',
    title: 'Readiness',
    group: 'readiness',
    filter: isRolledUp,
    loader: () =>
      import('./content/RollUpReadinessContent').then(m => (
        <m.RollUpReadinessContent />
      )),
  },
});

const readinessCard = EntityCardBlueprint.make({
  name: 'readiness',
  params: {
    type: 'info',
    filter: isJudged,
    loader: () =>
      import('./cards/ReadinessCard').then(m => <m.ReadinessCard />),
  },
});

const catalogFilter = CatalogFilterBlueprint.make({
  params: {
    loader: () =>
      import('./catalog/ReadinessPicker').then(m => <m.ReadinessPicker />),
  },
});

/** Readiness: the platform's range, its rules and their evidence, on a page, a tab and a card. */
export const readinessPlugin = createFrontendPlugin({
  pluginId: 'readiness',
  title: 'Readiness',
  icon: <RiShieldCheckLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: readinessRouteRef },
  extensions: [
    catalogFilter,
    readinessPage,
    readinessContent,
    rollUpContent,
    readinessCard,
  ],
});
