import { posix } from 'node:path';
import type { ResolvedLink } from '../markdown/pageEnvironment';
import { isMarkdown, pageUrl, relativeHref } from './pagePaths';

/** What is known of the site when links are resolved. */
export interface LinkTargets {
  /** The anchors that had to be renamed, by page. */
  renamedIdsOf: (page: string) => ReadonlyMap<string, string> | undefined;
  /** Whether the path is a page. */
  hasPage: (path: string) => boolean;
  /** Whether the path is a file that is no page. */
  hasFile: (path: string) => boolean;
}

interface ResolveLinkOptions {
  href: string;
  kind: 'link' | 'image';
  /** The Markdown file that holds the link. */
  from: string;
  targets: LinkTargets;
  warn: (sentence: string) => void;
}

const EXTERNAL = /^(?:[a-z][a-z0-9+.-]*:|\/\/|\?)/i;

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The page that a path without `.md` may mean: `guide/`, `guide/install/` or `guide/install`. */
function findPage(
  path: string,
  hasPage: LinkTargets['hasPage'],
): string | undefined {
  const bare = path.replace(/\/$/, '');
  const candidates = isMarkdown(bare)
    ? [bare]
    : [`${bare}.md`, `${bare}/index.md`, `${bare}/README.md`].map(candidate =>
        candidate.replace(/^\.?\//, ''),
      );
  return candidates.find(hasPage);
}

/**
 * Where a link in a Markdown file leads in the reader: pages by folder address, other files by a relative address to be
 * downloaded, everything outside the site unchanged. A target that does not exist gives a warning and is
 * left as it was written, because a dead link that looks alive helps nobody find the mistake.
 */
export function resolveLink(options: ResolveLinkOptions): ResolvedLink {
  const { href, from, targets } = options;
  if (href === '' || EXTERNAL.test(href)) {
    return { href };
  }
  const [beforeHash, hash] = href.split(/#(.*)/s);
  const anchor = (page: string) =>
    hash === undefined
      ? ''
      : `#${targets.renamedIdsOf(page)?.get(hash) ?? hash}`;
  if (beforeHash === '') {
    return { href: anchor(from) };
  }
  const [path, query] = beforeHash.split(/\?(.*)/s);
  const written = decode(path);
  const target = written.startsWith('/')
    ? posix.normalize(written).slice(1)
    : posix.join(posix.dirname(from), written);
  const page = findPage(target, targets.hasPage);
  if (page !== undefined) {
    const search = query === undefined ? '' : `?${query}`;
    return {
      href: `${relativeHref(pageUrl(from), pageUrl(page))}${search}${anchor(
        page,
      )}`,
    };
  }
  if (targets.hasFile(target)) {
    const fragment = hash === undefined ? '' : `#${hash}`;
    return {
      href: `${relativeHref(pageUrl(from), target)}${fragment}`,
      ...(options.kind === 'link' ? { download: true } : {}),
    };
  }
  options.warn(
    `${from} ${
      options.kind === 'link' ? 'links to' : 'shows'
    } ${href}, which is not in docs_dir.`,
  );
  return { href };
}
