import { Service } from '../model';
import { Rule, Verdict } from '../rules';
import { Cap } from './caps';
import { applyGovernance, Exemption, ManualEvidence } from './governance';
import { ReadinessReport, RuleInfo, ServiceReport } from './report';
import { rollUp } from './rollUp';
import { scoreService } from './scoreService';

/** What people have said that bears on scores. */
export interface Governance {
  exemptions: readonly Exemption[];
  evidence: readonly ManualEvidence[];
}

/** A rule as people read it. */
export function describeRule(rule: Rule): RuleInfo {
  const { id, version, category, title, why, weight, level, remedy } = rule;
  return {
    id,
    version,
    category,
    title,
    why,
    weight,
    level,
    appliesTo: rule.appliesTo.sentence,
    facts: [...rule.facts],
    remedy,
    acceptsEvidence: rule.acceptsEvidence ?? false,
  };
}

/** The same list each time, so that what was scored without caps need not be scored again. */
const NO_CAPS: readonly Cap[] = [];

interface Scored {
  rules: readonly Rule[];
  caps: readonly Cap[];
  service: Service;
  report: ServiceReport;
}

/** What else a score follows from is the same. */
function isSameSubject(one: Service, other: Service): boolean {
  return (
    one === other ||
    (one.id === other.id &&
      one.title === other.title &&
      one.entityRef === other.entityRef &&
      one.system === other.system &&
      one.owner === other.owner &&
      JSON.stringify(one.expectedDown) === JSON.stringify(other.expectedDown))
  );
}

/** The newest score of each list of verdicts; a list never changes once it is made. */
const scored = new WeakMap<readonly Verdict[], Scored>();

/** Scores a service, unless the very same verdicts of it were scored by the same rules and caps just before. */
function scoreOnce(options: {
  service: Service;
  verdicts: readonly Verdict[];
  rules: readonly Rule[];
  caps: readonly Cap[];
}): ServiceReport {
  const { service, verdicts, rules, caps } = options;
  const last = scored.get(verdicts);
  if (
    last?.rules === rules &&
    last.caps === caps &&
    isSameSubject(last.service, service)
  )
    return last.report;
  const report = scoreService(options);
  scored.set(verdicts, { rules, caps, service, report });
  return report;
}

/**
 * Makes the report from what the rules said: lays exemptions and evidence over it, scores every service and rolls up.
 *
 * @param options.services - Services that were judged; planned ones are left out.
 * @param options.verdicts - What the rules said, by the id of the service.
 * @param options.rules - Rules in force.
 * @param options.caps - Caps in force; none when absent.
 * @param options.governance - Exemptions and evidence; none when absent.
 * @param options.now - When it was judged, in milliseconds since the epoch.
 */
export function assembleReport(options: {
  services: readonly Service[];
  verdicts: ReadonlyMap<string, readonly Verdict[]>;
  rules: readonly Rule[];
  caps?: readonly Cap[];
  governance?: Governance;
  now: number;
  caveats?: readonly string[];
}): ReadinessReport {
  const { rules, caps = NO_CAPS, now, caveats = [] } = options;
  const { exemptions = [], evidence = [] } = options.governance ?? {};
  const judged = options.services.filter(
    ({ lifecycle }) => lifecycle !== 'planned',
  );
  const governed = applyGovernance({
    verdicts: options.verdicts,
    services: judged,
    rules,
    exemptions,
    evidence,
    now,
  });
  const services = judged
    .map(service =>
      scoreOnce({
        service,
        verdicts: governed.get(service.id) ?? [],
        rules,
        caps,
      }),
    )
    .sort((a, b) => (a.serviceId < b.serviceId ? -1 : 1));
  return {
    judgedAt: new Date(now).toISOString(),
    ...rollUp(services),
    rules: rules.map(describeRule),
    declaredCaps: [...caps],
    services,
    caveats: [...caveats],
  };
}
