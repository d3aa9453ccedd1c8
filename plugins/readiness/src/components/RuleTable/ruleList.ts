import {
  CATEGORY_TITLES,
  RULE_CATEGORIES,
  RULE_LEVELS,
  RuleTally,
} from '@254carbon/backstage-plugin-platform-common';
import { defineList } from '@254carbon/backstage-plugin-platform-react';

/** The rules in force, by category. The search also looks at what a rule asks for and who fails it. */
export const RULES = defineList({
  words: ({ rule, failing }: RuleTally) => [
    rule.title,
    rule.why,
    CATEGORY_TITLES[rule.category].title,
    ...failing.map(service => service.title),
  ],
  filters: {
    category: ({ rule }) => rule.category,
    level: ({ rule }) => rule.level,
  },
  orders: {
    title: ({ rule }) => rule.title,
    category: ({ rule }) => RULE_CATEGORIES.indexOf(rule.category),
    level: ({ rule }) => RULE_LEVELS.indexOf(rule.level),
    weight: ({ rule }) => rule.weight,
    pass: ({ counts }) => counts.pass,
    unknown: ({ counts }) => counts.unknown,
    fail: ({ counts }) => counts.fail,
  },
  initial: { sort: 'category', descending: false },
  tieBreak: ({ rule }) => rule.title,
});

/** An order of the rules. */
export type RuleOrder = keyof typeof RULES.orders;
