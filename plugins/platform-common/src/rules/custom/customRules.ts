/**
 * Rules that a configuration adds, written as data. They see facts as every rule does, are proved at the start as every rule is, and give
 * verdicts with evidence as every rule gives. Their version is made of what they say, so that a verdict of an earlier wording is never
 * taken for one of the present.
 */
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { RuleCategorySchema, RuleLevelSchema } from '../categories';
import { digestVersion } from '../digest';
import { examineRule, Finding } from '../examine';
import { FACT_NAMES } from '../facts/extractFacts';
import { FactName } from '../facts/types';
import { Rule, RuleSubject } from '../types';
import { RemedySchema } from '../verdict';
import { ConditionSchema, describeCondition } from './condition';
import { judgeCondition } from './judgeCondition';
import { mistakesIn } from './proveCondition';

/** Which services a rule is about; every one when nothing is named. A service fits when it fits every list that is given. */
const SubjectsSchema = z.strictObject({
  /** For people: `Databases`. */
  sentence: z.string().min(1),
  services: z.array(z.string()).optional(),
  types: z.array(z.string()).optional(),
  systems: z.array(z.string()).optional(),
  profiles: z.array(z.string()).optional(),
});
type Subjects = z.infer<typeof SubjectsSchema>;

/** A rule as a configuration writes it. */
export const CustomRuleSchema = z.strictObject({
  id: z.string(),
  category: RuleCategorySchema,
  title: z.string().min(1),
  why: z.string().min(1),
  weight: z.number(),
  level: RuleLevelSchema,
  appliesTo: SubjectsSchema.optional(),
  /** Names of the facts that it looks at. */
  facts: z.array(z.string()).min(1),
  /** It is about a service only when this holds. */
  about: ConditionSchema.optional(),
  /** It passes when this holds. */
  when: ConditionSchema,
  remedy: RemedySchema.strict(),
  acceptsEvidence: z.boolean().optional(),
});
/** A rule as a configuration writes it. */
export type CustomRule = z.infer<typeof CustomRuleSchema>;

function matches(
  { services, types, systems, profiles }: Subjects,
  service: RuleSubject,
): boolean {
  const fits = (list: readonly string[] | undefined, value = '') =>
    list === undefined || list.includes(value);
  return (
    fits(services, service.id) &&
    fits(types, service.type) &&
    fits(systems, service.system) &&
    fits(profiles, service.profileId)
  );
}

function toRule(custom: CustomRule): Rule {
  const { appliesTo, about, when, facts, ...declared } = custom;
  const [first, ...rest] = facts as FactName[];
  const subjects = appliesTo ?? { sentence: 'Every service' };
  return examineRule({
    ...declared,
    version: digestVersion([facts, about, when, appliesTo]),
    appliesTo: {
      sentence: subjects.sentence,
      matches: service => matches(subjects, service),
    },
    facts: [first, ...rest],
    expected: describeCondition(when),
    good: `It holds: ${declared.title}.`,
    none: about
      ? `It is not so that ${describeCondition(about)}.`
      : 'There is nothing of it to look at.',
    look: (known, { clock }): readonly Finding[] => {
      const asked = about && judgeCondition(about, known, clock);
      if (asked?.sight === 'bad') return [];
      if (asked?.sight === 'open') return asked.findings;
      return judgeCondition(when, known, clock).findings;
    },
  });
}

/** What is wrong with a rule whose shape is right, a sentence for each mistake. */
function mistakesOf({ id, facts, about, when, weight }: CustomRule): string[] {
  const unknown = facts.filter(name => !FACT_NAMES.includes(name));
  return [
    ...unknown.map(
      name =>
        `asks for fact "${name}", which nothing extracts; use one of: ${FACT_NAMES.join(
          ', ',
        )}`,
    ),
    ...(unknown.length > 0
      ? []
      : [about, when].flatMap(one => (one ? mistakesIn(one, facts) : []))),
    ...(Number.isInteger(weight) && weight > 0
      ? []
      : [`has weight ${weight}; give it a whole number above 0`]),
    ...(/^[a-z][a-z0-9-]{0,62}$/.test(id)
      ? []
      : [
          'has an id that is not kebab-case of at most 63 characters; rename it',
        ]),
  ].map(mistake => `Rule "${id}" of the configuration: ${mistake}.`);
}

function mistakesOfShape(error: z.ZodError, name: string): string[] {
  return error.issues.map(({ path, message }) => {
    const where = path.length > 0 ? ` at ${path.join('.')}` : '';
    return `Rule ${name} of the configuration is not written as rules are${where}: ${message}; see the section readiness.rules of the configuration schema.`;
  });
}

function nameOf(item: unknown, at: number): string {
  const named = z.looseObject({ id: z.string() }).safeParse(item);
  return named.success ? `"${named.data.id}"` : `${at + 1}`;
}

/**
 * The rules that a configuration adds.
 *
 * @param rules - What stands under `readiness.rules`.
 * @param taken - Ids of the rules that there are already.
 * @throws InputError with a sentence for every mistake, each naming its cure: a shape that is none, an unknown fact, a path that leads
 *   nowhere, an operator that does not fit, a weight that is no whole number above 0, an id that is taken or used twice.
 */
export function readCustomRules(
  rules: readonly unknown[],
  taken: readonly string[] = [],
): readonly Rule[] {
  const mistakes: string[] = [];
  const found: CustomRule[] = [];
  for (const [at, item] of rules.entries()) {
    const parsed = CustomRuleSchema.safeParse(item);
    if (!parsed.success) {
      mistakes.push(...mistakesOfShape(parsed.error, nameOf(item, at)));
      continue;
    }
    const { data } = parsed;
    const { id } = data;
    if (taken.includes(id) || found.some(one => one.id === id))
      mistakes.push(
        `Rule "${id}" of the configuration has the id of another rule; rename it.`,
      );
    mistakes.push(...mistakesOf(data));
    found.push(data);
  }
  if (mistakes.length > 0) throw new InputError(mistakes.join(' '));
  return found.map(toRule);
}
