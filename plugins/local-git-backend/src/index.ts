/**
 * Repositories without a forge. Adding this package to a backend gives the plugin and, for every other plugin, the
 * UrlReader of its host.
 *
 * @packageDocumentation
 */
import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { localGitPlugin } from './plugin';
import { localGitUrlReaderFactory } from './reader/factory';

export { localGitPlugin } from './plugin';
export { localGitUrlReaderFactory } from './reader/factory';
export { LocalGitUrlReader } from './reader/LocalGitUrlReader';

/** Everything of this package, for `backend.add(import(...))`. */
export default createBackendFeatureLoader({
  *loader() {
    yield localGitPlugin;
    yield localGitUrlReaderFactory;
  },
});
