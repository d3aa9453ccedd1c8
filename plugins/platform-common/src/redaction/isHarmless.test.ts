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

describe('isSecretName', () => {
  it('says of a name what stays so', () => {
    for (const name of ['password', 'port', 'password', 'port'])
      expect(isSecretName(name)).toBe(name === 'password');
  });
});
