import { startFakeApi } from '../__fixtures__/startFakeApi';
import { createDoor } from './createDoor';
import { DoorError } from './DoorError';
import { knock } from './knock';

const failing = (code: string) =>
  Object.assign(new Error('secret-host'), { code });

describe('knock', () => {
  it.each([
    [failing('ENOTFOUND'), 'name', 'its name is not known (ENOTFOUND)'],
    [failing('EAI_AGAIN'), 'own', 'no way out'],
    [failing('ENETUNREACH'), 'own', 'no way out'],
    [failing('CERT_HAS_EXPIRED'), 'certificate', '(CERT_HAS_EXPIRED)'],
    [failing('DEPTH_ZERO_SELF_SIGNED_CERT'), 'certificate', 'not trusted'],
    [failing('ERR_TLS_CERT_ALTNAME_INVALID'), 'certificate', 'not trusted'],
    [failing('ECONNREFUSED'), 'connection', 'no connection'],
    [failing('UND_ERR_CONNECT_TIMEOUT'), 'timeout', 'in time'],
    [failing('HPE_INVALID_CONSTANT'), 'protocol', 'no answer of HTTP'],
    // As the call itself throws them, with the cause below.
    [
      new DoorError('unreachable', 'x', failing('ENOTFOUND')),
      'name',
      'ENOTFOUND',
    ],
    [new DoorError('aborted', 'x'), 'own', 'no way out'],
  ])('tells failure %# apart', async (error, fault, words) => {
    const knocked = await knock(() => Promise.reject(error));
    expect(knocked).toMatchObject({
      ok: false,
      fault,
      reason: expect.stringContaining(words),
    });
    expect(JSON.stringify(knocked)).not.toContain('secret-host');
  });

  it('goes through the map of hosts, and tells what a socket does', async () => {
    const edge = await startFakeApi();
    edge.answer('/well', (_, response) => response.end('here'));
    edge.answer('/cut', (_, response) => response.destroy());
    const door = createDoor({
      config: {
        clusters: [],
        routes: new Map(),
        hosts: new Map([['trino.example.com', edge.url]]),
        probes: { intervalMs: 60_000, timeoutMs: 3_000, concurrency: 2 },
      },
    });
    const at = (path: string) => door.knock(`https://trino.example.com${path}`);
    expect(await at('/well')).toMatchObject({
      ok: true,
      answer: { status: 200, body: 'here' },
    });
    expect(await at('/cut')).toMatchObject({ ok: false, fault: 'connection' });
    await edge.close();
    expect(await at('/well')).toMatchObject({ ok: false, fault: 'connection' });
    await door.close();
  });
});
