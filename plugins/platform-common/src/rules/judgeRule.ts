import { addPlaces } from './addPlaces';
import { ClockNotes, notingClock } from './clock';
import { FactContext } from './facts/context';
import { FactSource, viewFacts } from './facts/extractFacts';
import { Rule, RuleSubject } from './types';
import { RuleJudgement, Verdict } from './verdict';

/** What judges: a rule, facts about a service, and the time. */
export interface RuleTrial {
  rule: Rule;
  context: Pick<FactContext, 'declared' | 'now'> & { service: RuleSubject };
  facts: FactSource;
  /** Milliseconds since the epoch. */
  now: number;
}

function notAbout({ appliesTo }: Rule): RuleJudgement {
  return {
    outcome: 'not-applicable',
    stale: false,
    summary: `It is about: ${appliesTo.sentence}.`,
    evidence: [],
  };
}

function unjudged(error: unknown): RuleJudgement {
  const what = error instanceof Error ? error.message : String(error);
  return {
    outcome: 'unknown',
    stale: false,
    summary: `The rule could not be judged: ${what}.`,
    evidence: [],
  };
}

/**
 * Judges one service by one rule, which sees the facts that it declares and no others; a failure says where its objects are declared. A rule
 * that throws leaves its verdict open and harms no other.
 *
 * @returns The verdict, and what the rule asked of the time.
 */
export function judgeRule(trial: RuleTrial): {
  verdict: Verdict;
  notes: ClockNotes;
} {
  const { rule, context, facts, now } = trial;
  const ruleId = rule.id;
  const clock = notingClock(now);
  const say = (judgement: RuleJudgement) => ({
    verdict: { ...judgement, ruleId },
    notes: clock.notes,
  });
  try {
    if (rule.appliesTo.matches && !rule.appliesTo.matches(context.service))
      return say(notAbout(rule));
    const judgement = rule.judge(viewFacts(rule, facts), clock);
    if (judgement.outcome !== 'fail') return say(judgement);
    const evidence = addPlaces(judgement.evidence, context);
    return say({ ...judgement, evidence });
  } catch (error) {
    return say(unjudged(error));
  }
}
