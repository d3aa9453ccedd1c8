import {
  ClaimList,
  ComparedDocument,
  KpiList,
  KpiReading,
} from '@254carbon/backstage-plugin-platform-common';
import { JUDGED_AT } from './report';

function kpi(rest: Partial<KpiReading>): KpiReading {
  return {
    id: 'pod-health',
    entityRef: 'resource:default/kpi-pod-health',
    title: 'Pod health',
    description: 'Share of pods that run.',
    target: 95,
    comparison: 'at-least',
    unit: 'percent',
    state: 'met',
    stale: false,
    sources: [{ document: 'report', line: 754, target: 95, state: 'met' }],
    conflict: false,
    trend: [],
    ...rest,
  };
}

/** One of each standing, one with conflicting targets, one stale. */
export const kpis: KpiList = {
  measuredAt: JUDGED_AT,
  caveats: [],
  kpis: [
    kpi({
      id: 'synced',
      title: 'Applications in sync',
      state: 'missed',
      target: 15,
      unit: 'count',
      value: 7,
      detail: '7 of 17 applications',
      source: {
        kind: 'cluster',
        name: 'demo',
        detail: 'argoproj.io/applications',
      },
      measuredAt: JUDGED_AT,
      sources: [
        { document: 'session', line: 392, target: 15, state: 'missed' },
      ],
      trend: [
        { at: '2025-10-23T17:26:00.000Z', value: 6 },
        { at: JUDGED_AT, value: 7 },
      ],
    }),
    kpi({
      id: 'mttr',
      title: 'Mean time to recover',
      state: 'unmeasured',
      target: 1,
      comparison: 'at-most',
      unit: 'hours',
      reason: 'The portal makes no measurement of it.',
      wouldNeed: 'incidents with the time of recovery',
      conflict: true,
      sources: [
        { document: 'report', line: 772, target: 1, state: 'unmeasured' },
        {
          document: 'final',
          line: 200,
          target: 0.083,
          comparison: 'less-than',
          said: 'N/A',
          state: 'unmeasured',
        },
      ],
    }),
    kpi({
      value: 96.15,
      detail: '100 of 104 pods',
      source: { kind: 'cluster', name: 'demo', detail: 'v1/pods' },
      measuredAt: JUDGED_AT,
      stale: true,
      reason: 'The cluster cannot be read at present.',
    }),
  ],
};

const documents: ComparedDocument[] = [
  {
    id: 'final',
    entityRef: 'resource:default/final',
    title: 'Final report',
    description: 'What the last session said.',
    statedOn: '2025-10-24',
    claims: [
      {
        subject: 'Overall readiness',
        value: 88,
        unit: 'percent',
        line: 12,
        corresponds: 'score',
        note: 'the mean of its own parts is 93.5',
        state: 'differs',
        computed: {
          title: 'Readiness of the platform, computed from 10 rules',
          low: 71,
          high: 84,
          unit: 'percent',
          at: JUDGED_AT,
          source: { kind: 'api', name: 'readiness' },
          stale: false,
        },
        gap: { low: -17, high: -4 },
      },
      {
        subject: 'Logging',
        value: 100,
        unit: 'percent',
        state: 'nothing-corresponds',
        reason: 'Nothing that is computed corresponds.',
      },
    ],
  },
  {
    id: 'first',
    entityRef: 'resource:default/first',
    title: 'First report',
    description: 'What the first session said.',
    statedOn: '2025-10-20',
    claims: [
      {
        subject: 'Overall readiness',
        value: 75,
        unit: 'percent',
        corresponds: 'score',
        state: 'not-known',
        reason: 'Nothing has been judged yet.',
      },
    ],
  },
];

/** What two documents said. */
export const claims: ClaimList = {
  documents,
  judgedAt: JUDGED_AT,
  caveats: [],
};
