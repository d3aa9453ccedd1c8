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
  /** Judges; pure and total: says `unknown` where it cannot know, and never throws. `now` in milliseconds since the epoch. */
  judge(facts: Facts<F>, now: number): RuleJudgement;
}

/** A pure judgement of facts about one service. */
export interface Rule<F extends FactName = FactName>
  extends RuleDeclaration<F> {
  version: number;
}

/** Declares a rule, so that `judge` is typed by the facts it declares. */
export function defineRule<const F extends FactName>(
  rule: RuleDeclaration<F>,
): Rule {
  const versioned: Rule<F> = { ...rule, version: rule.version ?? 1 };
  return versioned;
}
