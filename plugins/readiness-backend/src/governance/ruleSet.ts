/**
 * Which rules are in force, with which weights and caps, as plain data that can be kept and compared. A score before and
 * after another set of rules are two scores: whoever looks at a jump must find that the rules were changed, and how.
 */
import {
  Cap,
  CapSchema,
  Rule,
  Thresholds,
} from '@254carbon/backstage-plugin-platform-common';
import { z } from 'zod';

/** The settings of rules that an evaluation follows. */
export const RuleSetSchema = z.object({
  rules: z.record(
    z.string(),
    z.object({
      version: z.number().int(),
      weight: z.number().int(),
      level: z.string(),
    }),
  ),
  caps: z.array(CapSchema),
  /** Numbers in rules that the configuration sets otherwise, as `rule.name`. */
  thresholds: z.record(z.string(), z.number()),
});
/** The settings of rules that an evaluation follows. */
export type RuleSet = z.infer<typeof RuleSetSchema>;

/** The settings as data. */
export function describeRuleSet(options: {
  rules: readonly Pick<Rule, 'id' | 'version' | 'weight' | 'level'>[];
  caps: readonly Cap[];
  thresholds?: Thresholds;
}): RuleSet {
  const { rules, caps, thresholds = {} } = options;
  return {
    rules: Object.fromEntries(
      [...rules]
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ id, version, weight, level }) => [
          id,
          { version, weight, level },
        ]),
    ),
    caps: [...caps].sort((a, b) => (a.id < b.id ? -1 : 1)),
    thresholds: Object.fromEntries(
      Object.entries(thresholds).flatMap(([id, named]) =>
        Object.entries(named).map(([name, value]) => [`${id}.${name}`, value]),
      ),
    ),
  };
}

function compareRules(before: RuleSet, after: RuleSet): string[] {
  const ids = new Set([
    ...Object.keys(before.rules),
    ...Object.keys(after.rules),
  ]);
  return [...ids].sort().flatMap(id => {
    const old = before.rules[id];
    const now = after.rules[id];
    if (!old) return [`rule ${id} is in force, with weight ${now.weight}`];
    if (!now) return [`rule ${id} is not in force any more`];
    return (['version', 'weight', 'level'] as const).flatMap(part =>
      old[part] === now[part]
        ? []
        : [`rule ${id} has ${part} ${now[part]} instead of ${old[part]}`],
    );
  });
}

function compareCaps(before: RuleSet, after: RuleSet): string[] {
  const old = new Map(before.caps.map(cap => [cap.id, cap]));
  const now = new Map(after.caps.map(cap => [cap.id, cap]));
  const gone = [...old.keys()].filter(id => !now.has(id));
  return [
    ...[...now.values()].flatMap(cap => {
      const { id, category, atMostPercent, unless } = cap;
      const last = old.get(id);
      const says = `cap ${id} holds ${category} at ${atMostPercent} % unless ${unless} passes`;
      if (!last) return [says];
      const isSame =
        last.category === category &&
        last.atMostPercent === atMostPercent &&
        last.unless === unless;
      return isSame ? [] : [`${says}, instead of ${last.atMostPercent} %`];
    }),
    ...gone.map(id => `cap ${id} is not in force any more`),
  ];
}

function compareThresholds(before: RuleSet, after: RuleSet): string[] {
  const names = new Set([
    ...Object.keys(before.thresholds),
    ...Object.keys(after.thresholds),
  ]);
  const say = (value: number | undefined) => value ?? 'the default';
  return [...names]
    .sort()
    .filter(name => before.thresholds[name] !== after.thresholds[name])
    .map(
      name =>
        `threshold ${name} is ${say(after.thresholds[name])} instead of ${say(
          before.thresholds[name],
        )}`,
    );
}

/** What differs between two sets of settings, each as a clause; empty when nothing does. */
export function compareRuleSets(before: RuleSet, after: RuleSet): string[] {
  return [
    ...compareRules(before, after),
    ...compareCaps(before, after),
    ...compareThresholds(before, after),
  ];
}
