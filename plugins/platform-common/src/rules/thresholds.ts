import { InputError } from '@backstage/errors';
import { Rule } from './types';

/** Numbers in rules that a configuration sets: by rule id, then by the name of the threshold. */
export type Thresholds = Readonly<
  Record<string, Readonly<Record<string, number>>>
>;

/**
 * The rule with the thresholds that are set for it; the same rule when none is.
 *
 * @throws InputError with one sentence that names the cure: a threshold that the rule does not have, or a number that makes no sense.
 */
export function applyThresholds(rule: Rule, thresholds: Thresholds): Rule {
  const { id, thresholds: known = {} } = rule;
  if (!Object.hasOwn(thresholds, id)) return rule;
  const names = Object.keys(known);
  if (!rule.withLimits || names.length === 0)
    throw new InputError(
      `Rule ${id} has no thresholds; take it out of readiness.thresholds.`,
    );
  for (const [name, value] of Object.entries(thresholds[id])) {
    if (!Object.hasOwn(known, name))
      throw new InputError(
        `Rule ${id} has no threshold "${name}"; use one of: ${names.join(
          ', ',
        )}.`,
      );
    const { min, max } = known[name];
    const makesSense =
      typeof value === 'number' && value >= min && value <= max;
    if (!makesSense)
      throw new InputError(
        `Threshold ${name} of rule ${id} is ${value}; give it a number from ${min} to ${max}.`,
      );
  }
  return rule.withLimits(thresholds[id]);
}
