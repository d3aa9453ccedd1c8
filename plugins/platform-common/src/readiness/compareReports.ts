import type { VerdictChange } from '../contracts/readiness';
import { pointsOf } from './points';
import { ReadinessReport, ServiceReport } from './report';

interface Entry {
  service: ServiceReport;
  outcome: ServiceReport['verdicts'][number]['outcome'];
  stale: boolean;
  summary: string;
  low: number;
}

function entriesOf(report: ReadinessReport): Map<string, Entry> {
  const weights = new Map(report.rules.map(({ id, weight }) => [id, weight]));
  const entries = report.services.flatMap(service =>
    service.verdicts.map((verdict): [string, Entry] => [
      `${service.serviceId} ${verdict.ruleId}`,
      {
        service,
        outcome: verdict.outcome,
        stale: verdict.stale,
        summary: verdict.summary,
        low: pointsOf(verdict, weights.get(verdict.ruleId) ?? 0).low,
      },
    ]),
  );
  return new Map(entries);
}

/** A stale verdict is not known. */
function said(entry: Entry | undefined): Entry['outcome'] | undefined {
  if (!entry) return undefined;
  return entry.stale && entry.outcome !== 'not-applicable'
    ? 'unknown'
    : entry.outcome;
}

/**
 * The verdicts that differ between two reports, biggest effect first. Their deltas add up exactly to the
 * difference of the low ends of the platform's points, as long as the weights are the same; a changed
 * weight is a change of its verdict too.
 */
export function compareReports(
  before: ReadinessReport,
  after: ReadinessReport,
): VerdictChange[] {
  const old = entriesOf(before);
  const now = entriesOf(after);
  const changes: VerdictChange[] = [];
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const a = old.get(key);
    const b = now.get(key);
    const [from, to] = [said(a), said(b)];
    const delta = (b?.low ?? 0) - (a?.low ?? 0);
    if (from === to && delta === 0) continue;
    const { service, summary } = (b ?? a)!;
    changes.push({
      at: after.judgedAt,
      serviceId: service.serviceId,
      serviceTitle: service.title,
      ruleId: key.slice(service.serviceId.length + 1),
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
      delta,
      summary: b ? summary : 'The service or the rule is no longer there.',
    });
  }
  return changes.sort(
    (x, y) =>
      Math.abs(y.delta) - Math.abs(x.delta) ||
      (`${x.serviceId} ${x.ruleId}` < `${y.serviceId} ${y.ruleId}` ? -1 : 1),
  );
}
