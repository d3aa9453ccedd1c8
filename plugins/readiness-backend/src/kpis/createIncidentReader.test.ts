import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createIncidentReader } from './createIncidentReader';

const NOW = Date.parse('2026-01-08T00:00:00Z');

function reader(
  answers: Record<string, unknown>,
  watching: { fails?: boolean; hangs?: boolean } = {},
) {
  const asked: { url: string; authorization: string | null }[] = [];
  const read = createIncidentReader({
    auth: mockServices.auth({ pluginId: 'readiness' }),
    discovery: mockServices.discovery.mock({
      getBaseUrl: async id => `http://portal/api/${id}`,
    }),
    now: () => NOW,
    patienceMs: 50,
    fetch: async (input, init) => {
      const url = new URL(String(input));
      const authorization = new Headers(init?.headers).get('authorization');
      asked.push({ url: `${url.pathname}${url.search}`, authorization });
      if (watching.hangs) return new Promise(() => undefined);
      return watching.fails
        ? new Response('{}', { status: 404 })
        : Response.json(answers[url.pathname]);
    },
  });
  return { read, asked, watching };
}

const answersSince = (watchingSince: string) => ({
  '/api/platform/incidents': {
    incidents: [],
    unjudged: [],
    caveats: [],
    generatedAt: '2026-01-08T00:00:00.000Z',
  },
  '/api/platform/changes': { changes: [], watchingSince },
});

describe('createIncidentReader', () => {
  it('asks the platform plugin as this plugin, for a week', async () => {
    const { read, asked } = reader(answersSince('2025-01-01T00:00:00.000Z'));
    expect(await read()).toMatchObject({
      ok: true,
      value: { incidents: [], from: '2026-01-01T00:00:00.000Z' },
    });
    expect(asked.map(({ url }) => url).sort()).toEqual([
      '/api/platform/changes?minutes=1',
      '/api/platform/incidents?closedMinutes=10080',
    ]);
    expect(asked[0].authorization).toBe(
      mockCredentials.service.header({
        onBehalfOf: mockCredentials.service('plugin:readiness'),
        targetPluginId: 'platform',
      }),
    );
  });

  it('knows of nothing before the portal watched', async () => {
    const { read } = reader(answersSince('2026-01-07T12:00:00.000Z'));
    expect(await read()).toMatchObject({
      value: { from: '2026-01-07T12:00:00.000Z' },
    });
  });

  it('says why when there is no answer, and keeps what was last told', async () => {
    const { read, watching } = reader(answersSince('2026-01-07T12:00:00.000Z'));
    await read();
    watching.fails = true;
    expect(await read()).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/cannot be asked for incidents: .*404/),
      lastGood: { value: { incidents: [] } },
    });
    watching.fails = false;
    watching.hangs = true;
    expect(await read()).toMatchObject({
      ok: false,
      reason: expect.stringContaining('has not answered within 50 ms'),
    });
  });
});
