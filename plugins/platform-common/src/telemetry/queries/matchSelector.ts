/**
 * Whether a selector matches a series, as Prometheus decides it: a label that is missing is an empty one, and a regular
 * expression has to match the whole value. Regular expressions are Go's; those that JavaScript reads otherwise, or
 * that could keep it busy for ever, are not tried, and the matcher counts as uncertain.
 */
import { LabelSet } from '../metrics';
import { LabelMatcher, SeriesSelector } from './types';

const LONGEST_PATTERN = 2_000;
/** A repetition of something that has a repetition in it: exponential in JavaScript. */
const NESTED = /\((?:[^()\\]|\\.)*[*+}](?:[^()\\]|\\.)*\)\s*[*+{]/;
/** A repetition of alternatives: exponential when they overlap. */
const ALTERNATIVES = /\((?:[^()\\]|\\.)*\|(?:[^()\\]|\\.)*\)\s*[*+{]/;
/** A group that is repeated and holds another group; not looked into. */
const DEEP = /\([^()]*\([^)]*\)[^()]*\)\s*[*+{]/;
/** Go's classes and anchors that JavaScript does not have or reads otherwise. */
const FOREIGN = /\[\[:|\\[pPQEAzCa]|\(\?[a-zA-Z-]*U/;

const compiled = new Map<string, RegExp | null>();

function compile(pattern: string): RegExp | null {
  if (
    pattern.length > LONGEST_PATTERN ||
    [NESTED, ALTERNATIVES, DEEP, FOREIGN].some(bad => bad.test(pattern))
  ) {
    return null;
  }
  const flags = /^\(\?([ism]+)\)/.exec(pattern);
  const rest = (flags ? pattern.slice(flags[0].length) : pattern).replaceAll(
    '(?P<',
    '(?<',
  );
  try {
    return new RegExp(
      `^(?:${rest})$`,
      `s${flags?.[1].includes('i') ? 'i' : ''}`,
    );
  } catch {
    return null;
  }
}

function patternOf(value: string): RegExp | null {
  let pattern = compiled.get(value);
  if (pattern === undefined) {
    pattern = compile(value);
    if (compiled.size > 5_000) compiled.clear();
    compiled.set(value, pattern);
  }
  return pattern;
}

/** True when the condition can be checked: it holds no unknown variable and its expression is one we read. */
export function isCertain(matcher: LabelMatcher): boolean {
  const { operator, value, uncertain } = matcher;
  const isPattern = operator === '=~' || operator === '!~';
  return !uncertain && (!isPattern || patternOf(value) !== null);
}

/** Whether a value fulfils a condition that is certain. */
function fulfils(value: string, matcher: LabelMatcher): boolean {
  switch (matcher.operator) {
    case '=':
      return value === matcher.value;
    case '!=':
      return value !== matcher.value;
    case '=~':
      return patternOf(matcher.value)?.test(value) ?? true;
    default:
      return !(patternOf(matcher.value)?.test(value) ?? false);
  }
}

/** Whether labels fulfil every condition of a selector that can be checked. */
export function matchesSeries(
  selector: SeriesSelector,
  labels: LabelSet,
): boolean {
  return selector.matchers.every(
    matcher =>
      !isCertain(matcher) ||
      fulfils(
        Object.hasOwn(labels, matcher.label) ? labels[matcher.label] : '',
        matcher,
      ),
  );
}

/** The metric that a selector is about, when it names exactly one. */
export function metricOf(selector: SeriesSelector): string | undefined {
  return selector.matchers.find(
    ({ label, operator, uncertain }) =>
      label === '__name__' && operator === '=' && !uncertain,
  )?.value;
}
