import type { MarkdownIt, StateCore, Token } from 'markdown-it';

const MARKER = /^\[([ xX])\]\s+/;

function itemTextOf(tokens: Token[], index: number): Token | undefined {
  const [item, paragraph, inline] = tokens.slice(index, index + 3);
  const isItemText =
    item.type === 'list_item_open' &&
    paragraph?.type === 'paragraph_open' &&
    inline?.type === 'inline';
  return isItemText ? inline : undefined;
}

function markTasks(state: StateCore): void {
  for (let index = 0; index < state.tokens.length; index += 1) {
    const inline = itemTextOf(state.tokens, index);
    const first = inline?.children?.[0];
    const match = first?.type === 'text' ? MARKER.exec(first.content) : null;
    if (!inline?.children || !first || !match) {
      continue;
    }
    first.content = first.content.slice(match[0].length);
    const control = new state.Token('task_control', '', 0);
    control.meta = { done: match[1] !== ' ' };
    inline.children.unshift(control);
    state.tokens[index].attrJoin('class', 'task-list-item');
  }
}

/** `- [x] done` and `- [ ] to do`, with the mark-up of Material that the reader's own styles know. */
export function taskLists(md: MarkdownIt): void {
  md.core.ruler.after('inline', 'task_lists', markTasks);
  md.renderer.rules.task_control = (tokens, index) => {
    const done = tokens[index].meta?.done === true;
    return (
      `<label class="task-list-control"><input type="checkbox" disabled="disabled"${
        done ? ' checked="checked"' : ''
      } aria-label="${done ? 'done' : 'to do'}">` +
      `<span class="task-list-indicator"></span></label>`
    );
  };
}
