import { createServer, IncomingMessage } from 'node:http';
import { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { createEffectRecorder } from './createEffectRecorder';

/** A portal that answers every question in the same way, and remembers them. */
async function startPortal(status: number, body: object) {
  const asked: Array<{ path: string; token?: string; body: unknown }> = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    asked.push({
      path: `${request.method} ${request.url}`,
      token: request.headers.authorization,
      body: JSON.parse(text),
    });
    response.statusCode = status;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(body));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise(resolve => server.close(resolve)),
  };
}

const EFFECT = {
  taskId: 'task-1',
  step: 'publish',
  kind: 'repository' as const,
  ref: 'data-engineering/eia-wti',
};

async function withPortal(
  status: number,
  body: object,
  use: (
    recorder: ReturnType<typeof createEffectRecorder>,
    portal: Awaited<ReturnType<typeof startPortal>>,
    warnings: jest.Mock,
  ) => Promise<void>,
) {
  const portal = await startPortal(status, body);
  const warn = jest.fn();
  const recorder = createEffectRecorder({
    auth: mockServices.auth({ pluginId: 'scaffolder' }),
    discovery: {
      getBaseUrl: async plugin => `${portal.url}/api/${plugin}`,
      getExternalBaseUrl: async plugin => `${portal.url}/api/${plugin}`,
    },
    logger: { warn },
  });
  try {
    await use(recorder, portal, warn);
  } finally {
    await portal.close();
  }
}

const error = (name: string, message: string, statusCode: number) => ({
  error: { name, message },
  request: { method: 'POST', url: '/' },
  response: { statusCode },
});

describe('createEffectRecorder', () => {
  it('tells the portal with the credentials of its own plugin', async () => {
    const entry = {
      id: '1',
      step: 'publish',
      kind: 'repository',
      ref: EFFECT.ref,
      undoable: true,
      note: '',
      undone: false,
      madeAt: '2026-11-21T00:00:00.000Z',
    };
    await withPortal(200, entry, async (recorder, { asked }) => {
      expect(await recorder.record(EFFECT)).toBe(true);
      expect(asked).toMatchObject([
        { path: 'POST /api/data-sources/effects', body: EFFECT },
      ]);
      expect(asked[0].token).toContain('plugin:scaffolder');
    });
  });

  it('fails no step when it cannot be remembered, and says so', async () => {
    const answer = error('Error', 'broken', 500);
    await withPortal(500, answer, async (recorder, _, warnings) => {
      expect(await recorder.record(EFFECT)).toBe(false);
      expect(warnings).toHaveBeenCalledWith(
        expect.stringContaining('cannot be undone'),
      );
    });
  });

  it('hands on that somebody else has the name', async () => {
    const answer = error(
      'ConflictError',
      'eia-wti is being made by user:default/alice',
      409,
    );
    await withPortal(409, answer, async recorder => {
      await expect(
        recorder.reserve({ name: 'eia-wti', taskId: 'task-2' }),
      ).rejects.toThrow(/user:default\/alice/);
    });
  });

  it('holds no names in a portal without the plugin', async () => {
    const answer = error('NotFoundError', 'no such plugin', 404);
    await withPortal(404, answer, async recorder => {
      expect(await recorder.reserve({ name: 'eia-wti' })).toBeUndefined();
    });
  });
});
