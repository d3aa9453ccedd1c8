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
