import {
  Service,
  ServiceList,
} from '@254carbon/backstage-plugin-platform-common';

export const NOW = '2025-10-24T17:26:00.000Z';

/** A service as the backend would send it; what a test is about is given. */
export function serviceOf(
  id: string,
  overrides: Partial<Service> = {},
): Service {
  return {
    id,
    title: id,
    description: `What ${id} does`,
    entityRef: `component:default/${id}`,
    kind: 'Component',
    type: 'service',
    system: 'data',
    owner: 'group:default/data-engineering',
    lifecycle: 'production',
    cluster: 'demo',
    namespace: 'data-platform',
    workloads: [],
    endpoints: [],
    dependencies: [],
    dependsOn: [],
    links: [],
    explanation: [`Deployment data-platform/${id} is recognised by its image`],
    health: {
      state: 'healthy',
      stale: false,
      summary: `${id}: all pods ready`,
      evidence: [],
    },
    formerIds: [],
    caveats: [],
    ...overrides,
  };
}

export function listOf(
  services: Service[],
  overrides: Partial<ServiceList> = {},
): ServiceList {
  return {
    services,
    clusters: [{ name: 'demo', phase: 'reading', kinds: [] }],
    caveats: [],
    generatedAt: NOW,
    ...overrides,
  };
}

export const trino = serviceOf('trino', {
  title: 'Trino',
  health: {
    state: 'degraded',
    stale: false,
    summary: 'Trino worker: 1 of 2 pods ready for 14 min, out of memory',
    since: '2025-10-24T17:12:00.000Z',
    observedAt: NOW,
    evidence: [
      {
        statement: 'Trino worker: 1 of 2 pods ready',
        verdict: 'bad',
        source: {
          kind: 'cluster',
          name: 'demo',
          detail: 'apps/v1 Deployment data-platform/trino-worker',
        },
        observedAt: NOW,
        observed: '1 ready',
        expected: '2 ready',
      },
    ],
  },
  workloads: [
    {
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      cluster: 'demo',
      namespace: 'data-platform',
      name: 'trino-worker',
      desired: 2,
      ready: 1,
      images: ['trinodb/trino:436'],
      pods: [
        {
          name: 'trino-worker-1',
          node: 'k8s-worker',
          phase: 'Running',
          ready: false,
          restarts: 12,
          startedAt: NOW,
          troubles: [
            {
              container: 'trino',
              reason: 'OOMKilled',
              restarts: 12,
              exitCode: 137,
            },
          ],
        },
      ],
    },
  ],
});
