/**
 * Kyverno's patterns, as its documentation describes them: wildcards, alternatives, comparisons and anchors. What is not
 * understood (a variable, a context) makes the answer *unknown* and never a failure.
 */
import { JsonValue, parseQuantity } from '../../../kubernetes';

/** Whether a value has the shape of a pattern; `skip`: a condition of it does not hold, so it asks nothing. */
export type PatternAnswer = 'yes' | 'no' | 'skip' | 'unknown';

/** `trino-*` as an expression; `?` is one character. */
export function wildcard(pattern: string): RegExp {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${escaped}$`, 's');
}

function compare(text: string, operator: string, wanted: string): boolean {
  const [left, right] = [parseQuantity(text), parseQuantity(wanted)];
  if (left === undefined || right === undefined) return false;
  if (operator === '>') return left > right;
  if (operator === '<') return left < right;
  return operator === '>=' ? left >= right : left <= right;
}

function fitsOne(text: string, pattern: string): boolean {
  const comparison = /^(>=|<=|>|<)\s*(.+)$/.exec(pattern);
  if (comparison) return compare(text, comparison[1], comparison[2]);
  const range = /^(.+?)(!?)-(.+)$/.exec(pattern);
  if (
    range &&
    parseQuantity(range[1]) !== undefined &&
    parseQuantity(range[3]) !== undefined
  ) {
    const inside =
      compare(text, '>=', range[1]) && compare(text, '<=', range[3]);
    return range[2] === '!' ? !inside : inside;
  }
  if (pattern.startsWith('!'))
    return !wildcard(pattern.slice(1).trim()).test(text);
  return wildcard(pattern).test(text);
}

function fitsText(
  value: JsonValue | undefined,
  pattern: string,
): PatternAnswer {
  if (pattern.includes('{{') || pattern.includes('$(')) return 'unknown';
  if (pattern === 'null')
    return value === undefined || value === null ? 'yes' : 'no';
  if (value === undefined || value === null)
    return pattern === '*' ? 'yes' : 'no';
  if (typeof value === 'object')
    return pattern === '*' || pattern === '?*' ? 'yes' : 'no';
  const text = `${value}`;
  const fits = pattern
    .split('|')
    .some(either =>
      either.split('&').every(part => fitsOne(text, part.trim())),
    );
  return fits ? 'yes' : 'no';
}

function all(answers: readonly PatternAnswer[]): PatternAnswer {
  if (answers.includes('skip')) return 'skip';
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

function fitsList(
  value: JsonValue | undefined,
  patterns: readonly JsonValue[],
): PatternAnswer {
  if (!Array.isArray(value)) return value === undefined ? 'no' : 'unknown';
  const [pattern] = patterns;
  if (pattern === undefined) return 'yes';
  // Every element has to fit; an element for which a condition does not hold is left out.
  const answers = value
    .map(item => matchPattern(item, pattern))
    .filter(answer => answer !== 'skip');
  return all(answers);
}

type Entry = [anchor: string, key: string, pattern: JsonValue];

function entriesOf(pattern: { [key: string]: JsonValue | undefined }): Entry[] {
  return Object.entries(pattern).flatMap(([name, inner]): Entry[] => {
    if (inner === undefined) return [];
    const anchored = /^([=^X<+]?)\((.+)\)$/.exec(name);
    return [
      anchored ? [anchored[1] || '()', anchored[2], inner] : ['', name, inner],
    ];
  });
}

function lookUp(
  value: { [key: string]: JsonValue | undefined },
  key: string,
): JsonValue | undefined {
  if (!/[*?]/.test(key))
    return Object.hasOwn(value, key) ? value[key] : undefined;
  const found = Object.keys(value).find(name => wildcard(key).test(name));
  return found === undefined ? undefined : value[found];
}

function fitsEntry(
  value: { [key: string]: JsonValue | undefined },
  [anchor, key, pattern]: Entry,
): PatternAnswer {
  const inner = lookUp(value, key);
  if (anchor === 'X') return inner === undefined ? 'yes' : 'no';
  if (anchor === '+') return 'yes';
  if (anchor === '=')
    return inner === undefined ? 'yes' : matchPattern(inner, pattern);
  if (anchor === '()' || anchor === '<') {
    const answer = matchPattern(inner, pattern);
    if (answer === 'no') return 'skip';
    return answer;
  }
  if (anchor === '^') {
    const [wanted] = Array.isArray(pattern) ? pattern : [pattern];
    if (!Array.isArray(inner) || wanted === undefined) return 'no';
    return inner.some(item => matchPattern(item, wanted) === 'yes')
      ? 'yes'
      : 'no';
  }
  return matchPattern(inner, pattern);
}

/** Whether a value has the shape of a pattern. */
export function matchPattern(
  value: JsonValue | undefined,
  pattern: JsonValue,
): PatternAnswer {
  if (Array.isArray(pattern)) return fitsList(value, pattern);
  if (typeof pattern === 'string') return fitsText(value, pattern);
  if (pattern === null)
    return value === undefined || value === null ? 'yes' : 'no';
  if (typeof pattern !== 'object')
    return `${value}` === `${pattern}` ? 'yes' : 'no';
  const entries = entriesOf(pattern);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const isOptional = entries.every(
      ([anchor]) => anchor === '=' || anchor === 'X' || anchor === '+',
    );
    return value === undefined && isOptional ? 'yes' : 'no';
  }
  return all(entries.map(entry => fitsEntry(value, entry)));
}
