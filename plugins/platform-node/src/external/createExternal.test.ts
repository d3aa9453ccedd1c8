import { mockServices } from '@backstage/backend-test-utils';
import {
  indexObjects,
  InventoryObject,
  JsonObject,
} from '@254carbon/backstage-plugin-platform-common';
import { waitUntil } from '../__fixtures__/waitUntil';
import { Knock } from '../door/types';
import { ServicesView } from '../services/types';
import { createExternal } from './createExternal';
import { ExternalConfig } from './types';

jest.setTimeout(60_000);

const NOW = Date.parse('2026-01-01T00:00:00Z');

function entry(name: string, spec: JsonObject): InventoryObject {
  return {
    cluster: 'demo',
    object: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name, namespace: 'data', uid: name },
      spec,
    },
    source: { kind: 'cluster', name: 'demo' },
    observedAt: new Date(NOW).toISOString(),
  };
}

function ingress(name: string, path = '/'): InventoryObject {
  const backend = { service: { name, port: { number: 80 } } };
  return entry(name, {
    rules: [
      { host: `${name}.example.com`, http: { paths: [{ path, backend }] } },
    ],
  });
}

const answer = (status: number, location?: string): Knock => ({
  ok: true,
  answer: {
    status,
    headers: location === undefined ? {} : { location },
    body: '',
    truncated: false,
    durationMs: 1,
  },
});

const fault = (
  name: Extract<Knock, { ok: false }>['fault'],
  reason: string,
): Knock => ({ ok: false, fault: name, reason });

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach(stop => stop()));

/** A source of routes to services of these names; what is asked is answered from `answers`, by address. */
function setUp(
  names: readonly string[],
  options: { config?: Partial<ExternalConfig>; gatherMs?: number } = {},
) {
  const asked: { url: string; headers?: Record<string, string> }[] = [];
  const answers = new Map<string, Knock | Promise<Knock>>();
  const listeners = new Set<() => void>();
  const state = { names, now: NOW, underWay: 0, most: 0 };
  const external = createExternal({
    services: {
      current: () =>
        ({
          index: indexObjects(state.names.map(name => ingress(name))),
        } as ServicesView),
      onChange: listener => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      whenReady: async () => undefined,
    },
    door: {
      resolve: url => url,
      async knock(url, request) {
        asked.push({ url, headers: request?.headers });
        state.underWay += 1;
        state.most = Math.max(state.most, state.underWay);
        const got = await (answers.get(url) ?? answer(200));
        state.underWay -= 1;
        return got;
      },
    },
    platform: { hosts: new Map(), routes: new Map() },
    config: {
      enabled: true,
      intervalMs: 60_000,
      timeoutMs: 1_000,
      domains: [{ domain: 'example.com', headers: { token: 'secret' } }],
      ...options.config,
    },
    logger: mockServices.logger.mock(),
    now: () => state.now,
    random: () => 0,
    gatherMs: options.gatherMs ?? 5,
  });
  stops.push(() => external.stop());
  const told = () => {
    const seen = external.current();
    return seen?.ok ? seen.value : [];
  };
  const whenAsked = (count: number) =>
    waitUntil(
      `${count} answers`,
      () =>
        told().filter(one => one.status !== undefined || one.reason).length >=
        count,
    );
  const change = () => listeners.forEach(listener => listener());
  return { external, asked, answers, state, told, whenAsked, change };
}

