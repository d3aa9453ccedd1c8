/**
 * The common shape of a rule: look at things one by one, and say of each whether it is good, bad, or cannot be known. One bad
 * thing fails the rule; else one that cannot be known makes it unknown; nothing to look at means that the rule is
 * not about this service. A rule file then holds only what is its own: the look, and the words.
 */
import { lastKnown, Observation } from '../model';
import { Clock } from './clock';
import { FactName, FactValues } from './facts/types';
import {
  cannotKnow,
  doesNotApply,
  fails,
  joined,
  passes,
  Proof,
} from './judgement';
import { defineRule, Facts, Limits, Rule, RuleDeclaration } from './types';
import { Remedy, RuleJudgement } from './verdict';

/** What was seen on one thing. */
export interface Finding {
  sight: 'good' | 'bad' | 'open';
  /** `Deployment data/trino`. */
  objects: readonly string[];
  observed: string;
}

/** It is as it should be. */
export function good(
  objects: string | readonly string[],
  observed: string,
): Finding {
  return finding('good', objects, observed);
}

/** It is not as it should be. */
export function bad(
  objects: string | readonly string[],
  observed: string,
): Finding {
  return finding('bad', objects, observed);
}

/** It cannot be known. */
export function open(
  objects: string | readonly string[],
  observed: string,
): Finding {
  return finding('open', objects, observed);
}

function finding(
  sight: Finding['sight'],
  objects: string | readonly string[],
  observed: string,
): Finding {
  return {
    sight,
    objects: typeof objects === 'string' ? [objects] : objects,
    observed,
  };
}

/** Values of facts by name. */
export type Known<F extends FactName> = { readonly [K in F]: FactValues[K] };

/** A rule that examines things; everything else is as in {@link Rule}. */
export interface Examination<
  First extends FactName,
  F extends FactName = never,
  A extends FactName = never,
> extends Omit<RuleDeclaration, 'judge' | 'facts' | 'remedy'> {
  /** Facts without which nothing can be said, the one that decides whether the rule applies first. */
  facts: readonly [First, ...F[]];
  /** Facts that help; each may be missing. */
  also?: readonly A[];
  /** What a good thing is like; made of the thresholds where it names them. */
  expected: string | ((limits: Limits) => string);
  /** Sentence when all are good. */
  good: string;
  /** Sentence when there is nothing to look at. */
  none: string;
  remedy: Remedy;
  /** Whether the first fact says that the rule applies at all; asked before the others are needed. */
  about?(first: FactValues[First]): boolean;
  look(
    known: Known<First | F>,
    context: { clock: Clock; limits: Limits; also: Partial<Known<A>> },
  ): readonly Finding[];
}

const SHOWN = 25;

interface Gathered {
  values: Record<string, unknown>;
  proof: Proof;
  fresh: boolean;
}

function unknownFact(
  fact: Observation<unknown>,
  expected: string,
): RuleJudgement {
  const reason = fact.ok ? 'no value' : fact.reason;
  return cannotKnow(reason, [
    { observed: reason, expected, objects: [], source: fact.source },
  ]);
}

function conclude(
  findings: readonly Finding[],
  rule: Pick<Examination<FactName>, 'good' | 'none' | 'remedy'>,
  expected: string,
  proof: Proof,
): RuleJudgement {
  if (findings.length === 0) return doesNotApply(rule.none);
  let decisive: Finding['sight'] = 'good';
  for (const { sight } of findings) {
    if (sight === 'bad') decisive = sight;
    else if (sight === 'open' && decisive === 'good') decisive = sight;
  }
  const telling = findings.filter(({ sight }) => sight === decisive);
  const { source, observedAt } = proof;
  const evidence = telling.slice(0, SHOWN).map(({ objects, observed }) => ({
    observed,
    expected,
    objects: [...objects],
    source,
    observedAt,
  }));
  if (decisive === 'good') return passes(rule.good, evidence);
  const sentence = `${joined(telling.map(({ observed }) => observed))}.`;
  return decisive === 'bad'
    ? fails(sentence, evidence, rule.remedy)
    : cannotKnow(sentence, evidence);
}

function gather(
  facts: Readonly<Record<string, Observation<unknown>>>,
  rule: {
    facts: readonly string[];
    none: string;
    about?(first: never): boolean;
  },
  expected: string,
): Gathered | RuleJudgement {
  const values: Record<string, unknown> = {};
  let fresh = true;
  let proof: Proof | undefined;
  for (const name of rule.facts) {
    const known = lastKnown(facts[name]);
    if (!known) return unknownFact(facts[name], expected);
    values[name] = known.value;
    fresh &&= known.fresh;
    const isFirst = proof === undefined;
    proof = { source: facts[name].source, observedAt: known.observedAt };
    if (isFirst && rule.about && !rule.about(known.value as never))
      return { ...doesNotApply(rule.none), stale: !fresh };
  }
  return { values, proof: proof!, fresh };
}

function isJudgement(value: Gathered | RuleJudgement): value is RuleJudgement {
  return 'outcome' in value;
}

/** Declares a rule that examines things one by one. */
export function examineRule<
  const First extends FactName,
  const F extends FactName = never,
  const A extends FactName = never,
>(rule: Examination<First, F, A>): Rule {
  const { look, also = [], ...rest } = rule;
  const judge = (facts: Facts, clock: Clock, limits: Limits): RuleJudgement => {
    const expected =
      typeof rule.expected === 'string' ? rule.expected : rule.expected(limits);
    const gathered = gather(facts, rule, expected);
    if (isJudgement(gathered)) return gathered;
    const more: Record<string, unknown> = {};
    for (const name of also) {
      const known = lastKnown<unknown>(facts[name]);
      if (known) more[name] = known.value;
    }
    const findings = look(gathered.values as Known<First | F>, {
      clock,
      limits,
      also: more as Partial<Known<A>>,
    });
    const judgement = conclude(findings, rule, expected, gathered.proof);
    return gathered.fresh ? judgement : { ...judgement, stale: true };
  };
  const { about: _, good: __, none: ___, expected: ____, ...declared } = rest;
  const names: FactName[] = [...rule.facts, ...also];
  return defineRule({ ...declared, facts: names, judge });
}
