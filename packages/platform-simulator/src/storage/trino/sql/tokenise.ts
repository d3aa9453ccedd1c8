/** From the text of a statement to its words. */
import { SqlError, type SqlPlace } from '../SqlError';

/** One word of a statement. */
export interface Token {
  kind: 'word' | 'quoted' | 'text' | 'binary' | 'number' | 'sign' | 'end';
  /** A word in small letters, what is between quotes, digits, or a sign. */
  value: string;
  /** As it was written. */
  raw: string;
  at: SqlPlace;
}

const PATTERN =
  /(\s+|--[^\n]*|\/\*[\s\S]*?\*\/)|([xX]'[^']*')|([A-Za-z_][A-Za-z0-9_@$]*)|("(?:[^"]|"")*")|('(?:[^']|'')*')|((?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|(<>|!=|<=|>=|\|\||=>|->|[-+*/%(),.;=<>[\]?])/y;

const KINDS: readonly Token['kind'][] = [
  'binary',
  'word',
  'quoted',
  'text',
  'number',
  'sign',
];

function valueOf(kind: Token['kind'], raw: string): string {
  switch (kind) {
    case 'word':
      return raw.toLowerCase();
    case 'quoted':
      return raw.slice(1, -1).replaceAll('""', '"');
    case 'text':
      return raw.slice(1, -1).replaceAll("''", "'");
    case 'binary':
      return raw.slice(2, -1);
    default:
      return raw;
  }
}

/**
 * The words of a statement, closed by one of kind `end`.
 *
 * @throws SqlError `SYNTAX_ERROR` for a sign that SQL does not have, or a quote that is not closed
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  const at: SqlPlace = { line: 1, column: 1 };
  const pattern = new RegExp(PATTERN);
  let index = 0;
  while (index < text.length) {
    pattern.lastIndex = index;
    const found = pattern.exec(text);
    if (!found) {
      const shown = text[index];
      const message = /['"]/.test(shown)
        ? `mismatched input '${shown}'. A quote is not closed`
        : `mismatched input '${shown}'`;
      throw new SqlError('SYNTAX_ERROR', message, { at: { ...at } });
    }
    const [raw, space] = found;
    if (space === undefined) {
      const kind = KINDS[found.slice(2).findIndex(part => part !== undefined)];
      tokens.push({ kind, value: valueOf(kind, raw), raw, at: { ...at } });
    }
    const lines = raw.split('\n');
    at.line += lines.length - 1;
    at.column =
      lines.length > 1
        ? lines[lines.length - 1].length + 1
        : at.column + raw.length;
    index += raw.length;
  }
  tokens.push({ kind: 'end', value: '', raw: '<EOF>', at: { ...at } });
  return tokens;
}
