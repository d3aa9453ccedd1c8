/**
 * The four things a rule can say, and the one way to look at a fact. `whenKnown` is where law 1 meets the
 * rules: a fact that could not be read makes the verdict `unknown`, one that can no longer be read makes it
 * stale, and no rule can forget either.
 */
import { lastKnown, Observation, Source } from '../model';
import { Remedy, RuleJudgement, VerdictEvidence } from './verdict';

/** Where and when a fact was read; part of every piece of evidence made of it. */
export interface Proof {
  source: Source;
  observedAt: string;
}

function say(
  outcome: RuleJudgement['outcome'],
  summary: string,
  evidence: readonly VerdictEvidence[],
  remedy?: Remedy,
): RuleJudgement {
  const judgement: RuleJudgement = {
    outcome,
    stale: false,
    summary,
    evidence: [...evidence],
  };
  if (remedy) judgement.remedy = remedy;
  return judgement;
}

/** The rule holds. */
export function passes(
  summary: string,
  evidence: readonly VerdictEvidence[],
): RuleJudgement {
  return say('pass', summary, evidence);
}

/** The rule does not hold; `remedy` says how to mend it. */
export function fails(
  summary: string,
  evidence: readonly VerdictEvidence[],
  remedy: Remedy,
): RuleJudgement {
  return say('fail', summary, evidence, remedy);
}

/** It cannot be known whether the rule holds; `remedy` says how to find out. */
export function cannotKnow(
  summary: string,
  evidence: readonly VerdictEvidence[],
  remedy?: Remedy,
): RuleJudgement {
  return say('unknown', summary, evidence, remedy);
}

/** The rule is not about this service. */
export function doesNotApply(
  summary: string,
  evidence: readonly VerdictEvidence[] = [],
): RuleJudgement {
  return say('not-applicable', summary, evidence);
}

/**
 * Judges a fact. Unknown when it never could be read; marked stale when it cannot be read at present, in
 * which case the last good value is judged.
 */
export function whenKnown<T>(
  fact: Observation<T>,
  judge: (value: T, proof: Proof) => RuleJudgement,
): RuleJudgement {
  const known = lastKnown(fact);
  if (!known) {
    const reason = fact.ok ? 'no value' : fact.reason;
    return cannotKnow(
      reason,
      [
        {
          observed: reason,
          expected: 'an answer from the cluster',
          objects: [],
          source: fact.source,
        },
      ],
      {
        text: 'Let the portal read these kinds: give its service account the rights to list and watch them, and check that the cluster can be reached.',
      },
    );
  }
  const { value, observedAt, fresh } = known;
  const judgement = judge(value, { source: fact.source, observedAt });
  return fresh ? judgement : { ...judgement, stale: true };
}

/** `1 container`, `2 containers`. */
export function counted(count: number, one: string, many?: string): string {
  return `${count} ${count === 1 ? one : many ?? `${one}s`}`;
}

const SHOWN = 3;

/**
 * Joins findings for a sentence: `a`, `a; b; c`, `a; b; c; and 2 more`. What a cluster says in a finding often is a sentence of its
 * own; its full stop is left out, since the sentence that is made has one.
 */
export function joined(findings: readonly string[]): string {
  const unique = [
    ...new Set(findings.map(finding => finding.replace(/(?<![.])\.$/, ''))),
  ];
  const rest = unique.length - SHOWN;
  const shown = unique.slice(0, SHOWN).join('; ');
  return rest > 0 ? `${shown}; and ${rest} more` : shown;
}

/** Joins names for a sentence: `a`, `a and b`, `a, b and 3 more`. */
export function listed(names: readonly string[]): string {
  const unique = [...new Set(names)];
  if (unique.length <= 1) return unique.join('');
  const rest = unique.length - 2;
  if (rest > 1) return `${unique[0]}, ${unique[1]} and ${rest} more`;
  return `${unique.slice(0, -1).join(', ')} and ${unique.at(-1)}`;
}
