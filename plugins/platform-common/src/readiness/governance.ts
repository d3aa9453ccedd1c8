/**
 * What people add to what rules say: exemptions ("we live with that until March, and here is what we do instead") and manual
 * evidence ("we restored it last Tuesday, here is the record"). Both have a name under them, a reason or proof, and an end;
 * neither is ever forever, and nobody approves an exemption for themselves. Neither changes what was seen: a verdict keeps its evidence, and
 * an exempt one keeps its outcome too.
 */
import { z } from 'zod';
import { InstantSchema, Service } from '../model';
import { Rule, Verdict } from '../rules';

/** Where an exemption stands. */
export const EXEMPTION_STATES = [
  'requested',
  'approved',
  'rejected',
  'revoked',
] as const;
export const ExemptionStateSchema = z.enum(EXEMPTION_STATES);
/** Where an exemption stands. */
export type ExemptionState = z.infer<typeof ExemptionStateSchema>;

/** That a rule is not to count for a service for a while. */
export const ExemptionSchema = z.object({
  id: z.string(),
  ruleId: z.string(),
  serviceId: z.string(),
  /** The service's entity, whose owner decides on rights. */
  entityRef: z.string(),
  reason: z.string().min(1),
  /** Entity ref of who answers for it. */
  owner: z.string().min(1),
  /** What is done instead. */
  compensatingControl: z.string().min(1),
  /** Entity ref of who asked. */
  requestedBy: z.string(),
  requestedAt: InstantSchema,
  until: InstantSchema,
  state: ExemptionStateSchema,
  /** Entity ref of who decided last; of an approved one never who asked. */
  decidedBy: z.string().optional(),
  decidedAt: InstantSchema.optional(),
  decisionNote: z.string().optional(),
});
/** That a rule is not to count for a service for a while. */
export type Exemption = z.infer<typeof ExemptionSchema>;

/** What a person recorded that objects cannot show: a restore drill, an audit. */
export const ManualEvidenceSchema = z.object({
  id: z.string(),
  ruleId: z.string(),
  serviceId: z.string(),
  /** The service's entity, whose owner decides on rights. */
  entityRef: z.string(),
  /** What was found: `Restored backup of 2025-10-20 into a namespace of its own; row counts agree`. */
  statement: z.string().min(1),
  /** A link, or a text. */
  proof: z.string().min(1),
  /** Entity ref of who recorded it. */
  author: z.string(),
  /** When the thing was done. */
  observedAt: InstantSchema,
  recordedAt: InstantSchema,
  /** From when on it proves nothing any more. */
  until: InstantSchema,
  withdrawnAt: InstantSchema.optional(),
  withdrawnBy: z.string().optional(),
});
/** What a person recorded that objects cannot show. */
export type ManualEvidence = z.infer<typeof ManualEvidenceSchema>;

/** Whether an exemption counts at `now` (milliseconds since the epoch): approved by somebody else than who asked, and not over. */
export function isExemptionInForce(exemption: Exemption, now: number): boolean {
  const { state, decidedBy, requestedBy, decidedAt, until } = exemption;
  return (
    state === 'approved' &&
    decidedBy !== undefined &&
    decidedBy !== requestedBy &&
    (decidedAt === undefined || Date.parse(decidedAt) <= now) &&
    Date.parse(until) > now
  );
}

/** Whether evidence counts at `now` (milliseconds since the epoch): recorded, not withdrawn, and not over. */
export function isEvidenceInForce(
  evidence: ManualEvidence,
  now: number,
): boolean {
  const { recordedAt, withdrawnAt, until } = evidence;
  return (
    Date.parse(recordedAt) <= now &&
    (withdrawnAt === undefined || Date.parse(withdrawnAt) > now) &&
    Date.parse(until) > now
  );
}

/** Certain to pass, or not asked of the service: nothing to prove and nothing to exempt. */
function isSettled({ outcome, stale }: Verdict): boolean {
  return outcome === 'not-applicable' || (outcome === 'pass' && !stale);
}

