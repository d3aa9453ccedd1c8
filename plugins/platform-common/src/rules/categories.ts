import { z } from 'zod';

/** Categories of rules, in the order in which they are shown. A new category is a new line here and a folder beside this file. */
export const RULE_CATEGORIES = [
  'availability',
  'resilience',
  'access',
  'security',
  'backup',
] as const;
/** Category of a rule. */
export type RuleCategory = (typeof RULE_CATEGORIES)[number];
export const RuleCategorySchema = z.enum(RULE_CATEGORIES);

/** What a category is called and which question it answers. */
export const CATEGORY_TITLES: Readonly<
  Record<RuleCategory, { title: string; question: string }>
> = {
  availability: {
    title: 'Availability',
    question: 'Does it run, and does it keep running?',
  },
  resilience: {
    title: 'Resilience',
    question: 'Does it survive a drain, a spike, a stuck process?',
  },
  access: {
    title: 'Access',
    question: 'Can it be reached, inside and from outside?',
  },
  security: {
    title: 'Security',
    question: 'Is it what we meant to run, and does it keep its secrets?',
  },
  backup: {
    title: 'Backup',
    question: 'Can its data be brought back after a loss?',
  },
};

/**
 * Gating levels, lowest first. A service has a level when every rule of that level and of the levels
 * below it passes for certain.
 */
export const RULE_LEVELS = ['bronze', 'silver', 'gold'] as const;
/** Gating level of a rule. */
export type RuleLevel = (typeof RULE_LEVELS)[number];
export const RuleLevelSchema = z.enum(RULE_LEVELS);
