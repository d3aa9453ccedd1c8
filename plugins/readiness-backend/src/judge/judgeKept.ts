import {
  Cap,
  describeRule,
  Observation,
  Outcome,
  ReadinessReplay,
  ReadinessReport,
  replay,
  rollUp,
  Rule,
  scoreService,
  Service,
  Verdict,
} from '@254carbon/backstage-plugin-platform-common';

const MOST_VERDICTS = 500;

type KeptFacts = ReadonlyMap<string, Observation<unknown>>;

/** What was judged anew, with what it lacked. */
export interface KeptJudgement {
  report: ReadinessReport;
  missingFacts: string[];
}

/** What is needed to judge what was kept. */
export interface KeptOptions {
  rules: readonly Rule[];
  caps: readonly Cap[];
  /** The report of that moment. */
  present: ReadinessReport;
  /** Services as they are known now, for what rules apply to. */
  services: readonly Service[];
  /** By service and name. */
  facts: ReadonlyMap<string, KeptFacts>;
  /** Milliseconds since the epoch. */
  now: number;
}

/** Kept facts of a service that note which ones are asked for in vain. */
class NotingFacts extends Map<string, Observation<unknown>> {
  readonly #missing: Set<string>;

  constructor(facts: KeptFacts | undefined, missing: Set<string>) {
    super(facts);
    this.#missing = missing;
  }

  get(name: string): Observation<unknown> | undefined {
    const fact = super.get(name);
    if (!fact) this.#missing.add(name);
    return fact;
  }
}

/** Whether a rule is about a service is not known any more when the service is not. */
function judgeGone(rule: Rule): Verdict {
  return {
    ruleId: rule.id,
    outcome: 'unknown',
    stale: false,
    summary:
      'The service is not there any more, so that the rule cannot be asked about it.',
    evidence: [],
  };
}

/** What people had laid over the verdict then holds for the new one too. */
function governedAs(said: Verdict, then: Verdict | undefined): Verdict {
  const isOpen = said.outcome === 'fail' || said.outcome === 'unknown';
  if (!then || !isOpen) return said;
  if (then.manual) return then;
  return then.exemption ? { ...said, exemption: then.exemption } : said;
}

/** The report that other rules and caps would have given of the same facts. */
export function judgeKept(options: KeptOptions): KeptJudgement {
  const { rules, caps, present, facts, now } = options;
  const missing = new Set<string>();
  const services = present.services.map(service => {
    const { serviceId: id, title, entityRef, system, owner } = service;
    const { expectedDown } = service;
    const known = options.services.find(
      one => one.id === id || one.formerIds.includes(id),
    );
    const then = new Map(service.verdicts.map(one => [one.ruleId, one]));
    const kept = new NotingFacts(facts.get(id), missing);
    const verdicts = known
      ? replay({ services: [{ service: known, facts: kept }], rules, now })
          .flatMap(replayed => replayed.verdicts)
          .map(said => governedAs(said, then.get(said.ruleId)))
      : rules.map(rule => then.get(rule.id) ?? judgeGone(rule));
    return scoreService({
      service: { id, title, entityRef, system, owner, expectedDown },
      verdicts,
      rules,
      caps,
    });
  });
  return {
    report: {
      ...present,
      ...rollUp(services),
      rules: rules.map(describeRule),
      declaredCaps: [...caps],
      services,
    },
    missingFacts: [...missing].sort(),
  };
}

function outcomesOf({ services }: ReadinessReport) {
  return new Map(
    services.flatMap(({ serviceId, verdicts }) =>
      verdicts.map(
        (verdict): [string, { serviceId: string; verdict: Verdict }] => [
          `${serviceId} ${verdict.ruleId}`,
          { serviceId, verdict },
        ],
      ),
    ),
  );
}

function sayOf(verdict: Verdict | undefined): Outcome | undefined {
  if (!verdict) return undefined;
  const { outcome, stale } = verdict;
  return stale && outcome !== 'not-applicable' ? 'unknown' : outcome;
}

function compareVerdicts(
  present: ReadinessReport,
  replayed: ReadinessReport,
): ReadinessReplay['verdicts'] {
  const [old, now] = [outcomesOf(present), outcomesOf(replayed)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap(key => {
    const [was, is] = [old.get(key), now.get(key)];
    const [before, after] = [sayOf(was?.verdict), sayOf(is?.verdict)];
    const entry = is ?? was;
    if (before === after || !entry) return [];
    const { serviceId, verdict } = entry;
    return [
      {
        serviceId,
        ruleId: verdict.ruleId,
        ...(before ? { present: before } : {}),
        ...(after ? { replayed: after } : {}),
        summary: is ? verdict.summary : 'The rule is not in force.',
      },
    ];
  });
}

/** The scores of a report beside those of a replay. */
export function compareReplay(
  present: ReadinessReport,
  { report: replayed, missingFacts }: KeptJudgement,
): Omit<ReadinessReplay, 'state' | 'at'> {
  const none = { low: 0, high: 0, known: 0, of: 0 };
  const categories = new Map(
    [...present.categories, ...replayed.categories].map(({ category }) => [
      category,
      { category, present: none, replayed: none },
    ]),
  );
  for (const { category, points } of present.categories)
    categories.get(category)!.present = points;
  for (const { category, points } of replayed.categories)
    categories.get(category)!.replayed = points;
  const after = new Map(replayed.services.map(one => [one.serviceId, one]));
  return {
    present: present.points,
    replayed: replayed.points,
    categories: [...categories.values()],
    services: present.services.map(
      ({ serviceId: id, title, points, level: presentLevel }) => {
        const then = after.get(id);
        const replayedLevel = then?.level;
        return {
          id,
          title,
          present: points,
          replayed: then?.points ?? none,
          ...(presentLevel ? { presentLevel } : {}),
          ...(replayedLevel ? { replayedLevel } : {}),
        };
      },
    ),
    verdicts: compareVerdicts(present, replayed).slice(0, MOST_VERDICTS),
    missingFacts,
  };
}
