import { InputError } from '@backstage/errors';
import { RULE_CATEGORIES, RULE_LEVELS } from './categories';
import { readCustomRules } from './custom/customRules';
import { applyThresholds, Thresholds } from './thresholds';
import { Rule } from './types';

function proveRule(rule: Rule, facts: readonly string[]): void {
  const { id } = rule;
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(id))
    throw new InputError(
      `Rule id "${id}" is not kebab-case of at most 63 characters; rename it.`,
    );
  const unknown = rule.facts.find(fact => !facts.includes(fact));
  if (unknown !== undefined)
    throw new InputError(
      `Rule ${id} asks for fact "${unknown}", which nothing extracts; add an extractor for it or use one of: ${facts.join(
        ', ',
      )}.`,
    );
  if (!RULE_CATEGORIES.includes(rule.category))
    throw new InputError(
      `Rule ${id} has category "${
        rule.category
      }"; use one of: ${RULE_CATEGORIES.join(', ')}.`,
    );
  if (!RULE_LEVELS.includes(rule.level))
    throw new InputError(
      `Rule ${id} has level "${rule.level}"; use one of: ${RULE_LEVELS.join(
        ', ',
      )}.`,
    );
  if (!Number.isInteger(rule.version) || rule.version < 1)
    throw new InputError(
      `Rule ${id} has version ${rule.version}; give it a whole number, 1 or more.`,
    );
  if (!Number.isInteger(rule.weight) || rule.weight <= 0)
    throw new InputError(
      `Rule ${id} has weight ${rule.weight}; give it a whole number above 0, or disable the rule.`,
    );
}

/**
 * Proves a set of rules at start-up and gives them the weights in force.
 *
 * @param options.facts - Names of the facts that are extracted.
 * @param options.weights - Weights by rule id that replace the rules' own.
 * @param options.disabled - Ids of rules to leave out.
 * @param options.thresholds - Numbers by rule id and name that replace the rules' own.
 * @param options.custom - Rules that the configuration adds, as data; see `readCustomRules`.
 * @returns The rules in force, in the given order.
 * @throws InputError with a sentence for the mistake that names the cure: a rule with an unknown fact, category or
 *   level, a duplicate id, a weight that is not a whole number above 0, a weight or a disabled id for a rule that does not
 *   exist, a threshold that a rule does not have or that makes no sense, a mistake in an added rule, or no rule left.
 */
export function proveRules(options: {
  rules: readonly Rule[];
  facts: readonly string[];
  weights?: Readonly<Record<string, number>>;
  disabled?: readonly string[];
  thresholds?: Thresholds;
  custom?: readonly unknown[];
}): readonly Rule[] {
  const { facts, weights = {}, disabled = [], thresholds = {} } = options;
  const own = options.rules.map(({ id }) => id);
  const rules = [
    ...options.rules,
    ...readCustomRules(options.custom ?? [], own),
  ];
  const ids = rules.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined)
    throw new InputError(
      `Two rules have the id "${twice}"; rename one of them.`,
    );
  for (const id of [
    ...Object.keys(weights),
    ...disabled,
    ...Object.keys(thresholds),
  ]) {
    if (!ids.includes(id))
      throw new InputError(
        `There is no rule "${id}" to weigh or disable; use one of: ${ids.join(
          ', ',
        )}.`,
      );
  }
  const inForce = rules
    .filter(({ id }) => !disabled.includes(id))
    .map(rule => ({
      ...applyThresholds(rule, thresholds),
      weight: Object.hasOwn(weights, rule.id) ? weights[rule.id]! : rule.weight,
    }));
  for (const rule of inForce) proveRule(rule, facts);
  if (inForce.length === 0)
    throw new InputError(
      'Every rule is disabled; leave at least one in force.',
    );
  return inForce;
}
