import type { VerdictChange } from '../contracts/readiness';
import { ReadinessReport, ServiceReport } from './report';
import { countedPoints, scoreVerdicts } from './scoreVerdicts';
import { weighVerdicts } from './scoreService';

interface Entry {
  service: ServiceReport;
  ruleId: string;
  said: ServiceReport['verdicts'][number]['outcome'];
  summary: string;
  low: number;
}

/** A stale verdict is not known. */
function sayOf(verdict: ServiceReport['verdicts'][number]): Entry['said'] {
  return verdict.stale && verdict.outcome !== 'not-applicable'
    ? 'unknown'
    : verdict.outcome;
}

function entriesOfService(
  service: ServiceReport,
  { rules, declaredCaps }: ReadinessReport,
): [string, Entry][] {
  const { ordered, weighed } = weighVerdicts(service.verdicts, rules);
  const scores = scoreVerdicts(weighed, declaredCaps);
  const holds = new Map(scores.map(({ category, hold }) => [category, hold]));
  const setAside = service.expectedDown !== undefined;
  const said = new Map(ordered.map(one => [one.ruleId, sayOf(one)]));
  const verdicts = ordered.map((verdict, i): [string, Entry] => {
    const hold = holds.get(weighed[i].category) ?? 'no';
    const { low } = countedPoints(weighed[i], hold);
    const { ruleId, summary } = verdict;
    return [
      `${service.serviceId} ${ruleId}`,
      {
        service,
        ruleId,
        said: sayOf(verdict),
        summary,
        low: setAside ? 0 : low,
      },
    ];
  });
  const caps = setAside ? [] : scores.flatMap(({ losses }) => losses);
  return [
    ...verdicts,
    ...caps
      .filter(({ lostLow }) => lostLow > 0)
      .map(({ cap, lostLow }): [string, Entry] => [
        `${service.serviceId} cap:${cap.id}`,
        {
          service,
          ruleId: cap.unless,
          said: said.get(cap.unless) ?? 'unknown',
          summary: cap.title,
          low: -lostLow,
        },
      ]),
  ];
}

function entriesOf(
  report: ReadinessReport,
  same: ReadonlySet<ServiceReport>,
): Map<string, Entry> {
  return new Map(
    report.services
      .filter(service => !same.has(service))
      .flatMap(service => entriesOfService(service, report)),
  );
}

function changeOf(
  at: string,
  key: string,
  a: Entry | undefined,
  b: Entry | undefined,
  turned: ReadonlySet<string>,
): VerdictChange[] {
  const delta = (b?.low ?? 0) - (a?.low ?? 0);
  const entry = b ?? a;
  if (!entry || (a?.said === b?.said && delta === 0)) return [];
  const { service, ruleId, summary } = entry;
  const isCap = key.includes(' cap:');
  const isTold = isCap || a?.said === b?.said;
  if (turned.has(service.serviceId) && isTold) return [];
  const gone = isCap
    ? 'The cap takes nothing any more.'
    : 'The service or the rule is no longer there.';
  return [
    {
      at,
      serviceId: service.serviceId,
      serviceTitle: service.title,
      ruleId,
      ...(a ? { from: a.said } : {}),
      ...(b ? { to: b.said } : {}),
      delta,
      summary: b ? summary : gone,
    },
  ];
}

/** Ids of the services that were set aside between the two reports, or came back. */
function listTurned(before: ReadinessReport, after: ReadinessReport) {
  const downBefore = new Map(
    before.services.map(one => [one.serviceId, Boolean(one.expectedDown)]),
  );
  return new Set(
    after.services
      .filter(
        one =>
          (downBefore.get(one.serviceId) ?? false) !==
          Boolean(one.expectedDown),
      )
      .map(({ serviceId }) => serviceId),
  );
}

/**
 * The verdicts that differ between two reports and the caps that take more or less, biggest effect first. Their deltas add up exactly to the
 * difference of the low ends of the platform's points; only a service that is set aside or comes back
 * is not a change of its verdicts, and is told by `explainChange`.
 */
export function compareReports(
  before: ReadinessReport,
  after: ReadinessReport,
): VerdictChange[] {
  // What was not scored again is the very same object, and holds no change.
  const seen = new Set(before.services);
  const same = new Set(after.services.filter(service => seen.has(service)));
  const old = entriesOf(before, same);
  const now = entriesOf(after, same);
  const turned = listTurned(before, after);
  return [...new Set([...old.keys(), ...now.keys()])]
    .flatMap(key =>
      changeOf(after.judgedAt, key, old.get(key), now.get(key), turned),
    )
    .sort(
      (x, y) =>
        Math.abs(y.delta) - Math.abs(x.delta) ||
        (`${x.serviceId} ${x.ruleId}` < `${y.serviceId} ${y.ruleId}` ? -1 : 1),
    );
}
