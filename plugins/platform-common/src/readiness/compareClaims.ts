import { lastKnown, SYSTEMS } from '../model';
import { CATEGORY_TITLES, RULE_CATEGORIES } from '../rules';
import {
  Claim,
  ComparedClaim,
  ComparedDocument,
  ComputedValue,
  StatusDocument,
} from './claims';
import { findMeasurement, Measured } from './measurements';
import { Points, ReadinessReport } from './report';

/** What is computed now. */
export interface ComputedNow {
  /** Absent as long as nothing has been judged. */
  report?: Pick<
    ReadinessReport,
    'points' | 'categories' | 'systems' | 'judgedAt'
  >;
  measured: Measured;
}

/** A computed value, or one sentence that says why there is none. */
type Found = ComputedValue | string;

/** Cut after two digits, so that only everything is 100 %. */
const percent = (part: number, of: number) =>
  Math.floor((part * 10_000) / of) / 100;

const NOT_JUDGED = 'Readiness has not been judged yet.';

function fromPoints(
  title: string,
  points: Points | undefined,
  at: string,
): Found {
  if (!points || points.of === 0)
    return `${title}: no rule applies at present.`;
  const { low, high, of } = points;
  return {
    title,
    low: percent(low, of),
    high: percent(high, of),
    unit: 'percent',
    at,
    source: { kind: 'document', name: 'readiness' },
    stale: false,
  };
}

function findScore(
  kind: string,
  id: string,
  { report }: ComputedNow,
): Found | undefined {
  if (kind === 'score')
    return report
      ? fromPoints('Readiness of the platform', report.points, report.judgedAt)
      : NOT_JUDGED;
  if (kind === 'category') {
    const category = RULE_CATEGORIES.find(one => one === id);
    if (!category) return undefined;
    const found = report?.categories.find(one => one.category === category);
    const { title } = CATEGORY_TITLES[category];
    return report
      ? fromPoints(`Readiness: ${title}`, found?.points, report.judgedAt)
      : NOT_JUDGED;
  }
  const system = SYSTEMS.find(one => one === id);
  if (kind !== 'system' || !system) return undefined;
  const found = report?.systems.find(one => one.system === system);
  return report
    ? fromPoints(`Readiness of system ${id}`, found?.points, report.judgedAt)
    : NOT_JUDGED;
}

function findMeasured(id: string, measured: Measured): Found | undefined {
  const measurement = findMeasurement(id);
  const observation = measured.get(id);
  if (!measurement) return undefined;
  const { title, unit } = measurement;
  const known = observation && lastKnown(observation);
  if (!observation || !known)
    return observation && !observation.ok
      ? observation.reason
      : `${title} has not been measured yet.`;
  const { value, observedAt, fresh } = known;
  return {
    title: `${title}: ${value.detail}`,
    low: value.low,
    high: value.high,
    unit,
    at: observedAt,
    source: observation.source,
    stale: !fresh,
  };
}

/** The computed value that an address names; `undefined` when it names none. */
function findComputed(address: string, now: ComputedNow): Found | undefined {
  const [kind = '', id = ''] = address.split(':');
  return kind === 'measurement'
    ? findMeasured(id, now.measured)
    : findScore(kind, id, now);
}

const round = (value: number) => Math.round(value * 100) / 100;

/** Documents claim whole numbers: a value agrees when it is the claimed one to within the rounding of the last digit. */
function standOf(
  claimed: number,
  { low, high }: ComputedValue,
): 'agrees' | 'possible' | 'differs' {
  const digits = /\.(\d+)$/.exec(String(claimed))?.[1].length ?? 0;
  const unit = 10 ** -digits;
  const isNear = (value: number) => Math.abs(value - claimed) < unit;
  if (isNear(low) && isNear(high)) return 'agrees';
  return claimed > low - unit && claimed < high + unit ? 'possible' : 'differs';
}

function compareClaim(claim: Claim, now: ComputedNow): ComparedClaim {
  const nothing = (reason: string): ComparedClaim => ({
    ...claim,
    state: 'nothing-corresponds',
    reason,
  });
  if (!claim.corresponds) return nothing('Nothing computed corresponds.');
  const found = findComputed(claim.corresponds, now);
  if (found === undefined)
    return nothing(
      `Nothing computed corresponds: "${claim.corresponds}" names no category, system or measurement of the portal.`,
    );
  if (typeof found === 'string')
    return { ...claim, state: 'not-known', reason: found };
  if (found.unit !== claim.unit)
    return nothing(
      `Nothing computed corresponds: the claim is in ${claim.unit}, and ${claim.corresponds} is in ${found.unit}.`,
    );
  return {
    ...claim,
    state: found.stale ? 'not-known' : standOf(claim.value, found),
    computed: found,
    gap: {
      low: round(found.low - claim.value),
      high: round(found.high - claim.value),
    },
    ...(found.stale
      ? {
          reason:
            'What is computed cannot be read at present; the last value stands beside it.',
        }
      : {}),
  };
}

/**
 * Lays what documents claim beside what is computed now. Newest document first; of one day, by name. A claim to which nothing computed
 * corresponds says so, and so does one whose computed value is not known at present.
 */
export function compareClaims(
  documents: readonly StatusDocument[],
  now: ComputedNow,
): ComparedDocument[] {
  return documents
    .map(document => ({
      ...document,
      claims: document.claims.map(claim => compareClaim(claim, now)),
    }))
    .sort(
      (a, b) =>
        Date.parse(b.statedOn) - Date.parse(a.statedOn) ||
        (a.id < b.id ? -1 : 1),
    );
}
