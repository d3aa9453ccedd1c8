/**
 * Label and field selectors, with the grammar of the real server: `a=b`, `a==b`, `a!=b`, `a in (b,c)`,
 * `a notin (b,c)`, `a`, `!a`, joined by commas. A selector that cannot be read is a 400, never "everything".
 */
import { badRequest } from './errors';
import type { KubernetesObject } from './types';

/** Tells whether an object is selected. */
export type Selector = (object: KubernetesObject) => boolean;

type LabelTest = (labels: Record<string, string>) => boolean;

function splitOutsideParentheses(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let current = '';
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === ',' && depth === 0) {
      parts.push(current);
      current = '';
    } else {
      current += character;
    }
  }
  parts.push(current);
  return parts.map(part => part.trim()).filter(part => part !== '');
}

const setTerm = /^([^\s!=(),]+)\s+(in|notin)\s+\(([^()]*)\)$/;
const equalTerm = /^([^\s!=(),]+)\s*(==|=|!=)\s*([^\s!=(),]*)$/;
const existsTerm = /^(!?)\s*([^\s!=(),]+)$/;

function parseLabelTerm(term: string): LabelTest {
  const inSet = setTerm.exec(term);
  if (inSet) {
    const [, key, operator, list] = inSet;
    const values = new Set(list.split(',').map(value => value.trim()));
    return operator === 'in'
      ? labels => key in labels && values.has(labels[key])
      : labels => !(key in labels) || !values.has(labels[key]);
  }
  const equal = equalTerm.exec(term);
  if (equal) {
    const [, key, operator, value] = equal;
    return operator === '!='
      ? labels => labels[key] !== value
      : labels => labels[key] === value;
  }
  const exists = existsTerm.exec(term);
  if (exists) {
    const [, negated, key] = exists;
    return negated ? labels => !(key in labels) : labels => key in labels;
  }
  throw badRequest(
    `unable to parse requirement: found '${term}', expected: a label selector`,
  );
}

/**
 * Reads a label selector.
 *
 * @throws ApiError 400 when it cannot be read
 */
export function parseLabelSelector(text: string): Selector {
  const tests = splitOutsideParentheses(text).map(parseLabelTerm);
  return object => {
    const labels = object.metadata.labels ?? {};
    return tests.every(test => test(labels));
  };
}

/** The value at a dotted path as text; what is absent counts as empty, as in the real server. */
function fieldText(object: KubernetesObject, path: string): string {
  if (object.kind === 'Job' && path === 'status.successful') {
    // The one field whose selector has another name than the field, and a number where it is absent.
    return fieldText(object, 'status.succeeded') || '0';
  }
  let current: unknown = object;
  for (const step of path.split('.')) {
    if (typeof current !== 'object' || current === null) return '';
    current = Reflect.get(current, step);
  }
  return typeof current === 'string' ||
    typeof current === 'number' ||
    typeof current === 'boolean'
    ? String(current)
    : '';
}

/**
 * Reads a field selector. Any dotted path is accepted; the real server knows only a few paths per kind.
 *
 * @throws ApiError 400 when it cannot be read
 */
export function parseFieldSelector(text: string): Selector {
  const terms = splitOutsideParentheses(text).map(term => {
    const match = /^([\w.[\]]+)(==|=|!=)(.*)$/.exec(term);
    if (!match) {
      throw badRequest(
        `invalid selector: '${term}'; can't understand '${term}'`,
      );
    }
    const [, path, operator, value] = match;
    return { path, wanted: operator !== '!=', value };
  });
  return object =>
    terms.every(
      ({ path, wanted, value }) =>
        (fieldText(object, path) === value) === wanted,
    );
}

/**
 * Reads a `LabelSelector` object (`matchLabels`, `matchExpressions`) as workloads and budgets carry it.
 * An empty selector selects everything.
 */
export function readLabelSelector(selector: {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}): (labels: Record<string, string>) => boolean {
  const equal = Object.entries(selector.matchLabels ?? {});
  const expressions = selector.matchExpressions ?? [];
  return labels =>
    equal.every(([key, value]) => labels[key] === value) &&
    expressions.every(({ key, operator, values = [] }) => {
      if (operator === 'Exists') return key in labels;
      if (operator === 'DoesNotExist') return !(key in labels);
      const listed = key in labels && values.includes(labels[key]);
      return operator === 'In' ? listed : !listed;
    });
}
