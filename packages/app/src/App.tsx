import { createApp } from '@backstage/frontend-defaults';
import { catalogModule } from './modules/catalog';
import { kubernetesModule } from './modules/kubernetes';
import { navModule } from './modules/nav';
import { notFoundModule } from './modules/notFound';
import { pageTitleModule } from './modules/pageTitle';
import { paletteModule } from './modules/palette';
import { searchModule } from './modules/search';
import { signInModule } from './modules/signIn';
import { themeModule } from './modules/theme';

/**
 * The portal in the browser. Pages come from the plugins in this package's dependencies, which
 * `app.packages: all` discovers; here is only what belongs to the app itself.
 */
export default createApp({
  features: [
    catalogModule,
    kubernetesModule,
    navModule,
    notFoundModule,
    pageTitleModule,
    paletteModule,
    searchModule,
    signInModule,
    themeModule,
  ],
});