function proveBy(
  verdict: Verdict,
  evidence: ManualEvidence,
  rule: Pick<Rule, 'title'>,
): Verdict {
  const { id, author, statement, proof, observedAt, until } = evidence;
  const { remedy: _, ...rest } = verdict;
  const expected = verdict.evidence[0]?.expected ?? rule.title;
  return {
    ...rest,
    outcome: 'pass',
    stale: false,
    summary: `Recorded by a person: ${statement}`,
    evidence: [
      {
        observed: statement,
        expected,
        objects: [],
        source: { kind: 'person', name: author, detail: proof },
        observedAt,
      },
      ...verdict.evidence,
    ],
    manual: { id, author, proof, observedAt, until },
  };
}

function exemptBy(verdict: Verdict, exemption: Exemption): Verdict {
  const { id, reason, owner, decidedBy = '', until } = exemption;
  return {
    ...verdict,
    exemption: { id, reason, owner, approver: decidedBy, until },
  };
}

const keyOf = (serviceId: string, ruleId: string) => `${serviceId} ${ruleId}`;

/** The item of each service and rule; of several the one of the highest rank, and then of the lowest id. */
function indexBy<T extends { id: string; serviceId: string; ruleId: string }>(
  items: readonly T[],
  rankOf: (item: T) => string,
): Map<string, T> {
  const index = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item.serviceId, item.ruleId);
    const old = index.get(key);
    const rank = old ? rankOf(item).localeCompare(rankOf(old)) : 1;
    if (!old || rank > 0 || (rank === 0 && item.id < old.id))
      index.set(key, item);
  }
  return index;
}

/** What {@link applyGovernance} looks at of a service; things said under a former id hold too. */
export type GovernedService = Pick<Service, 'id'> &
  Partial<Pick<Service, 'formerIds'>>;

function finder<T>(index: ReadonlyMap<string, T>, service: GovernedService) {
  const ids = [service.id, ...(service.formerIds ?? [])];
  return (ruleId: string): T | undefined => {
    for (const id of ids) {
      const found = index.get(keyOf(id, ruleId));
      if (found) return found;
    }
    return undefined;
  };
}

/**
 * Lays exemptions and manual evidence over what the rules said. Evidence in force turns a fail, an unknown or a stale
 * verdict of a rule that accepts evidence into a pass that names its author; an exemption in force marks what is still not a
 * certain pass. A certain pass stays as it is, and so does what does not apply. Pure: running it again changes nothing.
 *
 * @param options.verdicts - Verdicts as the rules gave them, by the id of the service.
 * @param options.services - Services that were judged; verdicts of others are passed through.
 * @param options.rules - Rules in force; only those with `acceptsEvidence` can be proved by people.
 * @param options.now - Milliseconds since the epoch.
 * @returns The verdicts by the id of the service, in the given order.
 */
export function applyGovernance(options: {
  verdicts: ReadonlyMap<string, readonly Verdict[]>;
  services: readonly GovernedService[];
  rules: readonly Pick<Rule, 'id' | 'title' | 'acceptsEvidence'>[];
  exemptions: readonly Exemption[];
  evidence: readonly ManualEvidence[];
  now: number;
}): Map<string, readonly Verdict[]> {
  const { verdicts, services, now } = options;
  const exemptions = indexBy(
    options.exemptions.filter(item => isExemptionInForce(item, now)),
    ({ until }) => until,
  );
  const evidence = indexBy(
    options.evidence.filter(item => isEvidenceInForce(item, now)),
    ({ observedAt }) => observedAt,
  );
  const governed = new Map(verdicts);
  if (exemptions.size === 0 && evidence.size === 0) return governed;
  const accepting = new Map(
    options.rules
      .filter(({ acceptsEvidence }) => acceptsEvidence)
      .map(rule => [rule.id, rule]),
  );
  for (const service of services) {
    const exemptionOf = finder(exemptions, service);
    const evidenceOf = finder(evidence, service);
    const own = verdicts.get(service.id) ?? [];
    const laid = own.map(verdict => {
      if (isSettled(verdict)) return verdict;
      const rule = accepting.get(verdict.ruleId);
      const proof = rule && evidenceOf(verdict.ruleId);
      if (rule && proof) return proveBy(verdict, proof, rule);
      const exemption = exemptionOf(verdict.ruleId);
      return exemption ? exemptBy(verdict, exemption) : verdict;
    });
    // What nobody said anything about stays the very same, so that it need not be scored again.
    if (laid.some((verdict, i) => verdict !== own[i]))
      governed.set(service.id, laid);
  }
  return governed;
}
