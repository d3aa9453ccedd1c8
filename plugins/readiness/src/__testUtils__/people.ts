import {
  ClaimList,
  ComparedDocument,
  EvidenceView,
  ExemptionView,
  KpiList,
  KpiReading,
} from '@254carbon/backstage-plugin-platform-common';
import { JUDGED_AT } from './report';

const DAY_MS = 86_400_000;

/** An instant so many days from the present, in which pages are looked at. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString();
}

/** An exemption that somebody else than the operator asked for. */
export function exemptionView(
  rest: Partial<ExemptionView> = {},
): ExemptionView {
  return {
    id: '6f1f7c1e-8a53-4d2e-9f40-2f4f2f7f0001',
    ruleId: 'workload-available',
    serviceId: 'trino',
    entityRef: 'component:default/trino',
    reason: 'the second node is on its way',
    owner: 'group:default/data',
    compensatingControl: 'restarted by hand within an hour',
    requestedBy: 'user:default/data-engineer',
    requestedAt: JUDGED_AT,
    until: inDays(30),
    state: 'requested',
    phase: 'requested',
    expiresSoon: false,
    ruleTitle: 'Every replica is ready',
    serviceTitle: 'Trino',
    ...rest,
  };
}

const decided = {
  state: 'approved',
  decidedBy: 'user:default/approver',
  decidedAt: JUDGED_AT,
  decisionNote: 'for this quarter',
} as const;

/** One of each standing. */
export const exemptions: ExemptionView[] = [
  exemptionView(),
  exemptionView({
    ...decided,
    id: '6f1f7c1e-8a53-4d2e-9f40-2f4f2f7f0002',
    serviceId: 'minio',
    serviceTitle: 'MinIO',
    entityRef: 'component:default/minio',
    phase: 'in-force',
    until: inDays(3),
    expiresSoon: true,
  }),
  exemptionView({
    ...decided,
    id: '6f1f7c1e-8a53-4d2e-9f40-2f4f2f7f0003',
    serviceId: 'grafana',
    serviceTitle: 'Grafana',
    entityRef: 'component:default/grafana',
    phase: 'in-force',
    until: inDays(60),
  }),
  exemptionView({
    id: '6f1f7c1e-8a53-4d2e-9f40-2f4f2f7f0004',
    state: 'rejected',
    phase: 'rejected',
    decidedBy: 'user:default/approver',
    decidedAt: JUDGED_AT,
    decisionNote: 'mend it instead',
  }),
  exemptionView({
    ...decided,
    id: '6f1f7c1e-8a53-4d2e-9f40-2f4f2f7f0005',
    state: 'revoked',
    phase: 'revoked',
    revokedBy: 'user:default/operator',
    revokedAt: JUDGED_AT,
    revokeNote: 'the node has come',
  }),
  exemptionView({
    ...decided,
    id: '6f1f7c1e-8a53-4d2e-9f40-2f4f2f7f0006',
    phase: 'expired',
    until: inDays(-3),
  }),
];

/** A restore that somebody tried. */
export function evidenceView(rest: Partial<EvidenceView> = {}): EvidenceView {
  return {
    id: '6f1f7c1e-8a53-4d2e-9f40-2f4f2f7f0011',
    ruleId: 'backup-covers',
    serviceId: 'minio',
    entityRef: 'component:default/minio',
    statement: 'restored the backup of Monday, row counts agree',
    proof: 'https://wiki.254carbon.com/drills/12',
    author: 'user:default/data-engineer',
    observedAt: JUDGED_AT,
    recordedAt: JUDGED_AT,
    until: inDays(80),
    phase: 'in-force',
    expiresSoon: false,
    ruleTitle: 'Its data is in a backup',
    serviceTitle: 'MinIO',
    ...rest,
  };
}

/** One of each standing. */
export const evidence: EvidenceView[] = [
  evidenceView(),
  evidenceView({
    id: '6f1f7c1e-8a53-4d2e-9f40-2f4f2f7f0012',
    proof: 'protocol on paper, folder 12',
    until: inDays(2),
    expiresSoon: true,
  }),
  evidenceView({
    id: '6f1f7c1e-8a53-4d2e-9f40-2f4f2f7f0013',
    phase: 'withdrawn',
    withdrawnBy: 'user:default/operator',
    withdrawnAt: JUDGED_AT,
  }),
  evidenceView({
    id: '6f1f7c1e-8a53-4d2e-9f40-2f4f2f7f0014',
    phase: 'expired',
    until: inDays(-2),
  }),
];

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
