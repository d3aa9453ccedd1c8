import {
  CATEGORY_TITLES,
  RULE_CATEGORIES,
  RULE_LEVELS,
  RuleTally,
} from '@254carbon/backstage-plugin-platform-common';
import { defineList } from '@254carbon/backstage-plugin-platform-react';

/** How services fare under a rule, as people look for it. */
export const FARINGS = [
  { value: 'fail', label: 'Somebody fails it' },
  { value: 'unknown', label: 'Not known of somebody' },
  { value: 'exempt', label: 'Somebody is exempt' },
  { value: 'pass', label: 'All that it is about pass' },
  { value: 'nobody', label: 'It is about nobody' },
] as const;

function faringsOf({ counts }: RuleTally): string[] {
  const { pass, fail, unknown, exempt } = counts;
  const found = [
    ...(fail > 0 ? ['fail'] : []),
    ...(unknown > 0 ? ['unknown'] : []),
    ...(exempt > 0 ? ['exempt'] : []),
  ];
  if (found.length > 0) return found;
  return [pass > 0 ? 'pass' : 'nobody'];
}

/** The rules in force, by category. The search also looks at what a rule asks for and who fails it. */
export const RULES = defineList({
  words: ({ rule, failing }: RuleTally) => [
    rule.id,
    rule.title,
    rule.why,
    CATEGORY_TITLES[rule.category].title,
    ...failing.map(service => service.title),
  ],
  filters: {
    category: ({ rule }) => rule.category,
    level: ({ rule }) => rule.level,
    state: faringsOf,
    proof: ({ rule }) => (rule.acceptsEvidence ? 'people' : 'objects'),
  },
  orders: {
    title: ({ rule }) => rule.title,
    category: ({ rule }) => RULE_CATEGORIES.indexOf(rule.category),
    level: ({ rule }) => RULE_LEVELS.indexOf(rule.level),
    weight: ({ rule }) => rule.weight,
    pass: ({ counts }) => counts.pass,
    unknown: ({ counts }) => counts.unknown,
    exempt: ({ counts }) => counts.exempt,
    fail: ({ counts }) => counts.fail,
  },
  initial: { sort: 'category', descending: false },
  tieBreak: ({ rule }) => rule.title,
});

/** An order of the rules. */
export type RuleOrder = keyof typeof RULES.orders;
