import {
  AppRootElementBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { PageTitle } from './PageTitle';

/** What the tab of the browser says on Backstage's own pages. */
export const pageTitleModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    AppRootElementBlueprint.make({
      name: 'page-title',
      params: { element: <PageTitle /> },
    }),
  ],
});
