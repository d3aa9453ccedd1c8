import type { StateBlock } from 'markdown-it';

/**
 * MkDocs' own blocks (`!!!`, `???`, `===`) are one marker line and a body that is indented by four columns. CommonMark has
 * no such thing, so the two functions here find the body and parse it again as blocks, the way that
 * markdown-it's list rule does it for list items.
 */

/** The text of a line without its indent. */
export function lineText(state: StateBlock, line: number): string {
  return state.src.slice(
    state.bMarks[line] + state.tShift[line],
    state.eMarks[line],
  );
}

/** Whether the line is so far indented that it is code and no marker. */
export function isCodeLine(state: StateBlock, line: number): boolean {
  return state.sCount[line] - state.blkIndent >= 4;
}

/** The line after the body of the marker at `markerLine`; blank lines at its end are left outside. */
export function findBodyEnd(
  state: StateBlock,
  markerLine: number,
  endLine: number,
): number {
  const indent = state.sCount[markerLine] + 4;
  let end = markerLine + 1;
  for (let line = markerLine + 1; line < endLine; line += 1) {
    if (state.isEmpty(line)) {
      continue;
    }
    if (state.sCount[line] < indent) {
      break;
    }
    end = line + 1;
  }
  return end;
}

/** Parses the lines from `markerLine + 1` up to `end` as blocks into the running token stream. */
export function tokenizeBody(
  state: StateBlock,
  markerLine: number,
  end: number,
): void {
  const { lineMax, blkIndent, parentType, tight } = state;
  state.lineMax = end;
  state.blkIndent = state.sCount[markerLine] + 4;
  state.parentType = 'root';
  state.md.block.tokenize(state, markerLine + 1, end);
  state.lineMax = lineMax;
  state.blkIndent = blkIndent;
  state.parentType = parentType;
  state.tight = tight;
}