describe('createExternal', () => {
  it('asks every address once, with the identity of its domain', async () => {
    const { external, asked, told, whenAsked } = setUp(['trino', 'lakefs']);
    expect(external.current()).toBeUndefined();
    external.start();
    await whenAsked(2);
    expect(asked.map(({ url }) => url).sort()).toEqual([
      'https://lakefs.example.com/',
      'https://trino.example.com/',
    ]);
    expect(asked[0].headers).toEqual({ token: 'secret' });
    expect(told()).toEqual([
      { cluster: 'demo', host: 'lakefs.example.com', path: '/', status: 200 },
      { cluster: 'demo', host: 'trino.example.com', path: '/', status: 200 },
    ]);
    expect(external.current()).toMatchObject({
      observedAt: '2026-01-01T00:00:00.000Z',
      source: { kind: 'probe', name: 'external addresses' },
    });
    expect(JSON.stringify(external.current())).not.toContain('secret');
  });

  it('says that all were asked when the last has answered, and waits for none that may not be asked', async () => {
    const { external, answers, whenAsked } = setUp(['trino', 'lakefs']);
    let open: (knock: Knock) => void = () => {};
    answers.set(
      'https://lakefs.example.com/',
      new Promise(resolve => {
        open = resolve;
      }),
    );
    expect(external.isAsked?.()).toBe(false);
    external.start();
    await whenAsked(1);
    expect(external.isAsked?.()).toBe(false);
    open(answer(200));
    await whenAsked(2);
    expect(external.isAsked?.()).toBe(true);

    const closed = setUp(['trino'], { config: { domains: [] } }).external;
    closed.start();
    await waitUntil('a look', () => closed.current() !== undefined);
    expect(closed.isAsked?.()).toBe(true);
  });

  it('follows on the same host only, and not without an end', async () => {
    const names = ['login', 'own', 'other', 'circle'];
    const { external, asked, answers, told, whenAsked } = setUp(names);
    const at = (name: string, path = '/') =>
      `https://${name}.example.com${path}`;
    answers.set(at('own'), answer(302, '/ui/login'));
    answers.set(at('own', '/ui/login'), answer(200));
    answers.set(at('other'), answer(301, 'https://elsewhere.example.com/'));
    answers.set(
      at('login'),
      answer(302, 'https://x.cloudflareaccess.com/cdn-cgi/access/login'),
    );
    answers.set(at('circle'), answer(302, '/again'));
    answers.set(at('circle', '/again'), answer(302, '/'));
    external.start();
    await whenAsked(4);
    const byHost = Object.fromEntries(
      told().map(({ host, ...one }) => [host.split('.')[0], one]),
    );
    expect(byHost.own).toMatchObject({ status: 200 });
    expect(byHost.own.behind).toBeUndefined();
    for (const name of ['login', 'other', 'circle'])
      expect(byHost[name]).toMatchObject({ behind: true });
    expect(asked.map(({ url }) => new URL(url).host)).not.toContain(
      'elsewhere.example.com',
    );
    expect(asked).toHaveLength(6);
  });

  it('tells apart what fails, and blames nobody for the own way out', async () => {
    const { external, answers, told, whenAsked } = setUp(['a', 'b', 'c', 'd']);
    answers.set('https://a.example.com/', fault('name', 'its name'));
    answers.set('https://b.example.com/', fault('certificate', 'its own'));
    answers.set('https://c.example.com/', fault('own', 'no way out'));
    answers.set('https://d.example.com/', answer(503));
    external.start();
    await whenAsked(4);
    expect(told()).toMatchObject([
      { fault: 'name', reason: 'its name' },
      { fault: 'certificate', reason: 'its own' },
      { notAsked: true, reason: 'no way out' },
      { status: 503 },
    ]);
    expect(told()[2]).not.toHaveProperty('fault');
  });

  it('says of hosts without a route that they were not asked, and asks none', async () => {
    const { external, asked, told, whenAsked } = setUp(['trino'], {
      config: { domains: [] },
    });
    external.start();
    await whenAsked(1);
    expect(told()[0]).toMatchObject({
      notAsked: true,
      reason: expect.stringContaining('no route to it; map it'),
    });
    expect(asked).toEqual([]);
  });

  it('asks nobody when it is switched off', async () => {
    const { external, asked } = setUp(['trino'], {
      config: { enabled: false },
    });
    external.start();
    await new Promise(resolve => setImmediate(resolve));
    expect(external.current()).toBeUndefined();
    expect(external.isAsked?.()).toBe(true);
    expect(asked).toEqual([]);
  });

  it('has at most two questions under way', async () => {
    const names = Array.from({ length: 12 }, (_, at) => `s${at}`);
    const { external, state, answers, whenAsked } = setUp(names);
    for (const name of names)
      answers.set(
        `https://${name}.example.com/`,
        new Promise(resolve => setImmediate(() => resolve(answer(200)))),
      );
    external.start();
    await whenAsked(12);
    expect(state.most).toBe(2);
  });

  it('tells of what is new, keeps the list while nothing is, and forgets hosts that are gone', async () => {
    const { external, whenAsked, told, state, change } = setUp(['a', 'b']);
    const heard = jest.fn();
    external.onChange(heard);
    external.start();
    await whenAsked(2);
    await waitUntil('the news', () => heard.mock.calls.length > 0);
    const before = told();
    expect(told()).toBe(before);
    state.names = ['b'];
    change();
    await waitUntil('the end of one', () => told().length === 1);
    expect(told()[0]).toBe(before[1]);
  });
});
