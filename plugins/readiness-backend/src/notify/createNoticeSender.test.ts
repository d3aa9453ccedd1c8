import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { createNoticeSender } from './createNoticeSender';
import { Notice } from './NoticeSender';

const NOTICE: Notice = {
  recipients: ['group:default/a'],
  except: 'user:default/b',
  title: 'Something',
  description: 'It happened.',
  link: '/readiness',
  severity: 'normal',
  topic: 'readiness.level',
  scope: 'readiness-level-x',
};

interface Got {
  authorization?: string;
  body: unknown;
}

/** A notifications plugin that answers with a status. */
async function startPlugin(status: number) {
  const got: Got[] = [];
  const server: Server = createServer((request, response) => {
    let text = '';
    request.on('data', chunk => {
      text += chunk;
    });
    request.on('end', () => {
      const { authorization } = request.headers;
      got.push({ authorization, body: JSON.parse(text) });
      response.writeHead(status).end('[]');
    });
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const logger = mockServices.logger.mock();
  const sender = createNoticeSender({
    auth: mockServices.auth(),
    discovery: mockServices.discovery.mock({
      getBaseUrl: async () => `http://127.0.0.1:${port}`,
    }),
    logger,
  });
  const stop = () => new Promise(resolve => server.close(resolve));
  return { got, logger, sender, stop };
}

describe('createNoticeSender', () => {
  it('speaks as the notifications plugin wants it, as this plugin', async () => {
    const { got, sender, stop } = await startPlugin(200);
    expect(await sender.send(NOTICE)).toBe('sent');
    expect(got).toEqual([
      {
        authorization: expect.stringMatching(/^Bearer /),
        body: {
          recipients: {
            type: 'entity',
            entityRef: ['group:default/a'],
            excludeEntityRef: 'user:default/b',
          },
          payload: {
            title: 'Something',
            description: 'It happened.',
            link: '/readiness',
            severity: 'normal',
            topic: 'readiness.level',
            scope: 'readiness-level-x',
          },
        },
      },
    ]);
    expect(await sender.send({ ...NOTICE, recipients: [] })).toBe('failed');
    expect(got).toHaveLength(1);
    await stop();
  });

  it('says once that the plugin is not installed', async () => {
    const { logger, sender, stop } = await startPlugin(404);
    expect(await sender.send(NOTICE)).toBe('not-installed');
    expect(await sender.send(NOTICE)).toBe('not-installed');
    expect(logger.info).toHaveBeenCalledTimes(1);
    await stop();
  });

  it('never throws: neither for what is refused nor for what does not answer', async () => {
    const { logger, sender, stop } = await startPlugin(500);
    expect(await sender.send(NOTICE)).toBe('failed');
    await stop();
    expect(await sender.send(NOTICE)).toBe('failed');
    expect(logger.warn).toHaveBeenCalledTimes(2);
  });
});
