/** Proves a condition before anything is judged by it: facts and paths that exist, operators that fit what stands there. */
import { FactName } from '../facts/types';
import {
  Comparison,
  comparisonsOf,
  Condition,
  Operator,
  readPath,
  Step,
} from './condition';
import { FACT_SHAPES, Shape } from './shapes';

type Kind = Exclude<Shape, object> | 'list' | 'fields';
type Wanted = 'same' | 'list' | 'number' | 'text' | 'pattern' | 'nothing';

const SCALARS: readonly Kind[] = [
  'text',
  'instant',
  'number',
  'number-or-text',
  'flag',
];
const NUMBERS: readonly Kind[] = ['number'];
const TEXTS: readonly Kind[] = ['text', 'instant', 'number-or-text'];
const ANYTHING: readonly Kind[] = [
  ...SCALARS,
  'map',
  'opaque',
  'list',
  'fields',
];

/** What each operator can be asked of, and what it wants to compare with. */
const FITS: Readonly<Record<Operator, { on: readonly Kind[]; wants: Wanted }>> =
  {
    equal: { on: SCALARS, wants: 'same' },
    'not-equal': { on: SCALARS, wants: 'same' },
    'one-of': { on: SCALARS, wants: 'list' },
    'none-of': { on: SCALARS, wants: 'list' },
    'at-least': { on: NUMBERS, wants: 'number' },
    'at-most': { on: NUMBERS, wants: 'number' },
    above: { on: NUMBERS, wants: 'number' },
    below: { on: NUMBERS, wants: 'number' },
    matches: { on: TEXTS, wants: 'pattern' },
    'matches-not': { on: TEXTS, wants: 'pattern' },
    contains: { on: ['list', 'text'], wants: 'text' },
    'contains-not': { on: ['list', 'text'], wants: 'text' },
    'is-set': { on: ANYTHING, wants: 'nothing' },
    'is-not-set': { on: ANYTHING, wants: 'nothing' },
    'is-empty': { on: ['list'], wants: 'nothing' },
    'is-not-empty': { on: ['list'], wants: 'nothing' },
    'younger-than-hours': { on: ['instant'], wants: 'number' },
    'older-than-hours': { on: ['instant'], wants: 'number' },
  };

function kindOf(shape: Shape): Kind {
  if (typeof shape === 'string') return shape;
  return Array.isArray(shape) ? 'list' : 'fields';
}

function fieldsOf(shape: Shape): readonly string[] {
  return kindOf(shape) === 'fields' ? Object.keys(shape) : [];
}

/** The shape one step on; a text says why there is none. */
function walk(
  shape: Shape,
  { field, each }: Step,
  so: string,
): { shape: Shape } | string {
  const next = stepInto(shape, field, so);
  if (typeof next === 'string' || !each) return next;
  return isList(next.shape)
    ? { shape: next.shape[0] }
    : `"${field}" is no list, so "[]" leads nowhere; leave it out`;
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function stepInto(
  shape: Shape,
  field: string,
  so: string,
): { shape: Shape } | string {
  if (shape === 'map') return { shape: 'text' };
  if (isList(shape))
    return `"${so}" is a list; write "${so}[]" to look at its items`;
  const fields = fieldsOf(shape);
  if (typeof shape === 'string' || !Object.hasOwn(shape, field))
    return fields.length > 0
      ? `there is no "${field}" in "${so}"; use one of: ${fields.join(', ')}`
      : `nothing lies within "${so}"; end the path there`;
  return { shape: shape[field] };
}

function isFact(name: string): name is FactName {
  return Object.hasOwn(FACT_SHAPES, name);
}

function resolve(
  { path }: Comparison,
  facts: readonly string[],
): { kind: Kind } | string {
  const steps = readPath(path);
  if (!steps)
    return `path "${path}" cannot be read; write it like "workloads[].desired"`;
  const [first, ...rest] = steps;
  if (!isFact(first.field) || !facts.includes(first.field))
    return `path "${path}" begins with "${
      first.field
    }", which is none of its facts; begin with one of: ${facts.join(', ')}`;
  const all: Shape = FACT_SHAPES;
  let at = walk(all, first, 'facts');
  let so = first.each ? `${first.field}[]` : first.field;
  for (const step of rest) {
    if (typeof at === 'string') break;
    at = walk(at.shape, step, so);
    so += `.${step.field}${step.each ? '[]' : ''}`;
  }
  if (typeof at === 'string') return `path "${path}" leads nowhere: ${at}`;
  return { kind: kindOf(at.shape) };
}

function isPattern(text: string): boolean {
  try {
    return Boolean(new RegExp(text));
  } catch {
    return false;
  }
}

function isOfKind(kind: Kind, value: unknown): boolean {
  if (kind === 'flag') return typeof value === 'boolean';
  if (kind === 'number') return typeof value === 'number';
  if (kind === 'number-or-text')
    return typeof value === 'number' || typeof value === 'string';
  return typeof value === 'string';
}

const IN_WORDS: Partial<Record<Kind, string>> = {
  flag: 'true or false',
  number: 'a number',
  'number-or-text': 'a number or a text',
};

function wrongValue(
  { path, operator, value }: Comparison,
  kind: Kind,
): string | undefined {
  const { wants } = FITS[operator];
  const said = `"${operator}" of "${path}"`;
  const one = IN_WORDS[kind] ?? 'a text';
  const isGood: Record<Wanted, boolean> = {
    same: isOfKind(kind, value),
    list:
      Array.isArray(value) &&
      value.length > 0 &&
      value.every(item => isOfKind(kind, item)),
    number: typeof value === 'number' && Number.isFinite(value),
    text: typeof value === 'string',
    pattern: typeof value === 'string' && isPattern(value),
    nothing: value === undefined,
  };
  const cures: Record<Wanted, string> = {
    same: `${said} compares with ${one}; give it as value`,
    list: `${said} compares with a list, each item of it ${one}; give it as value`,
    number: `${said} compares with a number; give it as value`,
    text: `${said} compares with a text; give it as value`,
    pattern: `${said} compares with a regular expression; give a valid one as value`,
    nothing: `${said} compares with nothing; leave the value out`,
  };
  return isGood[wants] ? undefined : cures[wants];
}

function mistakeOf(
  comparison: Comparison,
  facts: readonly string[],
): string | undefined {
  const place = resolve(comparison, facts);
  if (typeof place === 'string') return place;
  const { kind } = place;
  const { operator, path } = comparison;
  if (!FITS[operator].on.includes(kind)) {
    const fitting = Object.entries(FITS)
      .filter(([, { on }]) => on.includes(kind))
      .map(([name]) => name);
    return `"${operator}" cannot be asked of "${path}", which is ${
      IN_WORDS[kind] ?? `a ${kind}`
    }; use one of: ${fitting.join(', ')}`;
  }
  return wrongValue(comparison, kind);
}

/**
 * What is wrong with a condition, a sentence part for each mistake that names the cure; none when it is good.
 *
 * @param facts - The facts that the rule declares.
 */
export function mistakesIn(
  condition: Condition,
  facts: readonly string[],
): string[] {
  return comparisonsOf(condition).flatMap(one => mistakeOf(one, facts) ?? []);
}
