/**
 * What Backstage's own pages are called in the tab of the browser. They title nothing themselves in the new frontend
 * system, so that the tab would go on saying what the page before was.
 */
const TITLES: readonly [prefix: string, title: string][] = [
  ['/create/approvals', 'Approvals'],
  ['/api-docs', 'APIs'],
  ['/catalog-graph', 'Graph'],
  ['/catalog', 'Catalog'],
  ['/create', 'Create'],
  ['/docs', 'Docs'],
  ['/notifications', 'Notifications'],
  ['/search', 'Search'],
  ['/settings', 'Settings'],
  ['/visualizer', 'Visualizer'],
];

/** Pages below these that title themselves: an entity, a document. */
const TITLED = /^\/(?:catalog|docs)\/[^/]+\/[^/]+\/[^/]+/;

/** The title of one of Backstage's own pages; `undefined` for a page that titles itself. */
export function stockTitle(pathname: string): string | undefined {
  if (TITLED.test(pathname)) return undefined;
  return TITLES.find(
    ([prefix]) => pathname === prefix || pathname.startsWith(`${prefix}/`),
  )?.[1];
}
