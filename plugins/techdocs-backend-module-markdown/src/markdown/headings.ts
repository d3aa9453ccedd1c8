import type { MarkdownIt, StateCore, Token } from 'markdown-it';
import { escapeHtml } from '../html/escapeHtml';
import { pageState, type PageState } from './pageEnvironment';
import { visibleText } from './rawHtml';
import { safeId } from './reservedIds';
import { slugify, uniqueSlug } from './slugify';

/** The words of inline tokens, without any mark-up. */
export function inlineText(children: readonly Token[]): string {
  let text = '';
  for (const child of children) {
    if (
      child.type === 'text' ||
      child.type === 'code_inline' ||
      child.type === 'text_special'
    ) {
      text += child.content;
    } else if (child.type === 'image') {
      text += inlineText(child.children ?? []);
    } else if (child.type === 'html_inline') {
      text += visibleText(child.content);
    } else if (child.type === 'softbreak' || child.type === 'hardbreak') {
      text += ' ';
    }
  }
  return text;
}

function anchorFor(page: PageState, expected: string): string {
  const id = uniqueSlug(safeId(expected), page.ids);
  if (
    id !== expected &&
    !page.renamedIds.has(expected) &&
    safeId(expected) !== expected
  ) {
    page.renamedIds.set(expected, id);
  }
  return id;
}

function addAnchors(state: StateCore): void {
  const page = pageState(state.env);
  for (const [index, token] of state.tokens.entries()) {
    const inline = state.tokens[index + 1];
    if (token.type !== 'heading_open' || !inline?.children) {
      continue;
    }
    const text = inlineText(inline.children).trim();
    const id = anchorFor(page, String(token.attrGet('id') ?? slugify(text)));
    token.attrSet('id', id);
    const permalink = new state.Token('permalink', '', 0);
    permalink.meta = { id, text };
    inline.children.push(permalink);
    page.headings.push({ level: Number(token.tag.slice(1)), id, text });
  }
}

/** Gives every heading an anchor and a permalink, and collects the headings for contents, search and links. */
export function headings(md: MarkdownIt): void {
  md.core.ruler.push('headings', addAnchors);
  md.renderer.rules.permalink = (tokens, index) => {
    const { id, text } = tokens[index].meta as { id: string; text: string };
    return `<a class="headerlink" href="#${id}" title="Permanent link" aria-label="Link to ${escapeHtml(
      text,
    )}">¶</a>`;
  };
}
