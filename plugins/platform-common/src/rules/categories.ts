import { z } from 'zod';

/** Categories of rules, in the order in which they are shown. A new category is a new line here and a folder beside this file. */
export const RULE_CATEGORIES = [
  'infrastructure',
  'availability',
  'access',
  'observability',
  'security',
  'backup',
  'delivery',
  'pipelines',
  'documentation',
] as const;
/** Category of a rule. */
export type RuleCategory = (typeof RULE_CATEGORIES)[number];
export const RuleCategorySchema = z.enum(RULE_CATEGORIES);

/** What a category is called and which question it answers. */
export const CATEGORY_TITLES: Readonly<
  Record<RuleCategory, { title: string; question: string }>
> = {
  infrastructure: {
    title: 'Infrastructure',
    question: 'Does it stand on nodes, volumes and images that hold?',
  },
  availability: {
    title: 'Availability',
    question: 'Does it run, keep running, and survive a drain or a spike?',
  },
  access: {
    title: 'External access',
    question: 'Can it be reached from outside?',
  },
  observability: {
    title: 'Observability',
    question: 'Would anybody notice if it failed, and see why?',
  },
  security: {
    title: 'Security',
    question: 'Can it do only what it must, and does it keep its secrets?',
  },
  backup: {
    title: 'Backup and recovery',
    question: 'Can its data be brought back after a loss, in time?',
  },
  delivery: {
    title: 'Delivery',
    question: 'Does what runs come from what is written?',
  },
  pipelines: {
    title: 'Pipelines',
    question: 'Do its pipelines do what they say, when they say it?',
  },
  documentation: {
    title: 'Documentation',
    question: 'Would a stranger know whose it is and what to do?',
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
