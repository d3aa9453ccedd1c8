import { posix } from 'node:path';
import type { NavEntry } from './readMkdocsConfig';
import { humanise, isIndex } from './pagePaths';

/** An entry of the finished navigation; every page in it exists. */
export type NavItem =
  | { kind: 'page'; title: string; path: string }
  | { kind: 'link'; title: string; href: string }
  | { kind: 'section'; title: string; items: NavItem[] };

interface BuildNavigationOptions {
  nav?: NavEntry[];
  /** Paths of all pages. */
  pages: readonly string[];
  /** The title of a page that the navigation does not name. */
  titleOf: (path: string) => string;
  warn: (sentence: string) => void;
}

function fromConfig(
  entries: NavEntry[],
  options: BuildNavigationOptions,
): NavItem[] {
  return entries.flatMap((entry): NavItem[] => {
    if (entry.kind === 'section') {
      return [
        {
          kind: 'section',
          title: entry.title,
          items: fromConfig(entry.entries, options),
        },
      ];
    }
    if (entry.kind === 'link') {
      return [entry];
    }
    const path = posix.normalize(entry.path);
    if (!options.pages.includes(path)) {
      options.warn(
        `The navigation names ${entry.path}, which is no page in docs_dir; the entry is left out.`,
      );
      return [];
    }
    return [
      { kind: 'page', title: entry.title ?? options.titleOf(path), path },
    ];
  });
}

function compare(a: string, b: string): number {
  if (isIndex(a) !== isIndex(b)) {
    return isIndex(a) ? -1 : 1;
  }
  return a.localeCompare(b, 'en', { numeric: true });
}

function fromFolder(
  folder: string,
  options: BuildNavigationOptions,
): NavItem[] {
  const prefix = folder ? `${folder}/` : '';
  const below = options.pages
    .filter(path => path.startsWith(prefix))
    .map(path => path.slice(prefix.length));
  const files = below.filter(path => !path.includes('/')).sort(compare);
  const folders = [
    ...new Set(
      below.filter(path => path.includes('/')).map(path => path.split('/')[0]),
    ),
  ].sort(compare);
  return [
    ...files.map(
      (name): NavItem => ({
        kind: 'page',
        title: options.titleOf(prefix + name),
        path: prefix + name,
      }),
    ),
    ...folders.map(
      (name): NavItem => ({
        kind: 'section',
        title: humanise(name),
        items: fromFolder(prefix + name, options),
      }),
    ),
  ];
}

/** The navigation of the site: what `mkdocs.yml` says, or the folders in alphabetical order with each index page first. */
export function buildNavigation(options: BuildNavigationOptions): NavItem[] {
  return options.nav
    ? fromConfig(options.nav, options)
    : fromFolder('', options);
}

/** The pages in reading order, for "previous" and "next". */
export function readingOrder(
  items: readonly NavItem[],
): Array<{ title: string; path: string }> {
  return items.flatMap(item => {
    if (item.kind === 'section') {
      return readingOrder(item.items);
    }
    return item.kind === 'page' ? [{ title: item.title, path: item.path }] : [];
  });
}
