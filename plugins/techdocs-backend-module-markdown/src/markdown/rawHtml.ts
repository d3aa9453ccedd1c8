import type { MarkdownIt, RendererRule } from 'markdown-it';
import { escapeHtml } from '../html/escapeHtml';
import { pageState, type PageState } from './pageEnvironment';
import { safeId } from './reservedIds';

/**
 * Raw HTML in Markdown.
 *
 * Documents contain `<br>`, `<kbd>`, `<details>` and sized images, and readers expect them to work. The reader's sanitiser
 * would stop scripts, but a page must not depend on somebody else's last line of defence, so only tags and
 * attributes from the lists below are written; any other tag comes out as the text that it is. Closing tags are
 * written only for what was opened here, hence a stray `</div>` cannot break out of the article.
 */

const VOID = new Set(['br', 'hr', 'img', 'wbr']);
const CONTAINERS = new Set(
  `a abbr b blockquote caption cite code dd del details div dl dt em figcaption figure i ins kbd li mark ol p pre q
  s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul var`.split(
    /\s+/,
  ),
);
const ATTRIBUTES = new Set(
  'align alt class colspan height href id lang loading name open rowspan src start title width'.split(
    ' ',
  ),
);
const URL_ATTRIBUTES: Record<string, 'link' | 'image'> = {
  href: 'link',
  src: 'image',
};
const PIECE =
  /<!--[\s\S]*?-->|<(\/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s"'<>`=]+))?)*)\s*\/?>/g;
const ATTRIBUTE =
  /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`=]+)))?/g;

function unescapeEntities(value: string): string {
  return value
    .replace(/&amp;/g, '&')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'");
}

function writeUrl(
  name: string,
  value: string,
  page: PageState,
  md: MarkdownIt,
): string {
  const url = unescapeEntities(value).trim();
  // An entity left over could hide a scheme from the check; no real address needs one.
  if (
    /&[#\w]+;/.test(url) ||
    [...url].some(letter => letter <= ' ') ||
    !md.validateLink(url)
  ) {
    return '';
  }
  const resolved = page.resolveLink(url, URL_ATTRIBUTES[name]);
  return ` ${name}="${escapeHtml(resolved.href)}"${
    resolved.download ? ' download=""' : ''
  }`;
}

function writeAttributes(
  source: string,
  page: PageState,
  md: MarkdownIt,
): string {
  let written = '';
  for (const [, rawName, double, single, bare] of source.matchAll(ATTRIBUTE)) {
    const name = rawName.toLowerCase();
    const value = double ?? single ?? bare ?? '';
    if (!ATTRIBUTES.has(name)) {
      continue;
    }
    if (name in URL_ATTRIBUTES) {
      written += writeUrl(name, value, page, md);
    } else if (name === 'id' || name === 'name') {
      written += ` ${name}="${escapeHtml(safeId(value))}"`;
    } else {
      written += ` ${name}="${escapeHtml(unescapeEntities(value))}"`;
    }
  }
  return written;
}

function writeTag(
  match: RegExpMatchArray,
  page: PageState,
  md: MarkdownIt,
): string {
  const [whole, slash, rawTag, attributes] = match;
  if (whole.startsWith('<!--')) {
    return '';
  }
  const tag = rawTag.toLowerCase();
  if (VOID.has(tag)) {
    return slash ? '' : `<${tag}${writeAttributes(attributes, page, md)}>`;
  }
  if (!CONTAINERS.has(tag)) {
    return escapeHtml(whole);
  }
  if (!slash) {
    page.openTags.push(tag);
    return `<${tag}${writeAttributes(attributes, page, md)}>`;
  }
  const depth = page.openTags.lastIndexOf(tag);
  if (depth < 0) {
    return '';
  }
  const closed = page.openTags.splice(depth).reverse();
  return closed.map(name => `</${name}>`).join('');
}

/** What a reader sees of raw HTML: the text, without the tags that work, with those that do not. */
export function visibleText(html: string): string {
  return html.replace(PIECE, (whole: string, _slash: string, tag?: string) => {
    const name = tag?.toLowerCase() ?? '';
    return tag === undefined || VOID.has(name) || CONTAINERS.has(name)
      ? ' '
      : whole;
  });
}

/** Writes the harmless part of raw HTML and escapes the rest. */
export function writeRawHtml(
  html: string,
  page: PageState,
  md: MarkdownIt,
): string {
  let written = '';
  let end = 0;
  for (const match of html.matchAll(PIECE)) {
    written += escapeHtml(html.slice(end, match.index)).replace(
      /&amp;(#?\w{1,31};)/g,
      '&$1',
    );
    written += writeTag(match, page, md);
    end = match.index + match[0].length;
  }
  return (
    written + escapeHtml(html.slice(end)).replace(/&amp;(#?\w{1,31};)/g, '&$1')
  );
}

/** The closing tags that an author forgot. */
export function closeRawHtml(page: PageState): string {
  return page.openTags
    .splice(0)
    .reverse()
    .map(tag => `</${tag}>`)
    .join('');
}

/** Installs the two renderer rules through which raw HTML passes. */
export function rawHtml(md: MarkdownIt): void {
  const rule: RendererRule = (tokens, index, _options, env) =>
    writeRawHtml(tokens[index].content, pageState(env), md);
  md.renderer.rules.html_block = rule;
  md.renderer.rules.html_inline = rule;
}
