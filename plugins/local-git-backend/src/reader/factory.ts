import { urlReaderFactoriesServiceRef } from '@backstage/backend-defaults/urlReader';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { LocalGitUrlReader } from './LocalGitUrlReader';

/** Makes every plugin's UrlReader understand the addresses of the portal's repositories. */
export const localGitUrlReaderFactory = createServiceFactory({
  service: urlReaderFactoriesServiceRef,
  deps: {},
  factory: () => LocalGitUrlReader.factory,
});
