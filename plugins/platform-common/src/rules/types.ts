/**
 * A rule is a pure judgement of facts about one service.
 *
 * Facts are made by extractors from whatever knows objects (today the live inventory, as well manifests in
 * Git or files that a template is about to write), and a rule never sees anything but the facts it
 * declares. So the same rule judges what runs and what is only planned, and what a rule depends on is
 * there to be read and proved at start-up.
 */
import { Observation, Service } from '../model';
import { RuleCategory, RuleLevel } from './categories';
import { Clock, clockAt } from './clock';
import { digestVersion } from './digest';
import { FactName, FactValues } from './facts/types';
import { Remedy, RuleJudgement } from './verdict';

/** The facts of the given names; each says whether it could be read, when and where. */
export type Facts<F extends FactName = FactName> = {
  readonly [K in F]: Observation<FactValues[K]>;
};

/** What {@link Rule.appliesTo} may look at: what a service is, never how it does. */
export type RuleSubject = Pick<
  Service,
  'id' | 'kind' | 'type' | 'system' | 'lifecycle' | 'profileId'
>;

/** A number in a rule that a platform may want to be another one. */
export interface Threshold {
  /** What it is, for people: `Days since the last restore, at most`. */
  title: string;
  /** What it is unless somebody sets it. */
  value: number;
  /** The least and the most that make sense. */
  min: number;
  max: number;
}

/** Thresholds in force, by name. */
export type Limits = Readonly<Record<string, number>>;

/** A rule as its file declares it. */
export interface RuleDeclaration<F extends FactName = FactName> {
  /** Stable, kebab-case; stored with every verdict. */
  id: string;
  /**
   * Whole and at least 1, and 1 when a file does not say. It is raised when `judge` comes to mean something else, so that a stored verdict
   * tells by which meaning it was reached; another weight, level or wording is not another meaning.
   */
  version?: number;
  category: RuleCategory;
  /** What holds when the rule passes: `Images are pinned`. */
  title: string;
  /** Why it matters, in a sentence or two. */
  why: string;
  /** Points of the score; a whole number above 0, so that parts add up exactly. */
  weight: number;
  /** The lowest level that needs this rule. */
  level: RuleLevel;
  /** Which services it is about. */
  appliesTo: {
    /** For people: `Services with more than one replica`. */
    sentence: string;
    /** Leaves services out by what they are; every service when absent. */
    matches?(service: RuleSubject): boolean;
  };
  /** Names of the facts that it may see. */
  facts: readonly F[];
  /** How to mend a failure, for the rule's page; a verdict may be more exact. */
  remedy: Remedy;
  /**
   * What people record (a restore drill, an audit) may prove it where objects cannot: manual evidence in force turns a `fail` or `unknown`
   * of this rule into a `pass` that names its author.
   */
  acceptsEvidence?: boolean;
  /** Numbers that a platform may set. */
  thresholds?: Readonly<Record<string, Threshold>>;
  /** Judges; pure and total: says `unknown` where it cannot know, and never throws. */
  judge(facts: Facts<F>, clock: Clock, limits: Limits): RuleJudgement;
}

/** A pure judgement of facts about one service. */
export interface Rule<F extends FactName = FactName>
  extends RuleDeclaration<F> {
  version: number;
  /** See {@link RuleDeclaration}; an instant in milliseconds since the epoch will do for a clock. */
  judge(facts: Facts<F>, time: Clock | number): RuleJudgement;
  /** The rule with other limits, proved by `proveRules`; it has another version then. Absent when it has no thresholds. */
  withLimits?(limits: Limits): Rule;
}

function limitsOf({ thresholds = {} }: Pick<Rule, 'thresholds'>): Limits {
  return Object.fromEntries(
    Object.entries(thresholds).map(([name, { value }]) => [name, value]),
  );
}

function isSame(one: Limits, other: Limits): boolean {
  return Object.entries(one).every(([name, limit]) => other[name] === limit);
}

function define<F extends FactName>(
  rule: RuleDeclaration<F>,
  limits: Limits,
): Rule {
  const { version = 1, thresholds } = rule;
  const usual = isSame(limitsOf(rule), limits);
  const defined: Rule<F> = {
    ...rule,
    version: usual ? version : digestVersion([version, limits]),
    judge: (facts, time) =>
      rule.judge(
        facts,
        typeof time === 'number' ? clockAt(time) : time,
        limits,
      ),
    ...(thresholds
      ? {
          withLimits: (other: Limits) => define(rule, { ...limits, ...other }),
        }
      : {}),
  };
  return defined;
}

/** Declares a rule, so that `judge` is typed by the facts it declares. */
export function defineRule<const F extends FactName>(
  rule: RuleDeclaration<F>,
): Rule {
  return define(rule, limitsOf(rule));
}
