import {
  listServices,
  Service,
  ServiceList,
  ServiceQuerySchema,
} from '@254carbon/backstage-plugin-platform-common';
import { serviceOf as bareService } from '@254carbon/backstage-plugin-platform-common/testUtils';

export const NOW = '2025-10-24T17:26:00.000Z';

/** A service as the backend would send it; what a test is about is given. */
export function serviceOf(
  id: string,
  overrides: Partial<Service> = {},
): Service {
  return bareService(id, {
    description: `What ${id} does`,
    namespace: 'data-platform',
    explanation: [`Deployment data-platform/${id} is recognised by its image`],
    health: {
      state: 'healthy',
      stale: false,
      summary: `${id}: all pods ready`,
      evidence: [],
    },
    ...overrides,
  });
}

/** The list of these services, as the backend gives it for a query. */
export function listOf(
  services: Service[],
  overrides: Partial<ServiceList> = {},
  query = '',
): ServiceList {
  const asked = Object.fromEntries(new URLSearchParams(query));
  return {
    ...listServices(services, ServiceQuerySchema.parse(asked)),
    clusters: [{ name: 'demo', phase: 'reading' }],
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
