/**
 * The same facts judged by other rules: what a changed weight, threshold or rule would have said, before it is turned on. A fact that was
 * not kept is not made up: the rules that ask for it say *unknown*.
 */
import { failed, Observation } from '../../model';
import { judgeRule, Rule, RuleSubject, Verdict } from '../../rules';

/** A service with the facts that were kept of it. */
export interface KeptService {
  service: RuleSubject;
  /** By name. */
  facts: ReadonlyMap<string, Observation<unknown>>;
}

/** What the rules say of a service's kept facts. */
export interface ReplayedService {
  serviceId: string;
  /** One for each rule, in the order of the rules. */
  verdicts: readonly Verdict[];
}

/**
 * Judges kept facts.
 *
 * @param options.rules - The rules to judge by, proved by `proveRules`.
 * @param options.now - The instant to judge at, in milliseconds since the epoch: that of the facts, for what was true then.
 */
export function replay(options: {
  services: readonly KeptService[];
  rules: readonly Rule[];
  now: number;
}): ReplayedService[] {
  const { services, rules, now } = options;
  return services.map(({ service, facts }) => {
    const notKept = (name: string) =>
      failed<unknown>({
        reason: `The fact ${name} was not kept.`,
        now,
        source: { kind: 'document', name: 'readiness history' },
      });
    const source = {
      get: (name: string) => facts.get(name) ?? notKept(name),
    };
    return {
      serviceId: service.id,
      verdicts: rules.map(
        rule =>
          judgeRule({ rule, context: { service, now }, facts: source, now })
            .verdict,
      ),
    };
  });
}
