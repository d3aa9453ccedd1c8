import fc from 'fast-check';
import { findCredential } from './findCredential';

describe('findCredential', () => {
  it.each([
    ['MINIO_ROOT_PASSWORD', 'minio123'],
    ['POSTGRES_PASSWORD', '123456'],
    ['dbPassword', 'x'],
    ['AWS_SECRET_ACCESS_KEY', 'abcdef'],
    ['AWS_ACCESS_KEY_ID', 'minioadmin'],
    ['EIA_API_KEY', 'abc'],
    ['GITHUB_TOKEN', 'abc'],
    ['DATABASE_URL', 'postgres://user:pw@db:5432/x'],
    ['JDBC', 'jdbc:postgresql://db/x?user=a&password=b'],
    ['ANYTHING', `-----BEGIN RSA ${'PRIVATE'} KEY-----`],
    ['ANYTHING', `AKIA${'0123456789ABCDEF'}`],
    ['REDIS_PASSWORD', '[redacted]'],
    ['DATABASE_URL', 'postgres://user:[redacted]@db/x'],
    ['DB_PASSWORD', '${DB_PASSWORD:hunter2}'],
  ])('suspects %s=%s', (name, value) => {
    expect(findCredential(name, value)).toBeTruthy();
  });
  it.each([
    ['POSTGRES_PASSWORD_FILE', '/run/secrets/pw'],
    ['PASSWORD', '$(DB_PASSWORD)'],
    ['PASSWORD', ''],
    ['PASSWORD', undefined],
    ['TOKEN_TTL', '3600'],
    ['SESSION_TOKEN', '30'],
    ['ALLOW_EMPTY_PASSWORD', 'yes'],
    ['ALLOW_EMPTY_PASSWORD', '[redacted]'],
    ['OAUTH_CLIENT_SECRET', '$__file{/etc/secrets/oauth}'],
    ['MYSQL_ALLOW_EMPTY_PASSWORD', '1'],
    ['MYSQL_ALLOW_EMPTY_PASSWORD', '[redacted]'],
    ['TLS_SECRET_NAME', 'trino-tls'],
    ['MONKEY', 'banana'],
    ['LOG_LEVEL', 'info'],
    ['DATABASE_URL', 'postgres://db:5432/x'],
    ['DATABASE_URL', 'postgres://user:$(PW)@db/x'],
  ])('lets %s=%s through', (name, value) => {
    expect(findCredential(name, value)).toBeUndefined();
  });
  it('never repeats the value', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12 }), value => {
        const because = findCredential('DB_PASSWORD', value) ?? '';
        expect(because).not.toContain(value);
      }),
    );
  });
});
