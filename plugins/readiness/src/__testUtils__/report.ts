import {
  addCategories,
  addCounts,
  ALL_RULES,
  describeRule,
  nextActions,
  Outcome,
  proveCaps,
  ReadinessOverview,
  RuleInfo,
  rollUp,
  scoreService,
  Service,
  ServiceReport,
  Verdict,
} from '@254carbon/backstage-plugin-platform-common';

/** When everything was judged. */
export const JUDGED_AT = '2025-10-24T17:26:00.000Z';

/** The rules in force here: some of the portal's, so that the numbers on a page can be counted by hand. */
const CHOSEN = [
  'workload-available',
  'no-crash-loops',
  'requests-and-limits',
  'probes-set',
  'disruption-budget',
  'service-has-endpoints',
  'certificate-ready',
  'image-pinned',
  'no-literal-credentials',
  'backup-covers',
];

/** The rules in force. */
export const rules: RuleInfo[] = CHOSEN.flatMap(id =>
  ALL_RULES.filter(rule => rule.id === id).map(describeRule),
);

/** The caps in force: the portal's own that these rules lift. */
const caps = proveCaps({ rules });

function verdict(rule: RuleInfo, outcome: Outcome, stale: boolean): Verdict {
  return {
    ruleId: rule.id,
    outcome,
    stale,
    summary: `${rule.title}: ${outcome}.`,
    evidence: [
      {
        observed: '1 of 2 ready',
        expected: '2 of 2 ready',
        objects: ['Deployment data-platform/trino-worker'],
        source: { kind: 'cluster', name: 'demo', detail: 'apps/deployments' },
        observedAt: JUDGED_AT,
      },
    ],
    ...(outcome === 'fail' ? { remedy: rule.remedy } : {}),
  };
}

/** An exemption in force. */
export const exemption = {
  id: 'e1',
  reason: 'the vendor has no second replica yet',
  owner: 'group:default/data',
  approver: 'user:default/approver',
  until: '2026-01-24T17:26:00.000Z',
};

/** A service of which the rules say, in their order, what is given; the rest passes. */
export function serviceReport(
  identity: Partial<Pick<Service, 'id' | 'title' | 'system' | 'owner'>>,
  said: readonly (Outcome | 'stale' | 'exempt')[],
): ServiceReport {
  const { id = 'trino', title = 'Trino' } = identity;
  const { system = 'data', owner = 'group:default/data' } = identity;
  return scoreService({
    service: {
      id,
      title,
      system,
      owner,
      entityRef: `component:default/${id}`,
    },
    rules,
    verdicts: rules.map((rule, i) => {
      const outcome = said[i] ?? 'pass';
      if (outcome === 'exempt')
        return { ...verdict(rule, 'fail', false), exemption };
      return outcome === 'stale'
        ? verdict(rule, 'pass', true)
        : verdict(rule, outcome, false);
    }),
    caps,
  });
}

/** Trino fails one rule, MinIO two and one is unknown, Grafana has everything. */
export const services: ServiceReport[] = [
  serviceReport({ id: 'trino', title: 'Trino' }, ['fail']),
  serviceReport({ id: 'minio', title: 'MinIO', system: 'storage' }, [
    'pass',
    'fail',
    'fail',
    'unknown',
    'not-applicable',
  ]),
  serviceReport(
    { id: 'grafana', title: 'Grafana', system: 'observability' },
    [],
  ),
];

/** Readiness of a platform of the given services. */
export function overview(
  of: ServiceReport[] = services,
  rest: Partial<ReadinessOverview> = {},
): ReadinessOverview {
  const platform = rollUp(of);
  const report = {
    ...platform,
    judgedAt: JUDGED_AT,
    rules,
    services: of,
    caveats: [],
    declaredCaps: [...caps],
  };
  const { points } = platform;
  const { declaredCaps: _, ...shown } = report;
  return {
    ...shown,
    state: 'judged',
    overdue: false,
    services: of.map(({ verdicts, ...score }) => score),
    nextActions: nextActions(report),
    trend: [
      {
        judgedAt: '2025-10-23T17:26:00.000Z',
        points: { ...points, low: Math.max(0, points.low - 10) },
      },
      { judgedAt: JUDGED_AT, points },
    ],
    changes: [
      {
        at: JUDGED_AT,
        serviceId: 'trino',
        serviceTitle: 'Trino',
        ruleId: 'workload-available',
        from: 'pass',
        to: 'fail',
        delta: -10,
        summary: 'trino-worker: 1 of 2 replicas ready.',
      },
    ],
    ...rest,
  };
}

/** All categories of the services. */
export const categories = addCategories(services.map(item => item.categories));

/** All counts of the services. */
export const counts = addCounts(services.map(item => item.counts));
