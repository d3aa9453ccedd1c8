import { InputError } from '@backstage/errors';
import {
  parseRef,
  parseRepositoryName,
  parseTreePath,
  RepositoryName,
} from '../repositoryName';

/** A file or folder of a repository, as an address names it. */
export interface LocalGitTarget {
  readonly repository: RepositoryName;
  readonly ref: string;
  /** Relative, `''` for the root. */
  readonly path: string;
}

/** True when the address belongs to this host and plugin; host, port, scheme and path prefix all count. */
export function isLocalGitUrl(baseUrl: string, url: URL): boolean {
  const base = new URL(baseUrl);
  return (
    url.origin === base.origin && url.pathname.startsWith(`${base.pathname}/`)
  );
}

/**
 * Takes `<baseUrl>/<owner>/<repo>/raw/<ref>[/<path>]` apart.
 *
 * @throws InputError when the address has another shape or a part of it is not allowed.
 */
export function parseLocalGitUrl(baseUrl: string, url: string): LocalGitTarget {
  const prefix = new URL(baseUrl).pathname;
  const parts = new URL(url).pathname.slice(prefix.length + 1).split('/');
  const [owner, name, verb, ref, ...path] = parts.map(decode);
  if (verb !== 'raw' || !owner || !name || !ref) {
    throw new InputError(
      `'${url}' names no file of a portal repository; use ${baseUrl}/<owner>/<repository>/raw/<branch>/<path>.`,
    );
  }
  return {
    repository: parseRepositoryName(owner, name),
    ref: parseRef(ref),
    path: parseTreePath(path.join('/')),
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw new InputError(
      'The address is not correctly percent-encoded; encode it with encodeURIComponent.',
      cause,
    );
  }
}
