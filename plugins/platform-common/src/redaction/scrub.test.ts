import fc from 'fast-check';
import { isSecretName } from './isHarmless';
import { scrub } from './scrub';

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
      `-----BEGIN RSA ${'PRIVATE'} KEY-----\nCANARY-1\n-----END RSA ${'PRIVATE'} KEY-----`,
    ],
    [`AKIA${'IOSFODNN7EXAMPLE'}`],
    ['user: a\npassword: "CANARY-1"'],
    ['password: |\n  CANARY-1\n  CANARY-1\nuser: a'],
    ['{ user: a, password: CANARY-1 }'],
    ['{"inner":"{\\"password\\":\\"CANARY-1\\"}"}'],
    ["{'token': 'CANARY-1'}"],
    ["password='CANARY-1 CANARY-1'"],
    ['{"password":"CANARY-1'],
    ['mc alias set --secret-key CANARY-1'],
    ['postgres://user:a@CANARY-1@host/db'],
    ['curl -H "X-Api-Key: CANARY-1"'],
    ['FERNET_KEY=CANARY-1'],
    ['https://hooks.slack.com/services/T0/B0/CANARY'],
    ['https://host/blob?sv=1&sig=CANARY-1'],
    ['<password>CANARY-1</password>'],
    ['<name>db.password</name>\n<value>CANARY-1</value>'],
    ['login failed with password: CANARY-1'],
    ['xoxb-123456789-CANARY-CANARY'],
    ['password: ${DB_PASSWORD:CANARY-1}'],
    ['password=$CANARY-1'],
    ['postgres://app:${A}CANARY-1@host/db'],
    ['password=<CANARY-1>'],
    ['password=<set-me>CANARY-1'],
    ['password: ENC[CANARY-1'],
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
    ['{"url":"http://host:8080","owner":"a@b"}'],
    ['secretName: tls'],
    ['--use-service-account-credentials=true'],
    ['spring:\n  datasource:\n    password: ${DB_PASSWORD}'],
    ['spring.datasource.password=${DB_PASSWORD:}'],
    ['postgres://app:${DB_PASSWORD}@host/db'],
    ['postgres://app:$(DB_PASSWORD)@host/db'],
    ['password: "{{ .password }}"'],
    ['admin_password = $__file{/etc/secrets/password}'],
    ['export PGPASSWORD=$POSTGRES_PASSWORD\n'],
    ['sasl.password=${file:/opt/kafka/secret.properties:password}'],
    ['"password": "ENC[AES256_GCM,data:4B==,iv:9Q=,tag:xx==,type:str]"'],
    ['token: <path:secret/data/app#token>'],
    ['ADMIN_PASSWORD=<set-me>'],
    ['api_key: "<YOUR API KEY>"'],
    // A setting that is empty does not take the next line for its value.
    [
      '[core]\nfernet_key =\n[database]\nsql_alchemy_conn_cmd = cat /secrets/db',
    ],
    ['smtp_password =\nsmtp_port = 25'],
    ['  password =\r\n  user = app'],
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

  it.each([
    ['a'.repeat(65_536)],
    ['a-'.repeat(32_768)],
    [`\n${'-'.repeat(65_536)}`],
    ['password'.repeat(8_192)],
    [`eyJ${'a'.repeat(65_000)}`],
    ['sk-'.repeat(20_000)],
    ['http://a:'.repeat(7_000)],
  ])('takes no longer for hostile text (%.12s...)', text => {
    const started = performance.now();
    scrub(text);
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  it('takes a value that stands indented in the next line', () => {
    expect(scrub('[core]\nfernet_key =\n    c2VjcmV0\nx = 1')).toBe(
      '[core]\nfernet_key =\n    [redacted]\nx = 1',
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
