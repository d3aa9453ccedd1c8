import { resolve } from 'node:path';
import { RootConfigService } from '@backstage/backend-plugin-api';

/** Configuration of this module. Frozen. */
export interface ModuleConfig {
  /** Absolute path of the folder with the runbooks; absent when there are none. */
  runbooks?: { folder: string };
}

/**
 * Reads `catalog.providers.platform`. A relative path counts from the working directory, like that of a
 * `file` location.
 *
 * @throws Error when a value has the wrong type.
 */
export function readModuleConfig(config: RootConfigService): ModuleConfig {
  const path = config.getOptionalString(
    'catalog.providers.platform.runbooks.path',
  );
  return Object.freeze(path ? { runbooks: { folder: resolve(path) } } : {});
}
