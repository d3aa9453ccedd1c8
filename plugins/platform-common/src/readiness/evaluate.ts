/**
 * Judges every service by every rule and adds up. Pure: the same inventory at the same `now` gives the
 * same report, whatever the order of services, objects and rules' parts.
 */
import { KubernetesIndex } from '../kubernetes';
import { ClusterState, Service } from '../model';
import { extractFacts, Rule, Verdict } from '../rules';
import { ReadinessReport, RuleInfo } from './report';
import { rollUp } from './rollUp';
import { scoreService } from './scoreService';

/** A rule as people read it. */
export function describeRule(rule: Rule): RuleInfo {
  const { id, category, title, why, weight, level, remedy } = rule;
  return {
    id,
    category,
    title,
    why,
    weight,
    level,
    appliesTo: rule.appliesTo.sentence,
    facts: [...rule.facts],
    remedy,
  };
}

/** Judges one service by one rule, which sees the facts that it declares and no others. */
export function judgeService(options: {
  service: Service;
  rule: Rule;
  index: KubernetesIndex;
  cluster: ClusterState | undefined;
  now: number;
}): Verdict {
  const { service, rule, index, cluster, now } = options;
  if (!(rule.appliesTo.matches?.(service) ?? true)) {
    return {
      ruleId: rule.id,
      outcome: 'not-applicable',
      stale: false,
      summary: `It is about: ${rule.appliesTo.sentence}.`,
      evidence: [],
    };
  }
  const facts = extractFacts({ service, index, cluster, now }, rule.facts);
  return { ruleId: rule.id, ...rule.judge(facts, now) };
}

/**
 * Judges services. What is planned is not judged: it has no workload, and a plan is not a failure.
 *
 * @param options.index - The objects of the inventory.
 * @param options.clusters - State of each cluster's reader; what cannot be read becomes `unknown` or stale.
 * @param options.rules - Rules in force, proved by `proveRules`.
 * @param options.now - Milliseconds since the epoch.
 * @param options.caveats - What makes the list of services possibly incomplete.
 */
export function evaluate(options: {
  services: readonly Service[];
  index: KubernetesIndex;
  clusters: readonly ClusterState[];
  rules: readonly Rule[];
  now: number;
  caveats?: readonly string[];
}): ReadinessReport {
  const { index, clusters, rules, now, caveats = [] } = options;
  const services = options.services
    .filter(({ lifecycle }) => lifecycle !== 'planned')
    .map(service => {
      const cluster = clusters.find(({ name }) => name === service.cluster);
      const verdicts = rules.map(rule =>
        judgeService({ service, rule, index, cluster, now }),
      );
      return scoreService({ service, verdicts, rules });
    })
    .sort((a, b) => (a.serviceId < b.serviceId ? -1 : 1));
  return {
    judgedAt: new Date(now).toISOString(),
    ...rollUp(services),
    rules: rules.map(describeRule),
    services,
    caveats: [...caveats],
  };
}
