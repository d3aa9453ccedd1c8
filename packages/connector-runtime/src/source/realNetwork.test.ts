import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { ConnectorDeclaration } from '../declaration';
import { testKind, testSourceOf } from '../testKinds';
import { testPorts } from '../testSource';

/* Node's own fetch against a server that misbehaves on the wire, where a fake could be kinder than the world. */

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const ROWS = [{ id: 1, value: '1.50' }];
const BODY = JSON.stringify(ROWS);
const JSON_TYPE = { 'content-type': 'application/json' };
const good: Answer = (_, response) => {
  response.writeHead(200, JSON_TYPE).end(BODY);
};

let server: Server;
let answers: Answer[] = [];
let asked: string[] = [];
beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(`${request.url}`);
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    answer(request, response);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise(resolve => {
    server.close(resolve);
  });
});

function addressOf(): string {
  const address = server.address();
  return typeof address === 'object' && address !== null
    ? `http://127.0.0.1:${address.port}`
    : '';
}

async function read(
  given: Answer[],
  limits: ConnectorDeclaration['limits'] = {},
) {
  answers = given;
  const declaration = testKind(
    'rest',
    {},
    {
      baseUrl: addressOf(),
      authentication: { in: 'query', name: 'key', secret: 'REAL_KEY' },
      limits: { maxAttempts: 2, ...limits },
    },
  );
  const ports = testPorts({ fetch: (url, init) => fetch(url, init) });
  const source = testSourceOf(declaration, ports, 'the-real-key');
  return source.readPage({ window: {} });
}

const rows = [{ id: 1, value: '1.5' }];

it('reads, whole and compressed', async () => {
  expect((await read([good])).records).toEqual(rows);
  const packed: Answer = (_, response) => {
    response
      .writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' })
      .end(gzipSync(BODY));
  };
  const page = await read([packed]);
  expect(page.records).toEqual(rows);
  expect(page.request).toContain('key=***');
});

it('asks again after a body that ends before its length, a reset and a silence', async () => {
  const short: Answer = (_, response) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-length': '500' });
    response.write(BODY);
    response.socket?.end();
  };
  const reset: Answer = request => {
    request.socket.resetAndDestroy();
  };
  const stall: Answer = (_, response) => {
    response.writeHead(200, JSON_TYPE);
    response.write('[');
  };
  for (const broken of [short, reset, stall]) {
    asked = [];
    const page = await read([broken, good], { requestTimeoutMs: 300 });
    expect(page.records).toEqual(rows);
    expect(asked).toHaveLength(2);
  }
});

it('gives up on a source that is not there', async () => {
  const nobody = testKind(
    'rest',
    {},
    {
      baseUrl: 'http://127.0.0.1:1',
      limits: { maxAttempts: 2 },
    },
  );
  const ports = testPorts({ fetch: (url, init) => fetch(url, init) });
  await expect(
    testSourceOf(nobody, ports).readPage({ window: {} }),
  ).rejects.toMatchObject({ failure: 'unavailable' });
  expect(ports.slept).toHaveLength(1);
});

it('takes the key to no address that the source names', async () => {
  const away: Answer = (_, response) => {
    response.writeHead(302, { location: `${addressOf()}/elsewhere` }).end();
  };
  await expect(read([away])).rejects.toMatchObject({ failure: 'rejected' });
  expect(asked).toEqual(['/rows?key=the-real-key']);
});

it('stops reading an answer that is larger than allowed', async () => {
  const endless: Answer = (_, response) => {
    response.writeHead(200, JSON_TYPE);
    const chunk = 'x'.repeat(10_000);
    const more = () => {
      while (response.writable && response.write(chunk));
    };
    response.on('drain', more);
    more();
  };
  await expect(
    read([endless], { maxAnswerBytes: 100_000 }),
  ).rejects.toMatchObject({
    failure: 'contract',
    message: expect.stringContaining('100000 bytes'),
  });
});
