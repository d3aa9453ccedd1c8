import type { MarkdownIt, StateCore, Token } from 'markdown-it';

/**
 * Attribute lists, `{: #id .class key=value }`, as Python-Markdown understands them: after a heading's text, after a link, an
 * image, code or emphasis, or as the last line of a paragraph. Everything else in braces is text. That strictness is the point:
 * operations documents are full of `{namespace}`, and a plugin that swallows those at the end of a line
 * destroys commands. Only attributes that cannot act are accepted.
 */

type Attribute = [name: string, value: string];

const ALLOWED = new Set([
  'title',
  'width',
  'height',
  'align',
  'loading',
  'target',
  'rel',
  'lang',
  'start',
]);
const LIST = /^\{:?\s*([^{}\n]+?)\s*\}/;
const ITEM =
  /^(?:#([\w:-]+)|\.([\w-]+)|([\w-]+)=(?:"([^"]*)"|([^\s"=]+)))(?:\s+|$)/;
const CLOSES_ELEMENT = new Set([
  'link_close',
  'em_close',
  'strong_close',
  's_close',
  'code_inline',
  'image',
]);

function toAttribute(match: RegExpExecArray): Attribute | undefined {
  const [, id, className, key, quoted, bare] = match;
  if (id) {
    return ['id', id];
  }
  if (className) {
    return ['class', className];
  }
  return ALLOWED.has(key) ? [key, quoted ?? bare] : undefined;
}

/**
 * Reads the attribute list that `text` begins with.
 * @returns undefined when it does not begin with one: braces with anything unknown inside are text.
 */
export function parseAttributeList(
  text: string,
): { attributes: Attribute[]; length: number } | undefined {
  const list = LIST.exec(text);
  if (!list) {
    return undefined;
  }
  const attributes: Attribute[] = [];
  let rest = list[1];
  while (rest) {
    const match = ITEM.exec(rest);
    const attribute = match && toAttribute(match);
    if (!match || !attribute) {
      return undefined;
    }
    attributes.push(attribute);
    rest = rest.slice(match[0].length);
  }
  return { attributes, length: list[0].length };
}

function apply(token: Token, attributes: Attribute[]): void {
  for (const [name, value] of attributes) {
    if (name === 'class') {
      token.attrJoin('class', value);
    } else {
      token.attrSet(name, value);
    }
  }
}

function openingOf(children: Token[], closing: number): Token {
  const closer = children[closing];
  if (closer.nesting === 0) {
    return closer;
  }
  for (let index = closing - 1; index >= 0; index -= 1) {
    const token = children[index];
    if (
      token.level === closer.level &&
      token.type === closer.type.replace('_close', '_open')
    ) {
      return token;
    }
  }
  return closer;
}

function applyInline(children: Token[]): void {
  for (let index = 1; index < children.length; index += 1) {
    const token = children[index];
    if (
      token.type !== 'text' ||
      !CLOSES_ELEMENT.has(children[index - 1].type)
    ) {
      continue;
    }
    const list = parseAttributeList(token.content);
    if (list) {
      apply(openingOf(children, index - 1), list.attributes);
      token.content = token.content.slice(list.length);
    }
  }
}

/** Takes a list off the end of a block: after the text of a heading, or alone on the last line of a paragraph. */
function applyTrailing(block: Token, children: Token[]): void {
  const last = children[children.length - 1];
  if (last?.type !== 'text') {
    return;
  }
  const ownLine = children[children.length - 2]?.type === 'softbreak';
  const start = last.content.lastIndexOf('{');
  const isPlaced =
    block.type === 'heading_open' ? start > 0 : start === 0 && ownLine;
  const list = isPlaced
    ? parseAttributeList(last.content.slice(start))
    : undefined;
  if (!list || start + list.length !== last.content.trimEnd().length) {
    return;
  }
  apply(block, list.attributes);
  last.content = last.content.slice(0, start).trimEnd();
  if (block.type !== 'heading_open') {
    children.splice(-2);
  }
}

function applyLists(state: StateCore): void {
  for (const [index, token] of state.tokens.entries()) {
    if (token.type === 'inline' && token.children) {
      applyInline(token.children);
      applyTrailing(state.tokens[index - 1], token.children);
    }
  }
}

/** Installs attribute lists. Must run before the headings get their anchors. */
export function attributeLists(md: MarkdownIt): void {
  md.core.ruler.after('inline', 'attribute_lists', applyLists);
}
