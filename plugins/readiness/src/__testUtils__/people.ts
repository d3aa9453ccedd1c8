import {
  EvidenceView,
  ExemptionView,
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
