/**
 * Judges every service by every rule and adds up. Pure: the same inventory at the same `now` gives the
 * same report, whatever the order of services, objects and rules' parts.
 */
import { KubernetesIndex } from '../kubernetes';
import { ClusterState, Service } from '../model';
import { FactStore, judgeRule, Knowledge, Rule, Verdict } from '../rules';
import { assembleReport, Governance } from './assembleReport';
import { Cap, proveCaps } from './caps';
import { ReadinessReport } from './report';

/** Judges one service by one rule, which sees the facts that it declares and no others. */
export function judgeService(options: {
  service: Service;
  rule: Rule;
  index: KubernetesIndex;
  cluster: ClusterState | undefined;
  now: number;
  /** What is known besides live objects; a part that is missing is unknown. */
  knowledge?: Knowledge;
}): Verdict {
  const { service, rule, index, cluster, now, knowledge } = options;
  const context = { ...knowledge, service, index, cluster, now };
  return judgeBy(rule, new FactStore(context));
}

/** Judges one service by every rule; facts are made once, however many rules ask for them. */
export function judgeByAll(options: {
  service: Service;
  rules: readonly Rule[];
  index: KubernetesIndex;
  cluster: ClusterState | undefined;
  now: number;
  knowledge?: Knowledge;
}): Verdict[] {
  const { service, rules, index, cluster, now, knowledge } = options;
  const store = new FactStore({ ...knowledge, service, index, cluster, now });
  return rules.map(rule => judgeBy(rule, store));
}

function judgeBy(rule: Rule, store: FactStore): Verdict {
  const { context } = store;
  return judgeRule({ rule, context, facts: store, now: context.now }).verdict;
}

/**
 * Judges services. What is planned is not judged: it has no workload, and a plan is not a failure.
 *
 * @param options.index - The objects of the inventory.
 * @param options.clusters - State of each cluster's reader; what cannot be read becomes `unknown` or stale.
 * @param options.rules - Rules in force, proved by `proveRules`.
 * @param options.now - Milliseconds since the epoch.
 * @param options.caveats - What makes the list of services possibly incomplete.
 * @param options.knowledge - Manifests, telemetry and the like; what is missing makes its rules `unknown`.
 * @param options.caps - Caps in force; the portal's own when absent.
 * @param options.governance - Exemptions and manual evidence; none when absent.
 */
export function evaluate(options: {
  services: readonly Service[];
  index: KubernetesIndex;
  clusters: readonly ClusterState[];
  rules: readonly Rule[];
  now: number;
  caveats?: readonly string[];
  knowledge?: Knowledge;
  caps?: readonly Cap[];
  governance?: Governance;
}): ReadinessReport {
  const { services, index, clusters, rules, now, caveats, governance } =
    options;
  const knowledge = { services, ...options.knowledge };
  const verdicts = new Map(
    services
      .filter(({ lifecycle }) => lifecycle !== 'planned')
      .map((service): [string, Verdict[]] => {
        const cluster = clusters.find(({ name }) => name === service.cluster);
        return [
          service.id,
          judgeByAll({ service, rules, index, cluster, now, knowledge }),
        ];
      }),
  );
  const caps = options.caps ?? proveCaps({ rules });
  return assembleReport({
    services,
    verdicts,
    rules,
    caps,
    governance,
    now,
    caveats,
  });
}
