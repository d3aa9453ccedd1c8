import { TlsHostFact } from '../facts/types';
import { NOW, seen } from '../testing/observeNow';
import { certificateReady } from './certificateReady';

const inDays = (days: number) =>
  new Date(NOW + days * 86_400_000).toISOString();
const host = (certificate?: Partial<TlsHostFact['certificate']>) => ({
  host: 'trino.254carbon.com',
  object: 'Ingress data/trino',
  secret: 'trino-tls',
  ...(certificate
    ? {
        certificate: {
          object: 'Certificate data/trino-tls',
          ready: true,
          notAfter: inDays(60),
          ...certificate,
        },
      }
    : {}),
});
const judge = (...hosts: TlsHostFact[]) =>
  certificateReady.judge({ tlsHosts: seen(hosts) } as never, NOW);

describe('certificate-ready', () => {
  it.each([
    ['pass', {}],
    ['pass', { notAfter: inDays(14) }],
    ['fail', { notAfter: inDays(13.9) }],
    ['fail', { notAfter: inDays(-1) }],
    ['fail', { ready: false }],
    ['unknown', { notAfter: undefined }],
  ] as const)('says %s of %j', (outcome, certificate) => {
    expect(judge(host(certificate)).outcome).toBe(outcome);
  });
  it('repeats the message of cert-manager', () => {
    expect(
      judge(host({ ready: false, message: 'challenge not propagated' }))
        .summary,
    ).toContain('challenge not propagated');
  });
  it('does not know a Secret that no Certificate fills', () => {
    expect(judge(host()).outcome).toBe('unknown');
  });
  it('fails for certain when another host has expired', () => {
    expect(judge(host(), host({ ready: false })).outcome).toBe('fail');
  });
  it('does not apply without TLS', () => {
    expect(judge().outcome).toBe('not-applicable');
  });
});
