/** Shapes of an explanation: why a score is not what it was. */
import { Outcome, RuleCategory } from '../rules';
import { PointsChange } from './outlook';
import { Points } from './report';

/** Kinds of reasons why a score changed. */
export type ChangeKind =
  | 'verdict'
  | 'service-added'
  | 'service-removed'
  | 'rule-added'
  | 'rule-removed'
  | 'weight'
  | 'exemption'
  | 'evidence'
  | 'expected-down'
  | 'cap';

/** One reason why a score changed. */
export interface ChangePart {
  kind: ChangeKind;
  serviceId?: string;
  serviceTitle?: string;
  /** The rule that was judged, came, went or was weighed anew; of a cap, the rule that lifts it. */
  ruleId?: string;
  /** Id of the cap that takes more or less. */
  capId?: string;
  category?: RuleCategory;
  /** What the verdict was and is; a stale one is `unknown`. */
  before?: Outcome;
  after?: Outcome;
  /** The verdict's sentence, as it is or, where it went, as it was; of a cap, its title. */
  summary?: string;
  /** What it adds to `low`, `high` and `of`. */
  dLow: number;
  dHigh: number;
  dOf: number;
  /** What it adds to the low end's percentage: this many of `shareOf`. */
  share: number;
}

/** Why a score changed. */
export interface ChangeExplanation {
  before: Points;
  after: Points;
  /** Biggest effect first. */
  parts: ChangePart[];
  /** What shares are counted in: 1 over this; 0 when one of the moments has no score. */
  shareOf: number;
}

/** A reason before its share is known. */
export type ChangeStep = Omit<
  ChangePart,
  'dLow' | 'dHigh' | 'dOf' | 'share'
> & { change: PointsChange };
