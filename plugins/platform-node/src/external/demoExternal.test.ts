/** The edge of the demo platform as seen from outside: a login for who has no token, and behind it what is well and what is not. */
import { mockServices } from '@backstage/backend-test-utils';
import {
  indexObjects,
  InventoryObject,
  readChallengeAnswer,
  readExternalAnswer,
} from '@254carbon/backstage-plugin-platform-common';
import {
  buildPlatform,
  RunningPlatform,
  startPlatform,
} from '@254carbon/platform-simulator';
import { waitUntil } from '../__fixtures__/waitUntil';
import { createDoor } from '../door/createDoor';
import { PlatformDoor } from '../door/types';
import { ServicesView } from '../services/types';
import { createExternal, RunningExternal } from './createExternal';

jest.setTimeout(60_000);

const index = indexObjects(
  buildPlatform({ now: Date.now(), seed: 1 }).map(
    (object): InventoryObject => ({
      cluster: 'demo',
      object: object as InventoryObject['object'],
      source: { kind: 'cluster', name: 'demo' },
      observedAt: new Date().toISOString(),
    }),
  ),
);

describe('external addresses of the demo platform', () => {
  let platform: RunningPlatform;
  let door: PlatformDoor;
  let external: RunningExternal;

  beforeAll(async () => {
    platform = await startPlatform();
  });
  afterEach(async () => {
    external.stop();
    await door.close();
  });
  afterAll(() => platform.close());

  async function ask(headers?: Record<string, string>) {
    const config = {
      clusters: [],
      routes: new Map(),
      hosts: new Map(Object.entries(platform.hosts)),
      probes: { intervalMs: 60_000, timeoutMs: 3_000, concurrency: 2 },
    };
    door = createDoor({ config });
    external = createExternal({
      services: {
        current: () => ({ index } as ServicesView),
        onChange: () => () => undefined,
        whenReady: async () => undefined,
      },
      door,
      platform: config,
      config: {
        enabled: true,
        intervalMs: 600_000,
        timeoutMs: 3_000,
        domains: headers ? [{ domain: '254carbon.com', headers }] : [],
      },
      logger: mockServices.logger.mock(),
      random: () => 0,
    });
    external.start();
    const told = () => {
      const seen = external.current();
      return seen?.ok ? seen.value : [];
    };
    await waitUntil('answers', () => {
      const all = told();
      return (
        all.length > 0 &&
        all.every(one => one.status !== undefined || one.reason)
      );
    });
    return told();
  }

  it('hears of nothing but the login without a token', async () => {
    const all = await ask();
    const mapped = all.filter(({ notAsked }) => !notAsked);
    expect(mapped.length).toBeGreaterThan(10);
    for (const one of mapped) {
      expect(readExternalAnswer(one).sight).toBe('open');
      expect(one.reason).toMatch(
        /^302 to the login at 254carbon\.cloudflareaccess\.com/,
      );
    }
    const challenges = all.filter(({ challenge }) => challenge);
    expect(challenges.map(({ host }) => host)).toContain(
      'spark-history.254carbon.com',
    );
    for (const one of challenges)
      expect(readChallengeAnswer(one)?.reachable).toBe(false);
  });

  it('hears the services with a token, but asks for challenges as nobody', async () => {
    const all = await ask({
      'CF-Access-Client-Id': 'portal',
      'CF-Access-Client-Secret': 'canary-8c1f',
    });
    const plain = all.filter(({ challenge }) => !challenge);
    const good = plain.filter(one => readExternalAnswer(one).sight === 'good');
    expect(good.map(({ host }) => host)).toContain('trino.254carbon.com');
    expect(plain.map(({ host, status }) => [host, status])).toContainEqual([
      'doris.254carbon.com',
      503,
    ]);
    for (const one of all.filter(({ challenge }) => challenge))
      expect(one).toMatchObject({ status: 302, behind: true });
    expect(JSON.stringify(all)).not.toContain('canary');
  });
});
