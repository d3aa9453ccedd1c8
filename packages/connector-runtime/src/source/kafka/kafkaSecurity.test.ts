import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readKafkaSecurity } from './kafkaSecurity';

const PEM = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
const at = (query: string) => `kafka://a.kafka:9093,b.kafka:9093${query}`;
const read = (query: string, env: Record<string, string> = {}) =>
  readKafkaSecurity(env, at(query), true);

describe('how brokers are spoken to', () => {
  it('is what the address says, SCRAM-SHA-512 without TLS unless it says more', async () => {
    expect(await read('')).toEqual({ mechanism: 'SCRAM-SHA-512' });
    expect(await read('?tls=true&sasl=scram-sha-256')).toEqual({
      mechanism: 'SCRAM-SHA-256',
      tls: {},
    });
    expect(await read('?sasl=plain&tls=true', { KAFKA_CA: PEM })).toEqual({
      mechanism: 'PLAIN',
      tls: { ca: PEM },
    });
  });

  it('takes certificates from files too', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pem-'));
    try {
      const file = join(folder, 'ca.crt');
      await writeFile(file, `${PEM}\n`);
      const told = await read('?tls=true', { KAFKA_CA_FILE: file });
      expect(told.tls).toEqual({ ca: PEM });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it.each([
    ['?sasl=gssapi', {}, 'scram-sha-512, scram-sha-256, plain'],
    ['?sasl=plain', {}, 'turn on TLS'],
    ['?tls=true', { KAFKA_CERT: PEM }, 'KAFKA_KEY'],
    ['?tls=true', { KAFKA_CA: '/etc/ca.crt' }, 'KAFKA_CA_FILE'],
    ['?tls=true', { KAFKA_CA_FILE: '/nowhere/ca.crt' }, 'KAFKA_CA_FILE'],
  ])('refuses %s with %j and names the cure', async (query, env, cure) => {
    await expect(read(query, env)).rejects.toMatchObject({
      failure: 'configuration',
      message: expect.stringContaining(cure),
    });
  });

  it('lets an anonymous reader be without TLS whatever the mechanism', async () => {
    const told = await readKafkaSecurity({}, at('?sasl=plain'), false);
    expect(told.tls).toBeUndefined();
  });
});
