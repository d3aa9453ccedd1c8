/**
 * Caps: what a score may not hide. A category in which everything is fine but the one thing that decides is not
 * good at nine tenths; so a cap says "no more than 60 % of this category as long as that rule does not pass", and what it
 * takes is shown as a part of the score, with a minus.
 *
 * A cap holds service by service. Each end of the range is its own question: at the low end the cap holds unless the
 * rule passes for certain or does not apply, at the high end only when it fails for certain. The limit is a whole number of
 * points, rounded down, of the points that the category counts. What nothing may do is lower a score by mending:
 * a rule that passes adds its points and may lift a cap, and never makes a limit smaller.
 */
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { RULE_CATEGORIES, Rule, RuleCategorySchema } from '../rules';

/** A limit of a category as long as a rule does not pass. */
export const CapSchema = z.object({
  /** Stable, kebab-case. */
  id: z.string(),
  category: RuleCategorySchema,
  /** Of the points of the category that a service can have; whole, 0 to 99. */
  atMostPercent: z.number().int().min(0).max(99),
  /** The cap with its reason, for people: `No restore proved in 90 days: Backup at most 60 %`. */
  title: z.string(),
  /** Id of the rule that lifts it by passing. */
  unless: z.string(),
});
/** A limit of a category as long as a rule does not pass. */
export type Cap = z.infer<typeof CapSchema>;

/** What a cap takes from a score: points before caps, minus what all caps take, are the score exactly. */
export const CapEffectSchema = z.object({
  capId: z.string(),
  category: RuleCategorySchema,
  title: z.string(),
  /** Present in the score of a service. */
  serviceId: z.string().optional(),
  /** How many services it takes from; present in the scores of many services. */
  services: z.number().int().optional(),
  /** Points that it takes from the low end. */
  lostLow: z.number().int().min(0),
  /** Points that it takes from the high end. */
  lostHigh: z.number().int().min(0),
});
/** What a cap takes from a score. */
export type CapEffect = z.infer<typeof CapEffectSchema>;

/** The caps that are in force when the configuration says nothing else. */
export const DEFAULT_CAPS: readonly Cap[] = [
  {
    id: 'no-restore-proved',
    category: 'backup',
    atMostPercent: 60,
    title:
      'No restore proved in 90 days: Backup at most 60 %, for a backup is a hope until something has been restored from it',
    unless: 'restore-proven',
  },
  {
    id: 'data-not-backed-up',
    category: 'backup',
    atMostPercent: 30,
    title:
      'Data outside every backup: Backup at most 30 %, for nothing else about backups helps what none of them holds',
    unless: 'backup-covers',
  },
  {
    id: 'not-running',
    category: 'availability',
    atMostPercent: 50,
    title:
      'It does not run as it should: Availability at most 50 %, for probes and budgets serve nobody while it is down',
    unless: 'workload-available',
  },
  {
    id: 'credential-in-the-open',
    category: 'security',
    atMostPercent: 50,
    title:
      'A credential lies in the open: Security at most 50 %, for who has it walks past every other guard',
    unless: 'no-literal-credentials',
  },
  {
    id: 'nobody-is-told',
    category: 'observability',
    atMostPercent: 60,
    title:
      'No alert is about it: Observability at most 60 %, for metrics that nobody watches tell nobody',
    unless: 'alert-exists',
  },
];

function proveCap(cap: Cap, rules: readonly Pick<Rule, 'id'>[]): void {
  const { id, category, atMostPercent, title, unless } = cap;
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(id))
    throw new InputError(
      `Cap id "${id}" is not kebab-case of at most 63 characters; rename it.`,
    );
  if (!RULE_CATEGORIES.includes(category))
    throw new InputError(
      `Cap ${id} has category "${category}"; use one of: ${RULE_CATEGORIES.join(
        ', ',
      )}.`,
    );
  if (
    !Number.isInteger(atMostPercent) ||
    atMostPercent < 0 ||
    atMostPercent > 100
  )
    throw new InputError(
      `Cap ${id} is at most ${atMostPercent} percent; give a whole number from 0 to 99, or 100 to turn it off.`,
    );
  if (title.trim() === '')
    throw new InputError(
      `Cap ${id} has no title; say in a sentence what it holds back and why.`,
    );
  if (!rules.some(rule => rule.id === unless))
    throw new InputError(
      `Cap ${id} is lifted by rule "${unless}", which is not in force; name a rule that is, or remove the cap.`,
    );
}

/**
 * Proves the caps that the configuration gives and lays them over the portal's own: one with the id of another
 * replaces it, and 100 percent turns it off. A cap of the portal's own whose rule is not in force falls away.
 *
 * @param options.configured - Caps of the configuration.
 * @param options.rules - Rules in force, proved.
 * @returns The caps in force.
 * @throws InputError with one sentence that names the cure: an id that is used twice or is not kebab-case, a category that
 *   does not exist, a percentage that is not a whole number from 0 to 100, no title, or a rule that is not in force.
 */
export function proveCaps(options: {
  configured?: readonly Cap[];
  rules: readonly Pick<Rule, 'id'>[];
}): readonly Cap[] {
  const { configured = [], rules } = options;
  const ids = configured.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined)
    throw new InputError(`Two caps have the id "${twice}"; rename one.`);
  for (const cap of configured) proveCap(cap, rules);
  const own = DEFAULT_CAPS.filter(
    ({ id, unless }) =>
      !ids.includes(id) && rules.some(rule => rule.id === unless),
  );
  return [...own, ...configured].filter(
    ({ atMostPercent }) => atMostPercent < 100,
  );
}
