import { connect, createServer, type AddressInfo } from 'node:net';
import { createTcpAnswers } from './createTcpAnswers';

async function exchange(
  host: string,
  sent: Buffer | string,
  until: number,
  ready = 1,
): Promise<Buffer> {
  const answers = createTcpAnswers({
    readyPods: () => ({ ready, total: 1, exists: true }),
    find: () => undefined,
  });
  const answer = answers.find(candidate => candidate.host === host);
  if (!answer) throw new Error(`No TCP answer for ${host}.`);
  const server = createServer(socket => answer.onConnection(socket));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await new Promise<Buffer>(resolve => {
      let received = Buffer.alloc(0);
      const client = connect(port, '127.0.0.1', () => client.write(sent));
      client.on('data', chunk => {
        received = Buffer.concat([received, Buffer.from(chunk)]);
        if (received.length >= until) client.destroy();
      });
      client.on('error', () => undefined);
      client.on('close', () => resolve(received));
    });
  } finally {
    await new Promise(resolve => server.close(resolve));
  }
}

describe('createTcpAnswers', () => {
  it('speaks PostgreSQL up to the password', async () => {
    const host = 'kong-postgres.kong:5432';
    const ssl = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);
    expect((await exchange(host, ssl, 1)).toString()).toBe('N');
    const body = Buffer.from('user\0kong\0database\0kong\0\0');
    const start = Buffer.alloc(8);
    start.writeInt32BE(8 + body.length, 0);
    start.writeInt32BE(196608, 4);
    const asked = await exchange(host, Buffer.concat([start, body]), 9);
    expect([...asked]).toEqual([0x52, 0, 0, 0, 8, 0, 0, 0, 3]);
    const password = Buffer.from([0x70, 0, 0, 0, 6, 0x78, 0]);
    const refused = await exchange(
      host,
      Buffer.concat([start, body, password]),
      10_000,
    );
    expect(refused.toString('latin1')).toContain('28P01');
  });

  it('speaks Redis and Zookeeper', async () => {
    expect(
      (await exchange('redis.data-platform:6379', 'PING\r\n', 7)).toString(),
    ).toBe('+PONG\r\n');
    expect(
      (
        await exchange('redis.data-platform:6379', '*1\r\n$4\r\nPING\r\n', 7)
      ).toString(),
    ).toBe('+PONG\r\n');
    const zookeeper = 'zookeeper-service.data-platform:2181';
    expect((await exchange(zookeeper, 'ruok', 10_000)).toString()).toBe('imok');
    expect((await exchange(zookeeper, 'isro', 10_000)).toString()).toBe('rw');
    expect((await exchange(zookeeper, 'srvr', 10_000)).toString()).toContain(
      'Mode: standalone',
    );
  });

  it('speaks Kafka: ApiVersions and Metadata', async () => {
    const request = (key: number) =>
      Buffer.from([
        0,
        0,
        0,
        14,
        0,
        key,
        0,
        0,
        0,
        0,
        0,
        7,
        0xff,
        0xff,
        0,
        0,
        0,
        0,
      ]);
    const host = 'datahub-kafka-kafka-bootstrap.kafka:9092';
    const versions = await exchange(host, request(18), 26);
    expect(versions.readInt32BE(0)).toBe(versions.length - 4);
    expect(versions.readInt32BE(4)).toBe(7);
    expect(versions.readInt16BE(8)).toBe(0);
    const metadata = await exchange(host, request(3), 60);
    expect(metadata.readInt32BE(8)).toBe(3);
  });

  it('hangs up when no pod is ready', async () => {
    expect(
      await exchange('redis.data-platform:6379', 'PING\r\n', 7, 0),
    ).toHaveLength(0);
  });
});
