import { posix } from 'node:path';

/**
 * Addresses inside a site. The reader only ever asks for `<path>/index.html`, so every page is a folder, and all links are
 * relative with a slash at the end: the reader resolves links against the address bar and images against the storage.
 */

/** Whether a file of docs_dir is a page. */
export function isMarkdown(path: string): boolean {
  return /\.(?:md|markdown)$/i.test(path);
}

/** Whether the page stands for its folder. */
export function isIndex(path: string): boolean {
  return /^(?:index|readme)\.(?:md|markdown)$/i.test(posix.basename(path));
}

/** `guide/install.md` -> `guide/install/`, `guide/index.md` -> `guide/`, `index.md` -> `` (not encoded). */
export function pageUrl(path: string): string {
  const folder = posix.dirname(path) === '.' ? '' : `${posix.dirname(path)}/`;
  return isIndex(path)
    ? folder
    : `${folder}${posix.basename(path).replace(/\.[^.]+$/, '')}/`;
}

/** Percent-encodes each part of a path. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** The relative, encoded address from one page to another page (ends with a slash) or to a file. */
export function relativeHref(fromUrl: string, to: string): string {
  const relative = posix.relative(`/${fromUrl}`, `/${to}`);
  const slash = to === '' || to.endsWith('/') ? '/' : '';
  return relative === '' ? './' : `${encodePath(relative)}${slash}`;
}

/** `getting-started.md` or `getting_started` -> `Getting started`. */
export function humanise(name: string): string {
  const words = name
    .replace(/\.[^.]+$/, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
