import { recordFixtures, replayFixtures } from './fixtures';
import { testDeclaration } from './testSource';

it('records and replays an answer that has no body', async () => {
  const declaration = testDeclaration();
  const { fetch, recorded } = recordFixtures({
    declaration,
    fetch: async () =>
      new Response(null, {
        status: 204,
        headers: { 'content-type': 'application/json' },
      }),
    scrub: text => text,
  });
  const address = `${declaration.baseUrl}/data?api_key=k`;
  const init = {
    headers: {},
    redirect: 'manual' as const,
    signal: new AbortController().signal,
  };
  expect((await fetch(address, init)).status).toBe(204);
  const replay = replayFixtures(declaration, recorded);
  expect((await replay(address, init)).status).toBe(204);
});

it('records a cut answer as it came, and when it came', async () => {
  const declaration = testDeclaration();
  const { fetch, recorded } = recordFixtures({
    declaration,
    fetch: async () =>
      new Response('{"response":{"data":[', {
        headers: { 'content-type': 'application/json' },
      }),
    scrub: text => text,
    at: '2026-11-21T06:00:00.000Z',
  });
  await fetch(`${declaration.baseUrl}/data?api_key=k`, {
    headers: {},
    redirect: 'manual',
    signal: new AbortController().signal,
  });
  expect(recorded).toMatchObject([
    { body: '{"response":{"data":[', at: '2026-11-21T06:00:00.000Z' },
  ]);
});
