/** One document of a stream, cut out of the file so that nothing around it can spoil it. */
export interface DocumentText {
  text: string;
  /** Line of the file, counted from 1, at which `text` begins. */
  firstLine: number;
}

const MARKER = /^---(?=[ \t\r\n]|$)/;
const END = /^\.\.\.[ \t]*\r?$/;
const SAYS_NOTHING =
  /^(?:[ \t]*(?:#[^\n]*)?\r?|%[^\n]*|---[ \t]*(?:#[^\n]*)?\r?)$/;

/**
 * Cuts a YAML stream into its documents. `---` at the start of a line ends a document wherever it stands (no scalar may hold
 * it there), so an unclosed quote or bracket spoils its own document only. Documents that say nothing are left out.
 */
export function splitDocuments(text: string): DocumentText[] {
  const documents: DocumentText[] = [];
  let lines: string[] = [];
  let firstLine = 1;
  const flush = (next: number) => {
    if (!lines.every(line => SAYS_NOTHING.test(line))) {
      documents.push({ text: lines.join('\n'), firstLine });
    }
    lines = [];
    firstLine = next;
  };
  for (const [index, line] of text.split('\n').entries()) {
    if (MARKER.test(line)) {
      // Directives stand before the marker of the document that they are about.
      const isDirected = lines.some(before => before.startsWith('%'));
      if (!isDirected || !lines.every(before => SAYS_NOTHING.test(before))) {
        flush(index + 1);
      }
    }
    if (END.test(line)) {
      flush(index + 2);
    } else {
      lines.push(line);
    }
  }
  flush(0);
  return documents;
}
