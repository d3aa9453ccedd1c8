import type { MarkdownIt, StateBlock, Token } from 'markdown-it';
import { escapeHtml } from '../html/escapeHtml';
import {
  findBodyEnd,
  isCodeLine,
  lineText,
  tokenizeBody,
} from './indentedBlock';
import { pageState } from './pageEnvironment';

const MARKER = /^===([!+]{0,2}) "([^"]*)"\s*$/;

interface Tab {
  title: string;
  selected: boolean;
  line: number;
  end: number;
}

function readTab(
  state: StateBlock,
  line: number,
  endLine: number,
  first: boolean,
): Tab | undefined {
  const match = MARKER.exec(lineText(state, line));
  // `===!` begins a new group although it follows another one.
  if (!match || (!first && match[1].includes('!'))) {
    return undefined;
  }
  return {
    title: match[2],
    selected: match[1].includes('+'),
    line,
    end: findBodyEnd(state, line, endLine),
  };
}

function collectTabs(
  state: StateBlock,
  startLine: number,
  endLine: number,
): Tab[] {
  const found: Tab[] = [];
  let line = startLine;
  while (line < endLine && state.sCount[line] === state.sCount[startLine]) {
    const tab = readTab(state, line, endLine, found.length === 0);
    if (!tab) {
      break;
    }
    found.push(tab);
    line = state.skipEmptyLines(tab.end);
  }
  return found;
}

function pushBlock(state: StateBlock, type: string, className: string): void {
  const token = state.push(`${type}_open`, 'div', 1);
  token.block = true;
  token.attrSet('class', className);
}

function pushTabs(state: StateBlock, found: Tab[], set: number): void {
  const selected = Math.max(
    0,
    found.findIndex(tab => tab.selected),
  );
  pushBlock(state, 'tabbed_set', 'tabbed-set tabbed-alternate');
  const labels = state.push('tabbed_labels', '', 0);
  labels.meta = { set, selected, titles: found.map(tab => tab.title) };
  pushBlock(state, 'tabbed_content', 'tabbed-content');
  for (const tab of found) {
    pushBlock(state, 'tabbed_block', 'tabbed-block');
    tokenizeBody(state, tab.line, tab.end);
    state.push('tabbed_block_close', 'div', -1).block = true;
  }
  state.push('tabbed_content_close', 'div', -1).block = true;
  state.push('tabbed_set_close', 'div', -1).block = true;
}

function tabbed(
  state: StateBlock,
  startLine: number,
  endLine: number,
  silent: boolean,
): boolean {
  if (
    isCodeLine(state, startLine) ||
    !MARKER.test(lineText(state, startLine))
  ) {
    return false;
  }
  if (silent) {
    return true;
  }
  const page = pageState(state.env);
  page.tabSets += 1;
  const found = collectTabs(state, startLine, endLine);
  pushTabs(state, found, page.tabSets);
  state.line = found[found.length - 1].end;
  return true;
}

function renderLabels(tokens: Token[], index: number): string {
  const { set, selected, titles } = tokens[index].meta as {
    set: number;
    selected: number;
    titles: string[];
  };
  let inputs = '';
  let labels = '';
  for (const [position, title] of titles.entries()) {
    const id = `__tabbed_${set}_${position + 1}`;
    const checked = position === selected ? ' checked="checked"' : '';
    inputs += `<input${checked} id="${id}" name="__tabbed_${set}" type="radio">`;
    labels += `<label for="${id}">${escapeHtml(title)}</label>`;
  }
  return `${inputs}<div class="tabbed-labels">${labels}</div>\n`;
}

/** Material's content tabs: consecutive `=== "Title"` blocks become radio buttons, labels and panels, without any script. */
export function tabs(md: MarkdownIt): void {
  md.block.ruler.before('fence', 'tabbed', tabbed, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  md.renderer.rules.tabbed_labels = renderLabels;
}
