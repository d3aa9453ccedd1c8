import fc from 'fast-check';
import { isSecretName, scrub } from './scrub';

describe('scrub', () => {
  it.each([
    ['{"password":"a b\\"c"}'],
    ['db.password=CANARY-1'],
    ['API_KEY = CANARY-1'],
    ['https://user:CANARY-1@host/path'],
    ['Authorization: Bearer CANARY-1CANARY-1'],
    ['password: CANARY-1'],
    ["  secretKey: 'CANARY-1'"],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.CANARY-1'],
    [
      '-----BEGIN RSA PRIVATE KEY-----\nCANARY-1\n-----END RSA PRIVATE KEY-----',
    ],
    ['AKIAIOSFODNN7EXAMPLE'],
  ])('takes the credential out of %s', text => {
    const clean = scrub(text);
    expect(clean).toContain('[redacted]');
    expect(clean).not.toMatch(/CANARY|a b|AKIAIOSFODNN7/);
  });

  it.each([
    ['{"starting":false,"nodeVersion":{"version":"436"}}'],
    ['readyConnections=4'],
    ['tokenCount: 7'],
    ['ok'],
  ])('leaves %s alone', text => {
    expect(scrub(text)).toBe(text);
  });

  it('never fails and changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), text => {
        const once = scrub(text);
        expect(scrub(once)).toBe(once);
      }),
    );
  });

  it('knows names of credentials', () => {
    for (const name of [
      'password',
      'DB_PASSWORD',
      'apiKey',
      'api-key',
      'client_secret',
    ]) {
      expect(isSecretName(name)).toBe(true);
    }
    for (const name of ['passwords.md', 'tokenCount', 'keyboard']) {
      expect(isSecretName(name)).toBe(false);
    }
  });
});
