import { createEdgeAnswers } from './createEdgeAnswers';

const edge = (ready = 1) =>
  createEdgeAnswers({
    state: {
      readyPods: namespace => ({
        ready: namespace === 'cloudflare-tunnel' ? 1 : ready,
        total: 1,
        exists: true,
      }),
      find: () => undefined,
    },
    clock: { now: () => 0 },
  });
const token = { 'CF-Access-Client-Id': 'a', 'CF-Access-Client-Secret': 'b' };

describe('createEdgeAnswers', () => {
  it.each(['/health', '/.well-known/acme-challenge/abc'])(
    'sends the anonymous to the login, for %s too',
    async path => {
      const answer = await edge()(
        new Request(`https://superset.254carbon.com${path}`),
      );
      expect(answer.status).toBe(302);
      expect(new URL(answer.headers.get('location') ?? '').hostname).toMatch(
        /\.cloudflareaccess\.com$/,
      );
    },
  );

  it('passes a service token on, by host or by first path segment', async () => {
    for (const url of [
      'https://superset.254carbon.com/health',
      'http://127.0.0.1/superset.254carbon.com/health',
    ]) {
      const answer = await edge()(new Request(url, { headers: token }));
      expect(await answer.text()).toBe('OK');
    }
  });

  it('answers 503 as nginx does when no pod is ready', async () => {
    const answer = await edge(0)(
      new Request('https://superset.254carbon.com/health', { headers: token }),
    );
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('Service Temporarily Unavailable');
  });
});
