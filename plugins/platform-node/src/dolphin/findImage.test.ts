import {
  createRegistryAnswers,
  serve,
  type ListeningServer,
} from '@254carbon/platform-simulator';
import { createDoor } from '../door/createDoor';
import { PlatformDoor } from '../door/types';
import { findImage } from './findImage';

let registry: ListeningServer;
let door: PlatformDoor;
beforeAll(async () => {
  registry = await serve(createRegistryAnswers(), { host: '127.0.0.1' });
  door = createDoor({
    config: {
      clusters: [],
      routes: new Map(),
      hosts: new Map([
        ['ghcr.io', `${registry.url}/ghcr.io`],
        ['registry.example.com', 'http://127.0.0.1:1'],
        ['registry-1.docker.io', 'http://127.0.0.1:1'],
      ]),
      probes: { intervalMs: 1, timeoutMs: 1, concurrency: 1 },
    },
  });
});
afterAll(async () => {
  await door.close();
  await registry.close();
});

it('finds an image for which a token is given to anybody', async () => {
  expect(await findImage(door, 'ghcr.io/254carbon/eia-daily:0.1.0')).toEqual({
    ok: true,
  });
});

it.each([
  ['ghcr.io/somebody/else:1.0.0', /ghcr\.io says 404/],
  ['registry.example.com/team/x:1', /registry\.example\.com gave no answer/],
  ['postgres:15', /registry-1\.docker\.io gave no answer/],
  ['not an image', /is no name of an image/],
  ['https://ghcr.io/x', /is no name of an image/],
])('says of %s why it cannot be pulled', async (image, reason) => {
  expect(await findImage(door, image)).toEqual({
    ok: false,
    reason: expect.stringMatching(reason),
  });
});

it('takes no token from elsewhere', async () => {
  const asked: string[] = [];
  const spy: Pick<PlatformDoor, 'ask'> = {
    ask: question => {
      if (question.place.type === 'address') asked.push(question.place.url);
      return Promise.resolve({
        ok: true,
        value: question.read({
          status: 401,
          headers: {
            'www-authenticate':
              'Bearer realm="https://evil.example.org/token",service="x"',
          },
          body: '',
          truncated: false,
          durationMs: 1,
        }),
        observedAt: '2026-01-01T00:00:00.000Z',
        source: question.source,
      });
    },
  };
  expect(await findImage(spy, 'ghcr.io/254carbon/x:1')).toMatchObject({
    ok: false,
    reason: expect.stringContaining('says 401'),
  });
  expect(asked).toEqual(['https://ghcr.io']);
});
