/**
 * Conditions over facts, as data. A comparison names a place in the value of a fact and asks something of what stands there; `all`, `any` and
 * `not` join comparisons. What a fact does not say is not made up: a comparison with nothing is open, and what follows from an open one is
 * open too, unless it does not depend on it.
 */
import { z } from 'zod';

/** What a comparison can ask. */
export const OPERATORS = [
  'equal',
  'not-equal',
  'one-of',
  'none-of',
  'at-least',
  'at-most',
  'above',
  'below',
  'matches',
  'matches-not',
  'contains',
  'contains-not',
  'is-set',
  'is-not-set',
  'is-empty',
  'is-not-empty',
  'younger-than-hours',
  'older-than-hours',
] as const;
/** What a comparison can ask. */
export type Operator = (typeof OPERATORS)[number];

const ComparedSchema = z.union([z.string(), z.number(), z.boolean()]);
/** What a value is compared with. */
export type Compared = z.infer<typeof ComparedSchema>;

/** Asks something of what stands at a place. */
export const ComparisonSchema = z.strictObject({
  /** The name of a fact and the way from there: `containers.containers[].image`; `[]` goes to every item of a list. */
  path: z.string(),
  /** Whether every item that the path leads to has to fit, or one of them; every one unless given. */
  of: z.enum(['every', 'some']).optional(),
  operator: z.enum(OPERATORS),
  value: z.union([ComparedSchema, z.array(ComparedSchema)]).optional(),
});
/** Asks something of what stands at a place. */
export type Comparison = z.infer<typeof ComparisonSchema>;

/** A condition over facts. */
export type Condition =
  | { all: readonly Condition[] }
  | { any: readonly Condition[] }
  | { not: Condition }
  | Comparison;

/** A condition over facts. */
export const ConditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(ConditionSchema).min(1) }),
    z.strictObject({ any: z.array(ConditionSchema).min(1) }),
    z.strictObject({ not: ConditionSchema }),
    ComparisonSchema,
  ]),
);

/** The comparisons of a condition, in the order in which they are written. */
export function comparisonsOf(condition: Condition): readonly Comparison[] {
  if ('all' in condition) return condition.all.flatMap(comparisonsOf);
  if ('any' in condition) return condition.any.flatMap(comparisonsOf);
  if ('not' in condition) return comparisonsOf(condition.not);
  return [condition];
}

/** A step of a path: a field, and whether the way goes on from every item of it. */
export interface Step {
  field: string;
  each: boolean;
}

/** The steps of a path; `undefined` when it is none. */
export function readPath(path: string): readonly Step[] | undefined {
  const steps = path.split('.').map(part => {
    const match = /^([\w/-]+)(\[\])?$/.exec(part);
    return match
      ? { field: match[1], each: match[2] !== undefined }
      : undefined;
  });
  return steps.every(step => step !== undefined) ? steps : undefined;
}

/** A condition in words: `workloads[].desired at least 2`. */
export function describeCondition(condition: Condition): string {
  if ('all' in condition)
    return condition.all.map(describeCondition).join(' and ');
  if ('any' in condition)
    return `(${condition.any.map(describeCondition).join(' or ')})`;
  if ('not' in condition) return `not (${describeCondition(condition.not)})`;
  const { path, of = 'every', operator, value } = condition;
  const asked = operator.replace(/-/g, ' ');
  const compared = Array.isArray(value) ? value.join(', ') : value;
  const which = of === 'some' ? 'some ' : '';
  return `${which}${path} ${asked}${
    compared === undefined ? '' : ` ${compared}`
  }`;
}
