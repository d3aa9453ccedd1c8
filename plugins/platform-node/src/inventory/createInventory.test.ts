import { mockServices } from '@backstage/backend-test-utils';
import { ClusterConfig } from '../config';
import { createDoor } from '../door/createDoor';
import { FakeApi, Fault, startFakeApi } from '../__fixtures__/startFakeApi';
import { waitUntil } from '../__fixtures__/waitUntil';
import { createInventory, RunningInventory } from './createInventory';
import { Timings } from './timings';

jest.setTimeout(60_000);

const QUICK: Partial<Timings> = {
  backoffFirst: 5,
  backoffMax: 30,
  poll: 30,
  relistHeld: 50,
  confirmAfter: 3_600_000,
};

describe('createInventory', () => {
  let api: FakeApi;
  let inventory: RunningInventory;
  let closeDoor: () => Promise<void> = async () => {};

  function open(
    options: { timings?: Partial<Timings>; unusable?: string } = {},
  ) {
    const clusters: ClusterConfig[] = [
      {
        name: 'demo',
        url: api.url,
        credential: { type: 'token', token: 't' },
        skipTlsVerify: false,
        ...(options.unusable ? { unusable: options.unusable } : {}),
      },
    ];
    const door = createDoor({
      config: {
        clusters,
        routes: new Map(),
        hosts: new Map(),
        probes: { intervalMs: 1, timeoutMs: 1, concurrency: 1 },
      },
    });
    closeDoor = () => door.close();
    inventory = createInventory({
      clusters,
      door,
      logger: mockServices.logger.mock(),
      timings: { ...QUICK, ...options.timings },
    });
    return inventory;
  }

  const deployment = (name: string, extra: object = {}) => ({
    metadata: { name, namespace: 'data', labels: { app: name } },
    ...extra,
  });
  const names = () =>
    inventory
      .snapshot()
      .objects.filter(({ object }) => object.kind === 'Deployment')
      .map(({ object }) => object.metadata.name)
      .sort();
  const kindState = () =>
    inventory
      .snapshot()
      .clusters[0].kinds.find(({ resource }) =>
        resource.endsWith('deployments'),
      );

  beforeEach(async () => {
    api = await startFakeApi();
  });
  afterEach(async () => {
    inventory.stop();
    await closeDoor();
    await api.close();
  });

  it('lists every page, fills in kinds, and is ready then', async () => {
    for (let n = 0; n < 1_200; n += 1)
      api.put('deployments', deployment(`d${n}`));
    open().start();
    await inventory.whenReady();
    expect(names()).toHaveLength(1_200);
    const { objects, clusters } = inventory.snapshot();
    expect(objects[0].object).toMatchObject({
      kind: 'Deployment',
      apiVersion: 'apps/v1',
    });
    expect(clusters[0]).toMatchObject({
      name: 'demo',
      phase: 'reading',
      version: 'v1.30.0',
    });
    const pages = api.requests.filter(line => /deployments\?limit/.test(line));
    expect(pages).toHaveLength(3);
  });

  it('follows changes by watch and tells of them, without listing again', async () => {
    api.put('deployments', deployment('trino'));
    open().start();
    await inventory.whenReady();
    await waitUntil('a watch', () => api.watches('deployments') === 1);
    const told = jest.fn();
    inventory.onChange(told);
    const before = inventory.snapshot().version;
    api.put('deployments', deployment('minio'));
    api.remove('deployments', 'trino');
    await waitUntil('both changes', () => names().join() === 'minio');
    await waitUntil('a call', () => told.mock.calls.length > 0);
    expect(inventory.snapshot().version).toBeGreaterThan(before);
    expect(
      api.requests.filter(line => /deployments\?limit/.test(line)),
    ).toHaveLength(1);
  });

  it('goes on from the last point when a watch is cut, and lists anew on 410', async () => {
    api.put('deployments', deployment('trino'));
    open().start();
    await waitUntil('a watch', () => api.watches('deployments') === 1);
    const before = kindState()?.observedAt ?? '';
    await waitUntil('the clock', () => new Date().toISOString() > before);
    api.send('deployments', {
      type: 'BOOKMARK',
      object: { metadata: { resourceVersion: '777' } },
    });
    await waitUntil(
      'the bookmark',
      () => (kindState()?.observedAt ?? '') > before,
    );
    api.cut();
    await waitUntil('a watch from 777', () =>
      api.requests.some(line => line.includes('resourceVersion=777')),
    );
    await waitUntil('a watch', () => api.watches('deployments') === 1);
    api.remove('deployments', 'trino', { silently: true });
    api.put('deployments', deployment('minio'));
    api.send('deployments', {
      type: 'ERROR',
      object: { code: 410, message: 'too old' },
    });
    await waitUntil(
      'a second list',
      () =>
        api.requests.filter(line => /deployments\?limit/.test(line)).length ===
        2,
    );
    await waitUntil('the change', () => names().join() === 'minio');
    expect(kindState()?.ok).toBe(true);
  });

  const faults: [string, Fault][] = [
    ['403', { type: 'status', status: 403 }],
    ['500', { type: 'status', status: 500 }],
    ['503', { type: 'status', status: 503 }],
    ['410', { type: 'status', status: 410 }],
    ['truncated JSON', { type: 'truncated' }],
    ['a cut connection', { type: 'cut' }],
  ];

  it.each(faults)(
    'deletes nothing on %s, marks the kind, and recovers',
    async (_, fault) => {
      api.put('deployments', deployment('trino'));
      open().start();
      await waitUntil('a watch', () => api.watches('deployments') === 1);
      api.faults.set('/deployments', fault);
      api.cut();
      await waitUntil('the failure', () => kindState()?.ok === false);
      expect(names()).toEqual(['trino']);
      const held = inventory
        .snapshot()
        .objects.find(({ object }) => object.kind === 'Deployment');
      expect(held?.staleSince).toBe(kindState()?.since);
      expect(kindState()?.reason).toMatch(/^Cluster demo .*[;:] .*\.$/);
      api.faults.clear();
      await waitUntil('recovery', () => kindState()?.ok === true);
      expect(names()).toEqual(['trino']);
      expect(
        inventory
          .snapshot()
          .objects.find(({ object }) => object.kind === 'Deployment')
          ?.staleSince,
      ).toBeUndefined();
    },
  );

  it('names the missing rule when a kind is forbidden', async () => {
    api.faults.set('/deployments', { type: 'status', status: 403 });
    open().start();
    await inventory.whenReady();
    expect(kindState()?.reason).toContain(
      'grant get,list,watch on "deployments" in API group "apps"',
    );
    expect(inventory.snapshot().clusters[0].phase).toBe('partly-failing');
  });

  it('notices a server that accepts and stays silent', async () => {
    api.put('deployments', deployment('trino'));
    open({ timings: { watchSeconds: -14 } }).start();
    await waitUntil(
      'several watches',
      () =>
        api.requests.filter(line => line.includes('deployments?watch')).length >
        2,
    );
    expect(names()).toEqual(['trino']);
  });

  it('notices that nobody answers while the watches are merely silent', async () => {
    api.put('deployments', deployment('trino'));
    open({ timings: { pulse: 10, pulseTimeout: 30 } }).start();
    await waitUntil('a watch', () => api.watches('deployments') === 1);
    api.faults.set('/version', { type: 'silence' });
    await waitUntil(
      'the silence',
      () => inventory.snapshot().clusters[0].phase === 'failing',
    );
    expect(inventory.snapshot().caveats).toEqual([
      expect.stringMatching(/^Cluster demo did not answer within/),
    ]);
    expect(names()).toEqual(['trino']);
    const sinceWhen = () =>
      inventory
        .snapshot()
        .objects.map(({ object, staleSince }) => [
          object.metadata.name,
          staleSince,
        ]);
    const [first, ...kinds] = inventory.snapshot().clusters[0].kinds;
    const { since, reason } = first;
    expect(since).toMatch(/Z$/);
    expect(kinds).not.toHaveLength(0);
    for (const kind of kinds)
      expect(kind).toMatchObject({ ok: false, reason, since });
    expect(sinceWhen()).toEqual([['trino', since]]);
    // A watch that still stands says that it does, and not what the server would say.
    api.put('deployments', deployment('minio'));
    await waitUntil('what the watch says', () => names().length === 2);
    expect(sinceWhen()).toEqual([
      ['trino', since],
      ['minio', since],
    ]);
    api.faults.clear();
    await waitUntil(
      'an answer',
      () => inventory.snapshot().clusters[0].phase === 'reading',
    );
    expect(sinceWhen()).toEqual([
      ['trino', undefined],
      ['minio', undefined],
    ]);
  });

  it('holds what a list suddenly lacks, says so, and lets go only of what is denied by name', async () => {
    for (let n = 0; n < 10; n += 1) api.put('deployments', deployment(`d${n}`));
    open({ timings: { confirmAfter: 0 } }).start();
    await waitUntil('a watch', () => api.watches('deployments') === 1);
    api.faults.set('/apis/apps/v1/deployments', { type: 'empty' });
    api.remove('deployments', 'd0', { silently: true });
    api.send('deployments', { type: 'ERROR', object: { code: 410 } });
    await waitUntil(
      'the caveat',
      () => inventory.snapshot().caveats.length === 1,
    );
    expect(inventory.snapshot().caveats[0]).toContain('lists 0 of');
    await waitUntil('the denied one to go', () => names().length === 9);
    expect(names()).not.toContain('d0');
    api.faults.clear();
    await waitUntil(
      'the caveat to go',
      () => inventory.snapshot().caveats.length === 0,
    );
    expect(names()).toHaveLength(9);
  });

  it('is ready, failing, and tries on when nothing answers', async () => {
    api.faults.set('/', { type: 'cut' });
    open().start();
    await inventory.whenReady();
    expect(inventory.snapshot().clusters[0]).toMatchObject({
      phase: 'failing',
      kinds: [{ resource: 'discovery', ok: false }],
    });
    api.put('deployments', deployment('trino'));
    api.faults.clear();
    await waitUntil('recovery', () => names().join() === 'trino');
    await waitUntil(
      'reading',
      () => inventory.snapshot().clusters[0].phase === 'reading',
    );
    expect(inventory.snapshot().caveats).toEqual([]);
  });

  it('shows a cluster with unusable authentication as failing, and asks it nothing', async () => {
    open({ unusable: 'Cluster demo uses oidc; use serviceAccount.' }).start();
    await inventory.whenReady();
    expect(inventory.snapshot().clusters[0].phase).toBe('failing');
    expect(inventory.snapshot().caveats).toEqual([
      'Cluster demo uses oidc; use serviceAccount.',
    ]);
    expect(api.requests).toEqual([]);
  });

  it('lets no planted credential in', async () => {
    const canary = 'CANARY-4711-secret';
    api.put('configmaps', {
      metadata: {
        name: 'settings',
        namespace: 'data',
        managedFields: [{ manager: canary }],
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': canary,
          note: `password=${canary}`,
        },
      },
      data: {
        password: canary,
        'app.properties': `db.password=${canary}\nport=1`,
      },
    });
    api.put('deployments', {
      ...deployment('trino'),
      spec: {
        template: {
          spec: {
            containers: [
              {
                name: 'trino',
                env: [
                  { name: 'DB_PASSWORD', value: canary },
                  { name: 'URL', value: `jdbc://u:${canary}@h/d` },
                ],
              },
            ],
          },
        },
      },
    });
    open().start();
    await inventory.whenReady();
    const all = JSON.stringify(inventory.snapshot());
    expect(all).not.toContain(canary);
    expect(all).toContain('port=1');
    expect(all).toContain('DB_PASSWORD');
  });
});
