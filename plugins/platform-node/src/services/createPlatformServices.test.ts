import { mockServices } from '@backstage/backend-test-utils';
import {
  InventoryObject,
  KubernetesObject,
  PROFILES,
  ProbeTarget,
} from '@254carbon/backstage-plugin-platform-common';
import { waitUntil } from '../__fixtures__/waitUntil';
import { InventorySnapshot } from '../inventory/types';
import { createPlatformServices } from './createPlatformServices';

const NOW = Date.parse('2026-11-21T12:00:00.000Z');

function entry(object: KubernetesObject): InventoryObject {
  return {
    cluster: 'demo',
    object,
    source: { kind: 'cluster', name: 'demo' },
    observedAt: new Date(NOW).toISOString(),
  };
}
const labels = { app: 'superset' };
const objects = [
  entry({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'superset', namespace: 'data', labels, uid: 'u1' },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'web', image: 'apache/superset:3.0.0' }] },
      },
    },
    status: { replicas: 1, readyReplicas: 1 },
  }),
  entry({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'superset', namespace: 'data', uid: 'u2' },
    spec: { selector: labels, ports: [{ port: 8088 }] },
  }),
];

function start(probe: () => Promise<never>) {
  const listeners = new Set<() => void>();
  let snapshot: InventorySnapshot = {
    objects,
    clusters: [{ name: 'demo', phase: 'reading', kinds: [] }],
    caveats: [],
    version: 1,
  };
  const asked: ProbeTarget[] = [];
  const services = createPlatformServices({
    inventory: {
      snapshot: () => snapshot,
      onChange: listener => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      whenReady: async () => {},
    },
    door: {
      probe: async target => {
        asked.push(target);
        return probe();
      },
    },
    probes: { intervalMs: 1_000, timeoutMs: 3_000, concurrency: 1 },
    profiles: PROFILES,
    logger: mockServices.logger.mock(),
  });
  services.start();
  return {
    services,
    asked,
    change(next: Partial<InventorySnapshot>) {
      snapshot = { ...snapshot, ...next, version: snapshot.version + 1 };
      for (const listener of listeners) listener();
    },
  };
}

describe('createPlatformServices', () => {
  const answer = (status: number, body: string) => async () =>
    ({
      ok: true,
      observedAt: new Date().toISOString(),
      source: { kind: 'probe', name: 'demo' },
      value: { protocol: 'http', status, headers: {}, body, durationMs: 1 },
    } as never);

  it('judges at once, asks, and judges again with the answer', async () => {
    const { services, asked } = start(answer(200, 'OK'));
    await services.whenReady();
    expect(services.current().services.map(({ id }) => id)).toEqual([
      'superset',
    ]);
    await waitUntil('an answer', () =>
      services.current().services[0].health.evidence.some(({ proof }) => proof),
    );
    expect(asked[0]).toMatchObject({
      serviceId: 'superset',
      port: 8088,
      path: '/health',
    });
    services.stop();
  });

  it('keeps a service whose kinds cannot be read, and says that it is stale', async () => {
    const { services, change } = start(answer(200, 'OK'));
    await services.whenReady();
    const told = jest.fn();
    services.onChange(told);
    const kinds = [
      {
        resource: 'apps/v1/deployments',
        ok: false,
        count: 1,
        reason: 'Forbidden; grant list.',
      },
    ];
    change({
      clusters: [{ name: 'demo', phase: 'partly-failing', kinds }],
      caveats: ['Forbidden; grant list.'],
    });
    await waitUntil(
      'a stale service',
      () => services.current().services[0]?.health.stale === true,
    );
    await waitUntil('a call', () => told.mock.calls.length > 0);
    expect(services.current().caveats).toEqual(['Forbidden; grant list.']);
    services.stop();
  });

  it('goes on after a door that throws', async () => {
    const { services, asked } = start(async () => {
      throw new Error('a defect');
    });
    await waitUntil('a second question', () => asked.length > 1);
    expect(services.current().services).toHaveLength(1);
    services.stop();
  });
});
