import fc from 'fast-check';
import { isClean, isSecretName } from './isHarmless';
import { scrub } from './scrub';

/** Parts of what is looked for, in more than one way of writing, and what may stand between. */
const part = fc.oneof(
  fc.constantFrom(
    ...['password', 'Passwd', 'PWD', 'secret_key_base', 'api-key', 'fernetKey'],
    ...['client_secret', 'token', 'Credentials', 'Authorization', 'cookie'],
    ...['eyJhbGciOi', `AKIA${'A1'.repeat(8)}`, 'ghp_', 'github_pat_', 'glsa_'],
    ...['npm_', 'glpat-', 'xoxb-', 'sk-', 'hvs.', 'hooks.slack.com/services/'],
    ...['Bearer ', 'basic ', '?sig=', '&X-Amz-Signature=', 'https://', '@'],
    ...[`-----BEGIN RSA ${'PRIVATE'} KEY-----`, '\0', 'x'.repeat(30), 'aB3'],
  ),
  fc.constantFrom(...': = " \' > < / \\ - \n . , { } ${A}'.split(' '), ' '),
  fc.string({ maxLength: 12 }),
);
const text = fc.array(part, { maxLength: 6 }).map(parts => parts.join(''));

describe('isClean', () => {
  it('says so of exactly what nothing has to be taken from', () => {
    fc.assert(
      fc.property(text, one => {
        expect(isClean(one)).toBe(!one.includes('\0') && scrub(one) === one);
      }),
      { numRuns: 5_000 },
    );
  });
});

/** One text for each sign, with no other sign in it. */
const SIGNED = [
  ...['passphrase', 'pwd', 'client_secret', 'token', 'credentials', 'cookie'],
  ...['authorization', 'fernetKey', 'api-key', 'encryption_key', 'accesskeyid'],
].map(name => `db.${name}=abcdefgh1`);
const LOOKS = [
  `of eyJ${'a'.repeat(10)}.${'b'.repeat(10)}.c`,
  ...['AKIA', 'ASIA'].map(maker => `of ${maker}${'A1'.repeat(8)}`),
  ...['ghp_', 'npm_', 'glsa_', 'github_pat_', 'glpat-', 'xoxb-', 'sk-'].map(
    maker => `of ${maker}${'a1'.repeat(20)}`,
  ),
  `of hvs.${'a1'.repeat(12)}`,
  'https://hooks.slack.com/services/T0/B0/x1',
  ...['Bearer', 'Basic'].map(scheme => `with ${scheme} abcdefgh1`),
  'https://user:hunter2@db.example.com',
  'of /a?sig=abcdefgh1',
  'of /a?x-amz-signature=abcdefgh1',
  `-----BEGIN RSA ${'PRIVATE'} KEY-----`,
];

describe('what is looked into', () => {
  it.each([...SIGNED, ...LOOKS])('is %s', one => {
    expect(scrub(one)).not.toBe(one);
    expect(isClean(one)).toBe(false);
  });
});

describe('isSecretName', () => {
  it('says of a name what stays so', () => {
    for (const name of ['password', 'port', 'password', 'port'])
      expect(isSecretName(name)).toBe(name === 'password');
  });
});
