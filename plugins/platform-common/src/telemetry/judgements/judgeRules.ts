import { Observation } from '../../model';
import { LoadedRule, SeriesView } from '../metrics';
import { mapObservation } from '../observations';
import { judgeQuery, QueryJudgement } from '../queries';

/** What the rules of an evaluator do. */
export interface RulesJudgement {
  alerting: number;
  recording: number;
  firing: LoadedRule[];
  pending: LoadedRule[];
  /** Rules whose last evaluation failed: they cannot fire. */
  failing: LoadedRule[];
  /** Rules whose query cannot return anything with the series that there are, with the reason. */
  blind: { rule: LoadedRule; judgement: QueryJudgement }[];
  /** Rules of which that cannot be told; all of them when no series are given. */
  undecided: number;
  /** One sentence for people. */
  summary: string;
}

function judge(
  rules: readonly LoadedRule[],
  series: Observation<SeriesView> | undefined,
): RulesJudgement {
  const judged = series
    ? rules.map(rule => ({
        rule,
        judgement: judgeQuery({ expression: rule.expression, series }),
      }))
    : [];
  const decided = judged.filter(
    ({ judgement }) => judgement.state !== 'unknown',
  );
  const firing = rules.filter(({ state }) => state === 'firing');
  const failing = rules.filter(({ health }) => health === 'error');
  return {
    alerting: rules.filter(({ type }) => type === 'alerting').length,
    recording: rules.filter(({ type }) => type === 'recording').length,
    firing,
    pending: rules.filter(({ state }) => state === 'pending'),
    failing,
    blind: decided.filter(({ judgement }) => judgement.state === 'no-data'),
    undecided: rules.length - decided.length,
    summary:
      rules.length === 0
        ? 'It has loaded no rule: nothing can fire.'
        : `${rules.length} rules are loaded, ${firing.length} fire, ${failing.length} cannot be evaluated.`,
  };
}

/**
 * Which rules are loaded, firing, failing, and blind.
 *
 * A VictoriaMetrics without vmalert behind it answers with no rules, so what is declared in manifests and is not
 * loaded anywhere is not watched by anybody.
 */
export function judgeRules(options: {
  rules: Observation<LoadedRule[]>;
  /** Series of the store that the rules ask. */
  series?: Observation<SeriesView>;
}): Observation<RulesJudgement> {
  return mapObservation(options.rules, rules => judge(rules, options.series));
}
