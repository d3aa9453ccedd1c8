import { lastKnown } from '../model';
import {
  Comparison,
  Kpi,
  KpiPoint,
  KpiReading,
  KpiSource,
  KpiState,
} from './kpis';
import { Measured, MeasuredValue } from './measurements';

/** Whether a value reaches a target. */
export function reachesTarget(
  value: number,
  comparison: Comparison,
  target: number,
): boolean {
  switch (comparison) {
    case 'at-least':
      return value >= target;
    case 'at-most':
      return value <= target;
    case 'more-than':
      return value > target;
    default:
      return value < target;
  }
}

/** How a target stands: both ends of the range have to agree, or it is not known. */
function stateOf(
  value: MeasuredValue | undefined,
  comparison: Comparison,
  target: number,
): KpiState {
  if (!value) return 'unmeasured';
  const low = reachesTarget(value.low, comparison, target);
  const high = reachesTarget(value.high, comparison, target);
  if (low !== high) return 'unmeasured';
  return low ? 'met' : 'missed';
}

/** Documents that disagree name another figure, or another way to compare with it. */
function isConflict(kpi: Kpi): boolean {
  const said = kpi.sources.map(
    ({ target, comparison = kpi.comparison }) => `${comparison} ${target}`,
  );
  return new Set([...said, `${kpi.comparison} ${kpi.target}`]).size > 1;
}

type Known = Pick<
  KpiReading,
  'value' | 'range' | 'detail' | 'source' | 'measuredAt' | 'reason'
> & { stale: boolean; certain?: MeasuredValue };

function valueOf(value: MeasuredValue): Pick<KpiReading, 'value' | 'range'> {
  const { low, high } = value;
  return low === high ? { value: low } : { range: { low, high } };
}

function whyUnmeasured({ wouldNeed }: Kpi): string {
  return wouldNeed
    ? `Nothing measures it; it would need ${wouldNeed}.`
    : 'Nothing measures it.';
}

/** What is known of a KPI's value. */
function findValue(kpi: Kpi, measured: Measured): Known {
  const { measurement } = kpi;
  const observation =
    measurement === undefined ? undefined : measured.get(measurement);
  if (!observation) return { stale: false, reason: whyUnmeasured(kpi) };
  const { source } = observation;
  const known = lastKnown(observation);
  if (!known)
    return {
      stale: false,
      source,
      reason: observation.ok ? whyUnmeasured(kpi) : observation.reason,
    };
  const { value, observedAt, fresh } = known;
  return {
    ...valueOf(value),
    detail: value.detail,
    source,
    measuredAt: observedAt,
    stale: !fresh,
    ...(fresh ? { certain: value } : {}),
    ...(observation.ok ? {} : { reason: observation.reason }),
  };
}

function readSources(
  kpi: Kpi,
  certain: MeasuredValue | undefined,
): (KpiSource & { state: KpiState })[] {
  return kpi.sources.map(source => ({
    ...source,
    state: stateOf(certain, source.comparison ?? kpi.comparison, source.target),
  }));
}

/**
 * Holds what was measured against targets. A KPI without a measurement, one that could not be measured, one whose last value is
 * stale, and one of which only a range is known that does not decide, is *unmeasured*, with the reason.
 *
 * @param options.measured - What `measureAll` found.
 * @param options.trends - Stored values by the id of the KPI, oldest first.
 * @returns One reading for each KPI, in the given order.
 */
export function measureKpis(options: {
  kpis: readonly Kpi[];
  measured: Measured;
  trends?: ReadonlyMap<string, readonly KpiPoint[]>;
}): KpiReading[] {
  const { measured, trends } = options;
  return options.kpis.map((kpi): KpiReading => {
    const { certain, ...known } = findValue(kpi, measured);
    const state = stateOf(certain, kpi.comparison, kpi.target);
    const undecided =
      certain && state === 'unmeasured'
        ? {
            reason: `It lies between ${certain.low} and ${certain.high}, which does not decide: ${certain.detail}.`,
          }
        : {};
    return {
      ...kpi,
      state,
      ...known,
      ...undecided,
      sources: readSources(kpi, certain),
      conflict: isConflict(kpi),
      trend: [...(trends?.get(kpi.id) ?? [])],
    };
  });
}
