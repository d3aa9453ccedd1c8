/**
 * Which streams a LogQL query is about. A stream selector is the only thing in LogQL that stands in braces outside a
 * text, and its matchers are those of PromQL, so that is all that is looked for.
 */
import { parsePromql } from './parsePromql';
import { maskVariables, unmask } from './grafanaVariables';
import { ParsedQuery, SeriesSelector, VariableValue } from './types';

const PIECE = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|`[^`]*`|[{}]/g;

function findBraces(text: string): string[] | undefined {
  const found: string[] = [];
  let from = -1;
  for (const { 0: piece, index } of text.matchAll(PIECE)) {
    if (piece === '{') {
      if (from >= 0) return undefined;
      from = index;
    } else if (piece === '}') {
      if (from < 0) return undefined;
      found.push(text.slice(from, index + 1));
      from = -1;
    }
  }
  return from < 0 ? found : undefined;
}

/** Takes a LogQL query apart; every selector has to match. Never throws. */
export function parseLogql(
  query: string,
  variables: readonly VariableValue[] = [],
): ParsedQuery {
  if (query.trim() === '')
    return { ok: false, reason: 'The query is empty; write one.' };
  const wrong: ParsedQuery = {
    ok: false,
    reason:
      'The query cannot be read as LogQL: it has no whole stream selector; correct it where it is written.',
  };
  const { text, marks } = maskVariables(query, variables);
  const braces = findBraces(text);
  if (!braces || braces.length === 0) return wrong;
  const selectors: SeriesSelector[] = [];
  for (const brace of braces) {
    const parsed = parsePromql(unmask(brace, marks));
    if (!parsed.ok || parsed.selectors.length !== 1) return wrong;
    selectors.push(parsed.selectors[0]);
  }
  return {
    ok: true,
    selectors,
    need: {
      type: 'all',
      of: selectors.map((_, index) => ({ type: 'selector', index })),
    },
  };
}
