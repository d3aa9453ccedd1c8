import {
  nextActions,
  Points,
  ReadinessPlan,
  ReadinessReplay,
  ScoreChange,
  ScoreHistory,
  StoredVerdict,
} from '@254carbon/backstage-plugin-platform-common';
import { exemption, JUDGED_AT, overview, services } from './report';

/** Points of which all is known. */
export function points(low: number, of: number, high = low): Points {
  return { low, high, known: of - (high - low), of };
}

/** Four scores in a day, and a hole in the night. */
export const history: ScoreHistory = {
  state: 'judged',
  scope: 'platform',
  id: 'platform',
  from: '2025-10-23T17:26:00.000Z',
  to: JUDGED_AT,
  points: [
    ['2025-10-23T17:26:00.000Z', 88],
    ['2025-10-23T22:00:00.000Z', 89],
    ['2025-10-24T06:00:00.000Z', 89],
    ['2025-10-24T14:05:00.000Z', 85],
  ].map(([at, low]) => ({
    at: String(at),
    points: points(Number(low), 100, Number(low) + 3),
    plain: points(Number(low), 100, Number(low) + 3),
  })),
  gaps: [{ from: '2025-10-23T23:00:00.000Z', to: '2025-10-24T06:00:00.000Z' }],
};

/** Four points lost in two parts, and one gained. */
export const change: ScoreChange = {
  state: 'judged',
  scope: 'platform',
  id: 'platform',
  from: '2025-10-23T17:26:00.000Z',
  to: JUDGED_AT,
  before: points(88, 100, 91),
  after: points(85, 100, 88),
  shareOf: 10_000,
  parts: [
    {
      kind: 'verdict',
      serviceId: 'trino',
      serviceTitle: 'Trino',
      ruleId: 'workload-available',
      ruleTitle: 'Every replica is ready',
      category: 'availability',
      before: 'pass',
      after: 'fail',
      summary: 'trino-worker: 1 of 2 replicas ready.',
      dLow: -4,
      dHigh: -4,
      dOf: 0,
      share: -400,
    },
    {
      kind: 'exemption',
      serviceId: 'minio',
      serviceTitle: 'MinIO',
      ruleId: 'probes-set',
      ruleTitle: 'Probes are set',
      dLow: 1,
      dHigh: 1,
      dOf: 0,
      share: 100,
    },
  ],
  gaps: [],
};

/** A day in which nothing moved. */
export const noChange: ScoreChange = {
  ...change,
  after: change.before,
  parts: [],
};

const judged = overview();

/** The first three actions, which lead to silver. */
export const plan: ReadinessPlan = {
  state: 'judged',
  judgedAt: JUDGED_AT,
  scope: 'platform',
  id: 'platform',
  target: 'silver',
  reached: true,
  from: judged.points,
  to: { ...judged.points, low: judged.points.high },
  atLeast: 2,
  words: 'The smallest set that was found.',
  steps: nextActions({ ...judged, services, declaredCaps: [] }).slice(0, 3),
};

/** What would be without a rule. */
export const replay: ReadinessReplay = {
  state: 'judged',
  at: JUDGED_AT,
  present: points(85, 100, 88),
  replayed: points(84, 94, 87),
  categories: [
    {
      category: 'availability',
      present: points(20, 30),
      replayed: points(20, 24),
    },
  ],
  services: [
    {
      id: 'trino',
      title: 'Trino',
      present: points(20, 30),
      replayed: points(20, 24),
      presentLevel: 'none',
      replayedLevel: 'bronze',
    },
    {
      id: 'minio',
      title: 'MinIO',
      present: points(20, 30),
      replayed: points(20, 30),
      presentLevel: 'none',
      replayedLevel: 'none',
    },
  ],
  verdicts: [
    {
      serviceId: 'trino',
      ruleId: 'workload-available',
      present: 'fail',
      summary: 'The rule is turned off.',
    },
  ],
  missingFacts: ['nodes'],
};

/** A verdict that was, and the one that is. */
export const stored: StoredVerdict[] = [
  {
    id: 'b',
    serviceId: 'trino',
    ruleId: 'workload-available',
    ruleVersion: 2,
    factsDigest: 'd2',
    recordedAt: '2025-10-24T14:05:00.000Z',
    verdict: services[0].verdicts[0],
    facts: [
      {
        name: 'workloads',
        digest: '0123456789abcdef',
        ok: true,
        observedAt: JUDGED_AT,
        source: { kind: 'cluster', name: 'demo', detail: 'apps/deployments' },
      },
    ],
    inForce: [{ since: '2025-10-24T14:05:00.000Z', exemption }],
  },
  {
    id: 'a',
    serviceId: 'trino',
    ruleId: 'workload-available',
    ruleVersion: 1,
    factsDigest: 'd1',
    recordedAt: '2025-10-23T17:26:00.000Z',
    verdict: services[2].verdicts[0],
    facts: [],
    inForce: [
      {
        since: '2025-10-23T17:26:00.000Z',
        until: '2025-10-24T14:05:00.000Z',
      },
    ],
  },
];
