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

jest.setTimeout(60_000);

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

function start(
  probe: () => Promise<never>,
  ready: Promise<void> = Promise.resolve(),
) {
  const listeners = new Set<() => void>();
  let snapshot: InventorySnapshot = {
    objects,
    clusters: [{ name: 'demo', phase: 'reading', kinds: [] }],
    caveats: [],
    released: [],
    releases: [],
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
      release: () => {},
      whenReady: () => ready,
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
  /** A change that listeners have not heard of yet: they are told of bursts, when those pause. */
  const changeSilently = (next: Partial<InventorySnapshot>) => {
    snapshot = { ...snapshot, ...next, version: snapshot.version + 1 };
  };
  const tellAgain = () => {
    for (const listener of listeners) listener();
  };
  return {
    services,
    asked,
    changeSilently,
    tellAgain,
    change(next: Partial<InventorySnapshot>) {
      changeSilently(next);
      tellAgain();
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

  it('does not judge again what it has looked at before the news of it came', async () => {
    const { services, change, tellAgain } = start(answer(200, 'OK'));
    await services.whenReady();
    const before = services.current();
    tellAgain();
    expect(services.current()).toBe(before);
    change({ caveats: ['Something is missing.'] });
    await waitUntil('a look', () => services.current().caveats.length > 0);
    expect(services.current().caveats).toEqual(['Something is missing.']);
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

  it('never says that everything is read beside services of a half-read inventory', async () => {
    const { services, asked, change, changeSilently } = start(
      answer(200, 'OK'),
    );
    await services.whenReady();
    change({
      objects: objects.slice(0, 2),
      clusters: [{ name: 'demo', phase: 'connecting', kinds: [] }],
      caveats: ['Cluster demo is being read for the first time.'],
    });
    await waitUntil(
      'the half-read view',
      () => services.current().clusters[0].phase === 'connecting',
    );
    const other = structuredClone(objects[0]);
    other.object.metadata = {
      ...other.object.metadata,
      name: 'other',
      uid: 'u3',
    };
    changeSilently({
      objects: [...objects, other],
      clusters: [{ name: 'demo', phase: 'reading', kinds: [] }],
      caveats: [],
    });
    const { generatedAt } = services.current();
    await waitUntil('a judgement after an answer', () => {
      return asked.length > 1 && services.current().generatedAt !== generatedAt;
    });
    const view = services.current();
    const isWhole = view.index.byKind('Deployment').length === 2;
    expect(view.clusters[0].phase).toBe(isWhole ? 'reading' : 'connecting');
    services.stop();
  });

  it('is ready only when it has judged an inventory that is', async () => {
    let letReady = () => {};
    const ready = new Promise<void>(resolve => {
      letReady = resolve;
    });
    const { services, change, changeSilently } = start(
      answer(200, 'OK'),
      ready,
    );
    const seen: number[] = [];
    const waiting = services.whenReady().then(() => {
      seen.push(services.current().services.length);
    });
    change({ objects: [] });
    changeSilently({ objects });
    letReady();
    await waiting;
    expect(seen).toEqual([1]);
    services.stop();
  });

  it('says that all were asked when the last has answered, not before', async () => {
    let open: () => void = () => {};
    const held = new Promise<void>(resolve => {
      open = resolve;
    });
    const { services, asked } = start(async () => {
      await held;
      return answer(200, 'OK')();
    });
    expect(services.isAsked?.()).toBe(false);
    await services.whenReady();
    await waitUntil('the question', () => asked.length > 0);
    expect(services.isAsked?.()).toBe(false);
    open();
    await waitUntil('the answer', () => services.isAsked?.() === true);
    // Whoever judges by what is known then has the answer before him.
    const [{ health }] = services.current().services;
    expect(health.evidence.some(({ proof }) => proof)).toBe(true);
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
