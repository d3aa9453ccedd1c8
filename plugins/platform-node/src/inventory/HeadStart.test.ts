import { createTestClock } from '@254carbon/platform-simulator';
import { ClusterConnection } from '../door/types';
import { createCounters } from '../counters/createCounters';
import { answerOf, silence } from '../__fixtures__/answers';
import { waitUntil } from '../__fixtures__/waitUntil';
import { Clock, SYSTEM_CLOCK } from './clock';
import { ClusterReader } from './ClusterReader';
import { DEFAULT_TIMINGS } from './timings';

const listOf = (kind: string, ...names: string[]) => ({
  kind: `${kind}List`,
  metadata: { resourceVersion: '7' },
  items: names.map(name => ({ metadata: { name, namespace: 'data' } })),
});
const APPS = {
  groups: [{ name: 'apps', versions: [{ version: 'v1' }] }],
};
const DEPLOYMENTS = {
  resources: [{ name: 'deployments', kind: 'Deployment', verbs: ['list'] }],
};

/** A cluster that serves Deployments alone, and says so when it is let. */
function openCluster() {
  const asked: string[] = [];
  let open: (status: number) => void;
  const opened = new Promise<number>(resolve => {
    open = resolve;
  });
  const gate = { resolve: (status: number) => open(status) };
  const answers: Record<string, object> = {
    '/apis/apps/v1': DEPLOYMENTS,
    '/api/v1': { resources: [] },
    '/version': { gitVersion: 'v1.30.0' },
    '/apis/apps/v1/deployments': listOf('Deployment', 'trino', 'minio'),
    // Something answers for what discovery does not name.
    '/api/v1/pods': listOf('Pod', 'stray'),
  };
  const connection: ClusterConnection = {
    name: 'demo',
    async request(path, { signal }) {
      asked.push(path);
      if (path.includes('watch=1')) return silence(signal);
      if (path === '/apis') {
        const status = await opened;
        return answerOf(status, status === 200 ? APPS : {});
      }
      const body = answers[path.split('?')[0]];
      return body ? answerOf(200, body) : answerOf(404, { kind: 'Status' });
    },
  };
  return { connection, asked, gate, answers };
}

describe('a head start', () => {
  const stopping: AbortController[] = [];
  function read(connection: ClusterConnection, clock: Clock = SYSTEM_CLOCK) {
    const stop = new AbortController();
    stopping.push(stop);
    const reader = new ClusterReader({
      cluster: {
        name: 'demo',
        url: 'http://api',
        credential: { type: 'none' },
        skipTlsVerify: false,
      },
      connection,
      timings: { ...DEFAULT_TIMINGS, backoffFirst: 1, backoffMax: 5 },
      clock,
      counters: createCounters(),
      onChange() {},
      onConfirm() {},
    });
    void reader.run(stop.signal);
    return reader;
  }
  afterEach(() => stopping.splice(0).forEach(stop => stop.abort()));

  const listsOf = (asked: readonly string[], resource: string) =>
    asked.filter(path => path.includes(`/${resource}?limit`)).length;

  it('asks for what every cluster serves while discovery is on its way, and takes it when that names the kind', async () => {
    const { connection, asked, gate } = openCluster();
    const clock = createTestClock();
    const reader = read(connection, clock);
    await waitUntil('a list', () => listsOf(asked, 'deployments') === 1);
    expect(reader.objects).toEqual([]);
    expect(reader.state).toMatchObject({ phase: 'connecting', kinds: [] });
    const listed = clock.now();
    await clock.advance(1_000);
    gate.resolve(200);
    await waitUntil('the objects', () => reader.objects.length === 2);
    expect(listsOf(asked, 'deployments')).toBe(1);
    // They are as old as their list, not as discovery.
    const [{ observedAt }] = reader.objects;
    expect(Date.parse(observedAt)).toBe(listed);
  });

  it('knows nothing of what discovery does not name', async () => {
    const { connection, asked, gate } = openCluster();
    const reader = read(connection);
    await waitUntil('a list', () => listsOf(asked, 'pods') === 1);
    gate.resolve(200);
    await waitUntil('the objects', () => reader.ready);
    expect(reader.state.kinds.map(({ resource }) => resource)).toEqual([
      'apps/v1/deployments',
    ]);
    expect(reader.objects.map(({ object }) => object.kind)).toEqual([
      'Deployment',
      'Deployment',
    ]);
  });

  it('comes to nothing when discovery fails, and is not tried again', async () => {
    const { connection, asked, gate } = openCluster();
    const reader = read(connection);
    await waitUntil('a list', () => listsOf(asked, 'pods') === 1);
    gate.resolve(503);
    await waitUntil(
      'more tries',
      () => asked.filter(path => path === '/apis').length > 2,
    );
    expect(reader.objects).toEqual([]);
    expect(reader.state.kinds).toMatchObject([
      { resource: 'discovery', ok: false },
    ]);
    expect(listsOf(asked, 'pods')).toBe(1);
  });

  it('tells of a list that failed', async () => {
    const { connection, gate, answers } = openCluster();
    delete answers['/apis/apps/v1/deployments'];
    const reader = read(connection);
    gate.resolve(200);
    await waitUntil('the failure', () => reader.ready);
    const [kind] = reader.state.kinds;
    expect(kind).toMatchObject({ resource: 'apps/v1/deployments', ok: false });
    expect(kind.reason).toMatch(/not|404/);
  });
});
