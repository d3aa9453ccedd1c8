import type { Heading } from '../markdown/pageEnvironment';
import type { NavItem } from '../site/buildNavigation';
import { pageUrl, relativeHref } from '../site/pagePaths';
import { escapeHtml } from './escapeHtml';

interface TocNode {
  heading: Heading;
  children: TocNode[];
}

/** Nests headings by level; the first `<h1>` is the page itself and is left out. */
export function nestHeadings(headings: readonly Heading[]): TocNode[] {
  const root: TocNode[] = [];
  const path: TocNode[] = [];
  const listed = headings[0]?.level === 1 ? headings.slice(1) : headings;
  for (const heading of listed) {
    while (
      path.length > 0 &&
      path[path.length - 1].heading.level >= heading.level
    ) {
      path.pop();
    }
    const node: TocNode = { heading, children: [] };
    (path[path.length - 1]?.children ?? root).push(node);
    path.push(node);
  }
  return root;
}

function renderTocNodes(nodes: TocNode[]): string {
  const items = nodes.map(({ heading, children }) => {
    const nested =
      children.length > 0
        ? `<nav class="md-nav" aria-label="${escapeHtml(
            heading.text,
          )}">${renderTocNodes(children)}</nav>`
        : '';
    return `<li class="md-nav__item"><a href="#${
      heading.id
    }" class="md-nav__link">${escapeHtml(heading.text)}</a>${nested}</li>`;
  });
  return `<ul class="md-nav__list">${items.join('')}</ul>`;
}

/** "On this page". Empty when the page has no headings below its title. */
export function renderToc(headings: readonly Heading[]): string {
  const nodes = nestHeadings(headings);
  if (nodes.length === 0) {
    return '';
  }
  return (
    `<nav class="md-nav md-nav--secondary" aria-label="On this page"><span class="md-nav__title">On this page</span>` +
    `${renderTocNodes(nodes)}</nav>`
  );
}

function contains(item: NavItem, path: string): boolean {
  if (item.kind === 'section') {
    return item.items.some(child => contains(child, path));
  }
  return item.kind === 'page' && item.path === path;
}

interface NavigationPage {
  path: string;
  /** Shown under the entry of the current page, for screens without room for a second side bar. */
  toc: string;
}

function renderItem(item: NavItem, id: string, page: NavigationPage): string {
  const active = contains(item, page.path);
  const activeClass = active ? ' md-nav__item--active' : '';
  const title = escapeHtml(item.title);
  if (item.kind === 'link') {
    return `<li class="md-nav__item"><a href="${escapeHtml(
      item.href,
    )}" class="md-nav__link">${title}</a></li>`;
  }
  if (item.kind === 'page') {
    const href = relativeHref(pageUrl(page.path), pageUrl(item.path));
    const current = active ? ' md-nav__link--active" aria-current="page' : '';
    return (
      `<li class="md-nav__item${activeClass}"><a href="${escapeHtml(
        href,
      )}" class="md-nav__link${current}">${title}</a>` +
      `${active ? page.toc : ''}</li>`
    );
  }
  // Ids must be valid CSS identifiers: the reader looks labels up by selector.
  return (
    `<li class="md-nav__item md-nav__item--nested${activeClass}">` +
    `<input class="md-nav__toggle md-toggle" type="checkbox" id="${id}" aria-label="${title}"${
      active ? ' checked="checked"' : ''
    }>` +
    `<label class="md-nav__link" for="${id}"><span class="md-ellipsis">${title}</span><span class="md-nav__icon md-icon"></span></label>` +
    `<nav class="md-nav" aria-label="${title}">${renderItems(
      item.items,
      id,
      page,
    )}</nav></li>`
  );
}

function renderItems(
  items: readonly NavItem[],
  prefix: string,
  page: NavigationPage,
): string {
  const rendered = items.map((item, index) =>
    renderItem(item, `${prefix}_${index + 1}`, page),
  );
  return `<ul class="md-nav__list">${rendered.join('')}</ul>`;
}

/** The navigation of the site with the current page marked and its sections open. */
export function renderNavigation(options: {
  siteName: string;
  items: readonly NavItem[];
  page: NavigationPage;
}): string {
  return (
    `<nav class="md-nav md-nav--primary" aria-label="Navigation" data-md-level="0">` +
    `<label class="md-nav__title" for="__drawer">${escapeHtml(
      options.siteName,
    )}</label>` +
    `${renderItems(options.items, '__nav', options.page)}</nav>`
  );
}
