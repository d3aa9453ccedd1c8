import {
  ClusterList,
  Drift,
  Incident,
  IncidentList,
  ServiceDetail,
  Why,
} from '@254carbon/backstage-plugin-platform-common';
import { NOW, serviceOf, trino } from './services';

export const SINCE = '2025-10-24T17:12:00.000Z';

export function incidentOf(
  serviceId: string,
  overrides: Partial<Incident> = {},
): Incident {
  return {
    id: `${serviceId}.20251024T171200Z`,
    serviceId,
    title: serviceId,
    entityRef: `component:default/${serviceId}`,
    system: 'data',
    owner: 'group:default/data-engineering',
    phase: 'open',
    state: 'down',
    worst: 'down',
    stale: false,
    summary: `${serviceId}: 0 of 1 pod ready`,
    since: SINCE,
    blastRadius: [],
    ...overrides,
  };
}

export const trinoIncident = incidentOf('trino', {
  title: 'Trino',
  state: 'degraded',
  worst: 'degraded',
  summary: trino.health.summary,
  blastRadius: ['superset', 'datahub'],
});

export function incidentsOf(
  incidents: Incident[],
  overrides: Partial<IncidentList> = {},
): IncidentList {
  return {
    incidents,
    unjudged: [],
    caveats: [],
    generatedAt: NOW,
    ...overrides,
  };
}

export const declared = {
  id: '6f1f0c52-7f0b-4f54-9b3f-0f2f8c0c1d11',
  kind: 'maintenance' as const,
  serviceId: 'trino',
  reason: 'new memory limits',
  owner: 'group:default/data-engineering',
  from: SINCE,
  until: '2025-10-24T19:26:00.000Z',
  declaredBy: 'user:default/operator',
  declaredAt: SINCE,
  phase: 'active' as const,
};

export const maintenance = {
  reason: declared.reason,
  owner: declared.owner,
  from: declared.from,
  until: declared.until,
  declaredBy: 'portal' as const,
  source: {
    kind: 'person' as const,
    name: declared.declaredBy,
    detail: `declaration ${declared.id}`,
  },
};

const counts = {
  same: 3,
  different: 1,
  present: 0,
  onlyDeclared: 1,
  onlyObserved: 0,
  unknown: 0,
};

export const drift: Drift = {
  state: 'compared',
  counts,
  items: [
    {
      object: {
        cluster: 'demo',
        kind: 'Deployment',
        namespace: 'data-platform',
        name: 'trino-worker',
      },
      serviceId: 'trino',
      verdict: 'different',
      origins: [{ source: 'platform', path: 'trino/worker.yaml', line: 12 }],
      differences: [{ path: 'spec.replicas', declared: '3', observed: '2' }],
    },
    {
      object: {
        cluster: 'demo',
        kind: 'PodDisruptionBudget',
        namespace: 'data-platform',
        name: 'trino',
      },
      verdict: 'only-declared',
      origins: [{ source: 'platform', path: 'trino/budget.yaml', line: 1 }],
      differences: [],
      reason: 'The manifest declares it, and the cluster has no such object.',
    },
  ],
  caveats: [],
  generatedAt: NOW,
};

function node(
  id: string,
  direction: 'self' | 'up' | 'down',
  distance: number,
  more: Partial<ServiceDetail['graph']['nodes'][number]> = {},
) {
  return {
    id,
    title: id,
    entityRef: `component:default/${id}`,
    system: 'data' as const,
    state: 'healthy' as const,
    stale: false,
    expectedDown: false,
    maintenance: false,
    direction,
    distance,
    ...more,
  };
}

