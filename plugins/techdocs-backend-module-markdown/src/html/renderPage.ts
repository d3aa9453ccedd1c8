import type { Heading } from '../markdown/pageEnvironment';
import type { NavItem } from '../site/buildNavigation';
import { pageUrl, relativeHref } from '../site/pagePaths';
import { escapeHtml } from './escapeHtml';
import { renderNavigation, renderToc } from './renderNavigation';

/**
 * One page of the site, in the shape that the TechDocs reader expects.
 *
 * The reader does not show pages as they are: it moves them into a shadow tree and looks for the classes of
 * MkDocs-Material to place side bars, footer, copy buttons and add-ons. So the skeleton here is a contract with the
 * reader (`.md-header`, `.md-sidebar--primary`, `[data-md-component=content]`, ...) and not a matter of taste. One trap above all: the
 * page stays invisible for ever when its stylesheet is not named `main.<8 hex>.min.css` or cannot be loaded.
 */

interface NeighbourPage {
  title: string;
  path: string;
}

/** All that a page consists of. */
export interface PageParts {
  path: string;
  title: string;
  description?: string;
  siteName: string;
  stylesheet: string;
  article: string;
  headings: readonly Heading[];
  navigation: readonly NavItem[];
  hide: ReadonlyArray<'toc' | 'navigation'>;
  previous?: NeighbourPage;
  next?: NeighbourPage;
  editUrl?: string;
}

function renderNeighbour(
  page: NeighbourPage | undefined,
  from: string,
  direction: 'prev' | 'next',
): string {
  if (!page) {
    return '';
  }
  const label = direction === 'prev' ? 'Previous' : 'Next';
  const title = escapeHtml(page.title);
  return (
    `<a href="${escapeHtml(
      relativeHref(pageUrl(from), pageUrl(page.path)),
    )}" rel="${direction}" ` +
    `class="md-footer__link md-footer__link--${direction}" aria-label="${label}: ${title}">` +
    `<div class="md-footer__title"><span class="md-footer__direction">${label}</span><div class="md-ellipsis">${title}</div></div></a>`
  );
}

function renderSidebar(
  kind: 'primary' | 'secondary',
  content: string,
  hidden: boolean,
): string {
  const type = kind === 'primary' ? 'navigation' : 'toc';
  return (
    `<div class="md-sidebar md-sidebar--${kind}" data-md-component="sidebar" data-md-type="${type}"${
      hidden ? ' hidden="hidden"' : ''
    }>` +
    `<div class="md-sidebar__scrollwrap"><div class="md-sidebar__inner">${content}</div></div></div>`
  );
}

function renderArticle(parts: PageParts): string {
  const hasTitle = parts.headings[0]?.level === 1;
  const edit = parts.editUrl
    ? `<a href="${escapeHtml(
        parts.editUrl,
      )}" title="Edit this page" class="md-content__button md-icon">Edit</a>`
    : '';
  const title = hasTitle ? '' : `<h1>${escapeHtml(parts.title)}</h1>\n`;
  return (
    `<div class="md-content" data-md-component="content"><article class="md-content__inner md-typeset">` +
    `${edit}${title}${parts.article}</article></div>`
  );
}

function renderHead(parts: PageParts): string {
  const stylesheet = relativeHref(pageUrl(parts.path), parts.stylesheet);
  const description = parts.description
    ? `<meta name="description" content="${escapeHtml(parts.description)}">`
    : '';
  return (
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">${description}` +
    `<title>${escapeHtml(parts.title)} - ${escapeHtml(
      parts.siteName,
    )}</title>` +
    `<link rel="stylesheet" href="${escapeHtml(stylesheet)}"></head>`
  );
}

/** Renders a whole HTML page. Everything but `article` is escaped here. */
export function renderPage(parts: PageParts): string {
  const toc = parts.hide.includes('toc') ? '' : renderToc(parts.headings);
  const navigation = renderNavigation({
    siteName: parts.siteName,
    items: parts.navigation,
    page: { path: parts.path, toc },
  });
  const footer =
    renderNeighbour(parts.previous, parts.path, 'prev') +
    renderNeighbour(parts.next, parts.path, 'next');
  return (
    `<!doctype html>\n<html lang="en" class="no-js">${renderHead(
      parts,
    )}<body dir="ltr">` +
    `<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off" aria-label="Show the navigation">` +
    `<label class="md-overlay" for="__drawer"></label>` +
    `<header class="md-header"><label class="md-header__button md-icon" for="__drawer">` +
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M3 6h18v2H3zm0 5h18v2H3zm0 5h18v2H3z"/></svg></label></header>` +
    `<div class="md-container" data-md-component="container"><main class="md-main" data-md-component="main">` +
    `<div class="md-main__inner md-grid">${renderSidebar(
      'primary',
      navigation,
      parts.hide.includes('navigation'),
    )}` +
    `${renderSidebar('secondary', toc, toc === '')}${renderArticle(
      parts,
    )}</div></main>` +
    `<footer class="md-footer"><nav class="md-footer__inner md-grid" aria-label="Footer">${footer}</nav></footer>` +
    `</div></body></html>\n`
  );
}
