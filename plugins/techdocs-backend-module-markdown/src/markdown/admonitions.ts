import type { MarkdownIt, StateBlock } from 'markdown-it';
import {
  findBodyEnd,
  isCodeLine,
  lineText,
  tokenizeBody,
} from './indentedBlock';

const MARKER = /^(!!!|\?\?\?\+?) ?([\w -]*)(?:"([^"]*)")?\s*$/;

interface Marker {
  collapsible: boolean;
  open: boolean;
  classes: string;
  /** Empty when the author asked for none with `""`. */
  title: string;
}

function parseMarker(line: string): Marker | undefined {
  const match = MARKER.exec(line);
  if (!match) {
    return undefined;
  }
  const [, marker, words, quoted] = match;
  const classes = words.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (classes.length === 0 && quoted === undefined) {
    return undefined;
  }
  const kind = classes[0] ?? 'note';
  return {
    collapsible: marker !== '!!!',
    open: marker === '???+',
    classes: [kind, ...classes.slice(1)].join(' '),
    title: quoted ?? kind.charAt(0).toUpperCase() + kind.slice(1),
  };
}

function pushTitle(state: StateBlock, marker: Marker, line: number): void {
  const tag = marker.collapsible ? 'summary' : 'p';
  const opening = state.push('admonition_title_open', tag, 1);
  if (!marker.collapsible) {
    opening.attrSet('class', 'admonition-title');
  }
  const inline = state.push('inline', '', 0);
  inline.content = marker.title || 'Details';
  inline.map = [line, line + 1];
  inline.children = [];
  state.push('admonition_title_close', tag, -1);
}

function admonition(
  state: StateBlock,
  startLine: number,
  endLine: number,
  silent: boolean,
): boolean {
  if (isCodeLine(state, startLine)) {
    return false;
  }
  const marker = parseMarker(lineText(state, startLine));
  if (!marker) {
    return false;
  }
  if (silent) {
    return true;
  }
  const end = findBodyEnd(state, startLine, endLine);
  const tag = marker.collapsible ? 'details' : 'div';
  const opening = state.push('admonition_open', tag, 1);
  opening.block = true;
  opening.map = [startLine, end];
  opening.attrSet(
    'class',
    marker.collapsible ? marker.classes : `admonition ${marker.classes}`,
  );
  if (marker.open) {
    opening.attrSet('open', 'open');
  }
  if (marker.title || marker.collapsible) {
    pushTitle(state, marker, startLine);
  }
  tokenizeBody(state, startLine, end);
  state.push('admonition_close', tag, -1).block = true;
  state.line = end;
  return true;
}

/**
 * Material's call-outs: `!!! warning "Title"` is a box, `??? note` is one that opens on a click, `???+ note` is open at first.
 * The title is Markdown; without one the kind is the title.
 */
export function admonitions(md: MarkdownIt): void {
  md.block.ruler.before('fence', 'admonition', admonition, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
}
