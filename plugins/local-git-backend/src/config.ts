import { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { resolve } from 'node:path';

/**
 * Everything this plugin takes from the configuration, read once and frozen.
 */
export interface LocalGitConfig {
  /** Absolute folder that holds `<owner>/<repo>.git`. */
  readonly root: string;
  /** Address of this plugin as people and `git clone` reach it, no trailing slash. */
  readonly baseUrl: string;
  /** True when clone, fetch, raw and archive need no credentials. */
  readonly anonymousRead: boolean;
  /** A token that opens read access to callers without a Backstage token, if one is set. */
  readonly readToken?: string;
}

const DEFAULT_ROOT = '.data/local-git';
const SHORTEST_READ_TOKEN = 16;

/**
 * Reads `localGit` and `backend.baseUrl`.
 *
 * @throws InputError when the read token is too short to be a secret.
 */
export function readLocalGitConfig(config: RootConfigService): LocalGitConfig {
  const section = config.getOptionalConfig('localGit');
  const readToken = section?.getOptionalString('readToken');
  if (readToken !== undefined && readToken.length < SHORTEST_READ_TOKEN) {
    throw new InputError(
      `localGit.readToken is shorter than ${SHORTEST_READ_TOKEN} characters; set a longer random one or remove it.`,
    );
  }
  const backendUrl = config.getString('backend.baseUrl').replace(/\/+$/, '');
  return Object.freeze({
    root: resolve(section?.getOptionalString('root') ?? DEFAULT_ROOT),
    baseUrl: `${backendUrl}/api/local-git`,
    anonymousRead: section?.getOptionalBoolean('anonymousRead') ?? false,
    readToken,
  });
}
