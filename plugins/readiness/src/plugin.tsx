import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiShieldCheckLine } from '@remixicon/react';
import { isJudged } from './isJudged';
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

const readinessCard = EntityCardBlueprint.make({
  name: 'readiness',
  params: {
    type: 'info',
    filter: isJudged,
    loader: () =>
      import('./cards/ReadinessCard').then(m => <m.ReadinessCard />),
  },
});

/** Readiness: the platform's range, its rules and their evidence, on a page, a tab and a card. */
export const readinessPlugin = createFrontendPlugin({
  pluginId: 'readiness',
  title: 'Readiness',
  icon: <RiShieldCheckLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: readinessRouteRef },
  extensions: [readinessPage, readinessContent, readinessCard],
});