export const graph: ServiceDetail['graph'] = {
  nodes: [
    node('trino', 'self', 0, { title: 'Trino', state: 'degraded' }),
    node('superset', 'down', 1, { title: 'Superset' }),
    node('portal', 'down', 2, { title: 'Portal', system: 'gateway' }),
    node('minio', 'up', 1, {
      title: 'MinIO',
      entityRef: 'resource:default/minio',
      system: 'storage',
    }),
    node('redis', 'up', 1, {
      title: 'Redis',
      system: 'storage',
      state: 'down',
      expectedDown: true,
    }),
  ],
  edges: [
    {
      from: 'superset',
      to: 'trino',
      source: 'declared',
      confidence: 'certain',
      evidence: [
        {
          what: 'its profile needs Trino',
          object: 'profile superset',
          source: 'declared',
        },
      ],
    },
    {
      from: 'portal',
      to: 'superset',
      source: 'inferred',
      confidence: 'likely',
      evidence: [
        {
          what: 'env URL names superset',
          object: 'Deployment portal',
          source: 'inferred',
        },
      ],
    },
    {
      from: 'trino',
      to: 'minio',
      source: 'inferred',
      confidence: 'likely',
      evidence: [
        {
          what: 'env S3_ENDPOINT names minio-service.data-platform:9000',
          object: 'Deployment data-platform/trino-worker',
          path: 'spec.template.spec.containers[trino].env[S3_ENDPOINT]',
          source: 'inferred',
        },
      ],
    },
    {
      from: 'trino',
      to: 'redis',
      source: 'inferred',
      confidence: 'possible',
      evidence: [
        {
          what: 'a network policy allows it',
          object: 'NetworkPolicy redis',
          source: 'inferred',
        },
      ],
    },
  ],
};

export function detailOf(
  overrides: Partial<ServiceDetail> = {},
): ServiceDetail {
  return {
    service: trino,
    events: [],
    blastRadius: ['portal', 'superset'],
    graph,
    drift: { state: 'compared', counts },
    incidents: [trinoIncident],
    declarations: [],
    caveats: [],
    ...overrides,
  };
}

export const why: Why = {
  subject: 'Job data-platform/nightly',
  verdict: 'not-here',
  summary: 'It is a finished Job that belongs to no service.',
  steps: [
    {
      what: 'cluster',
      outcome: 'yes',
      reason: 'Cluster demo is read.',
      evidence: [{ statement: 'newest answer', observedAt: NOW }],
    },
    {
      what: 'rule',
      outcome: 'no',
      reason: 'No rule takes up a Job without an owner.',
      evidence: [
        {
          statement: 'it has no label app.kubernetes.io/part-of',
          object: 'Job data-platform/nightly',
        },
      ],
      cure: 'Give it the label app.kubernetes.io/part-of with the name of a service.',
    },
    {
      what: 'entity',
      outcome: 'unknown',
      reason: 'Without a service there is no entity.',
      evidence: [],
    },
  ],
  nearest: ['nightly-export'],
  presence: 'observed',
  observedAt: NOW,
  origins: [],
  candidates: [
    {
      cluster: 'demo',
      kind: 'CronJob',
      namespace: 'data-platform',
      name: 'nightly',
      presence: 'both',
    },
  ],
  caveats: [],
};

export const clusters: ClusterList = {
  clusters: [
    {
      name: 'demo',
      title: 'Demo platform',
      phase: 'partly-failing',
      version: 'v1.31.2',
      objects: 412,
      oldestObservedAt: SINCE,
      kinds: [
        { resource: 'v1/services', ok: true, count: 60, observedAt: NOW },
        {
          resource: 'v1/pods',
          ok: false,
          count: 120,
          observedAt: SINCE,
          since: SINCE,
          reason:
            'The API server refuses the list (403); give the account the verb list on pods.',
        },
        {
          resource: 'apps/v1/deployments',
          ok: true,
          count: 40,
          observedAt: NOW,
          held: {
            count: 14,
            since: SINCE,
            reason: 'The list lacked 14 of 54, which is more than 20 %.',
          },
        },
      ],
      confirmations: [
        {
          id: 'c1',
          cluster: 'demo',
          kind: 'v1/pods',
          note: 'drained on purpose',
          by: 'user:default/operator',
          at: SINCE,
        },
      ],
    },
    {
      name: 'old',
      phase: 'reading',
      objects: 7,
      kinds: [],
      orphaned: {
        reason: 'Cluster old is no longer in the configuration.',
        since: SINCE,
        entities: 7,
      },
      confirmations: [],
    },
  ],
  caveats: ['Cluster demo: pods cannot be read since 17:12.'],
  generatedAt: NOW,
};

export const healthy = serviceOf('grafana');
