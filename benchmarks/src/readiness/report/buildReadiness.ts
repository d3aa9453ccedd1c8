/** From samples to what is said of them; the verdict is given on what is printed, so that a table cannot contradict itself. */
import {
  bySide,
  InventoryRow,
  percentile95,
  toRow,
} from '../../inventory/report/inventoryRow';
import { median } from '../../report/figures';
import type { ChangeSample, ReadinessSamples } from '../readinessSamples';

/** What the portal may need; the first three are ratios to the peer. */
export const READINESS_BOUNDS = {
  /** At least 20 times faster. */
  read: 0.05,
  /** At least 5 times faster. */
  evaluation: 0.2,
  /** At most one statement for 500 of the peer's. */
  statements: 0.002,
  /** Judging one change in the largest fleet, over the same in the smallest. */
  fleetFactor: 2,
  verdictsASecond: 200_000,
  /** From an event of the cluster to the score, in milliseconds; of 19 in 20. */
  scoreMs: 1_000,
} as const;

/** Everything that the report says. */
export interface ReadinessBaseline {
  machine: string;
  portal: string;
  peer: string;
  entities: number;
  rules: number;
  agreement: ReadinessSamples['agreement'];
  rows: InventoryRow[];
}

function costRows({ reads, evaluations }: ReadinessSamples): InventoryRow[] {
  const { read, evaluation, statements } = READINESS_BOUNDS;
  return [
    ...toRow({
      title: 'every score read, nothing kept in memory',
      unit: 'ms',
      ...bySide(reads, ({ milliseconds }) => milliseconds),
      limit: { of: 'ratio', most: read },
    }),
    ...toRow({
      title: 'statements for it',
      unit: '',
      ...bySide(reads, one => one.statements),
      limit: { of: 'ratio', most: statements },
    }),
    ...toRow({
      title:
        'everything judged anew (the portal writes verdicts, evidence and facts; the peer writes nothing)',
      unit: 'ms',
      ...bySide(evaluations, ({ milliseconds }) => milliseconds),
      limit: { of: 'ratio', most: evaluation },
    }),
    ...toRow({
      title: 'statements for it',
      unit: '',
      ...bySide(evaluations, one => one.statements),
      limit: { of: 'ratio', most: statements },
    }),
  ];
}

function fleetsOf(changes: readonly ChangeSample[]): number[] {
  const sizes = changes
    .filter(({ side }) => side === 'portal')
    .map(({ services }) => services);
  return [...new Set(sizes)].sort((a, b) => a - b);
}

function changeRows({ changes, entities }: ReadinessSamples): InventoryRow[] {
  const own = changes.filter(({ services }) => services === entities);
  const fleets = fleetsOf(changes);
  const judged = (services: number) =>
    changes
      .filter(one => one.side === 'portal' && one.services === services)
      .map(({ judgeMs }) => judgeMs);
  const [first, last] = [fleets[0], fleets.at(-1)];
  const factor =
    first !== undefined && last !== undefined && first !== last
      ? [median(judged(last)) / median(judged(first))]
      : [];
  return [
    ...toRow({
      title: `one changed fact among ${entities} entities, until its score can be read`,
      unit: 'ms',
      ...bySide(own, ({ milliseconds }) => milliseconds),
    }),
    ...toRow({
      title: 'statements for it',
      unit: '',
      ...bySide(own, one => one.statements),
    }),
    ...fleets.flatMap(services =>
      toRow({
        title: `the same, judging alone, among ${services}`,
        unit: 'ms',
        portal: judged(services),
      }),
    ),
    ...toRow({
      title: `the same among ${last} over among ${first}, times`,
      unit: '',
      portal: factor,
      limit: { of: 'median', most: READINESS_BOUNDS.fleetFactor },
    }),
  ];
}

function rateRows({ rates }: ReadinessSamples): InventoryRow[] {
  const [one] = rates;
  if (!one) return [];
  const least = READINESS_BOUNDS.verdictsASecond;
  const rows = (kept: boolean, title: string) =>
    toRow({
      title,
      unit: '',
      portal: rates
        .filter(rate => rate.kept === kept)
        .map(({ verdicts, cpuMs }) => (verdicts * 1000) / cpuMs),
    });
  const what = `(${one.services} services, ${one.rules} rules)`;
  return [
    ...rows(
      false,
      `verdicts a second of processor time, facts made for them included ${what}`,
    ).map(row => ({
      ...row,
      bound: {
        text: `at least ${least}`,
        holds: row.portal.median >= least,
      },
    })),
    ...rows(true, 'the same, with records of what each verdict rests on'),
  ];
}

function scoreRows({ scores }: ReadinessSamples): InventoryRow[] {
  if (!scores) return [];
  const { services, milliseconds } = scores;
  const among = `among ${services} services, through a whole backend on PostgreSQL`;
  return [
    ...toRow({
      title: `from an event of the cluster to the score in the API, ${among}`,
      unit: 'ms',
      portal: milliseconds,
    }),
    ...toRow({
      title: 'the same, p95',
      unit: 'ms',
      portal: milliseconds.length > 0 ? [percentile95(milliseconds)] : [],
      limit: { of: 'median', most: READINESS_BOUNDS.scoreMs },
    }),
  ];
}

/** Every line that can be said; a part that was not measured has none. */
export function buildReadiness(
  samples: ReadinessSamples,
  machine: string,
): ReadinessBaseline {
  const { portal, peer, entities, rules, agreement } = samples;
  return {
    machine,
    portal,
    peer,
    entities,
    rules,
    agreement,
    rows: [
      ...costRows(samples),
      ...changeRows(samples),
      ...scoreRows(samples),
      ...rateRows(samples),
    ],
  };
}
