import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import {
  RiAlarmWarningLine,
  RiHome5Line,
  RiQuestionLine,
  RiServerLine,
} from '@remixicon/react';
import { isPlatformService } from './isPlatformService';
import { isStanding } from './isStanding';
import { hasRollUp } from './rollUp/hasRollUp';
import {
  clustersRouteRef,
  homeRouteRef,
  incidentsRouteRef,
  whyRouteRef,
} from './routes';

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

const incidentsPage = PageBlueprint.make({
  name: 'incidents',
  params: {
    path: '/platform/incidents',
    title: 'Incidents',
    icon: <RiAlarmWarningLine />,
    routeRef: incidentsRouteRef,
    noHeader: true,
    loader: () =>
      import('./pages/IncidentsPage').then(m => <m.IncidentsPage />),
  },
});

const clustersPage = PageBlueprint.make({
  name: 'clusters',
  params: {
    path: '/platform/clusters',
    title: 'Clusters',
    icon: <RiServerLine />,
    routeRef: clustersRouteRef,
    noHeader: true,
    loader: () => import('./pages/ClustersPage').then(m => <m.ReadersPages />),
  },
});

const whyPage = PageBlueprint.make({
  name: 'why',
  params: {
    path: '/why',
    title: 'Why here?',
    icon: <RiQuestionLine />,
    routeRef: whyRouteRef,
    noHeader: true,
    loader: () => import('./pages/WhyPage').then(m => <m.WhyPage />),
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

const rollUpContent = EntityContentBlueprint.make({
  name: 'roll-up',
  params: {
    path: '/platform',
    title: 'Platform',
    group: 'platform',
    filter: hasRollUp,
    loader: () =>
      import('./content/RollUpContent').then(m => <m.RollUpContent />),
  },
});

const rollUpCard = EntityCardBlueprint.make({
  name: 'roll-up',
  params: {
    type: 'info',
    filter: hasRollUp,
    loader: () => import('./cards/RollUpCard').then(m => <m.RollUpCard />),
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

const standingCard = EntityCardBlueprint.make({
  name: 'standing',
  params: {
    type: 'info',
    filter: isStanding,
    loader: () => import('./cards/StandingCard').then(m => <m.StandingCard />),
  },
});

/** The platform's pages: home, incidents, readers, why; health with its evidence on every service, and roll-ups. */
export const platformPlugin = createFrontendPlugin({
  pluginId: 'platform',
  title: 'Platform',
  icon: <RiHome5Line />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    home: homeRouteRef,
    incidents: incidentsRouteRef,
    clusters: clustersRouteRef,
    why: whyRouteRef,
  },
  extensions: [
    homePage,
    incidentsPage,
    clustersPage,
    whyPage,
    serviceContent,
    rollUpContent,
    standingCard,
    healthCard,
    rollUpCard,
  ],
});
