/** Selectors of series, as far as clients send them: a name, matchers in braces, nothing around them. */
import type { Series } from './types';

interface Matcher {
  label: string;
  test: (value: string) => boolean;
}

/** Tells whether a series is selected. */
export type SeriesTest = (series: Series) => boolean;

const SELECTOR = /^\s*([a-zA-Z_:][\w:]*)?\s*(?:\{([\s\S]*)\})?\s*$/;
const MATCHER = /\s*(\w+)\s*(=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"\s*(,|$)/y;

function makeTest(operator: string, value: string): (told: string) => boolean {
  if (operator === '=') return told => told === value;
  if (operator === '!=') return told => told !== value;
  const pattern = new RegExp(`^(?:${value})$`);
  return operator === '=~'
    ? told => pattern.test(told)
    : told => !pattern.test(told);
}

function readMatchers(text: string): Matcher[] | undefined {
  const matchers: Matcher[] = [];
  MATCHER.lastIndex = 0;
  while (MATCHER.lastIndex < text.trimEnd().length) {
    const found = MATCHER.exec(text);
    if (!found) return undefined;
    const [, label, operator, quoted] = found;
    const value = quoted.replace(/\\(.)/g, '$1');
    const isPattern = operator.endsWith('~');
    try {
      matchers.push({
        label,
        test: makeTest(
          operator,
          isPattern ? quoted.replaceAll('\\\\', '\\') : value,
        ),
      });
    } catch {
      return undefined;
    }
  }
  return matchers;
}

/** Reads a selector; `undefined` when it is none, or one that selects everything. */
export function readSelector(text: string): SeriesTest | undefined {
  const found = SELECTOR.exec(text);
  if (!found || (!found[1] && !found[2]?.trim())) return undefined;
  const matchers = readMatchers(found[2] ?? '');
  if (!matchers) return undefined;
  if (found[1])
    matchers.push({ label: '__name__', test: told => told === found[1] });
  if (matchers.every(({ test }) => test(''))) return undefined;
  return ({ labels }) =>
    matchers.every(({ label, test }) => test(labels[label] ?? ''));
}
