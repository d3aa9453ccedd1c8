import { resolve } from 'node:path';
import { RootConfigService } from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';

/** An outage that is shorter is nobody's news. */
const STALE_AFTER_MS = 60_000;

/** Configuration of this module. Frozen. */
export interface ModuleConfig {
  /** How long a cluster must be unreadable before entities say so, in milliseconds. */
  staleAfterMs: number;
  /** Address of the portal's backend, without a slash at its end. */
  backendUrl: string;
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
  const key = 'catalog.providers.platform.staleAfter';
  return Object.freeze({
    backendUrl: config.getString('backend.baseUrl').replace(/\/+$/, ''),
    staleAfterMs: config.has(key)
      ? durationToMilliseconds(readDurationFromConfig(config, { key }))
      : STALE_AFTER_MS,
    ...(path ? { runbooks: { folder: resolve(path) } } : {}),
  });
}
