import fc from 'fast-check';
import { resolve, sep } from 'node:path';
import { parseRef, parseRepositoryName, parseTreePath } from './repositoryName';
import { isLocalGitUrl, parseLocalGitUrl } from './reader/parseLocalGitUrl';

/** What the parser lets in, or undefined. */
function letIn<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

const nasty = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '..',
    '.',
    '-x',
    '--upload-pack=x',
    'a/../b',
    'a\\b',
    'a\u0000',
    '%2e%2e',
    'a.lock',
    'é',
  ),
  fc
    .array(fc.constantFrom('..', '.', '/', 'a', '-', '\\', '%2f'), {
      maxLength: 8,
    })
    .map(parts => parts.join('')),
);

describe('the door', () => {
  it('lets in no owner or name that leaves the folder of the repositories', () => {
    fc.assert(
      fc.property(nasty, nasty, (owner, name) => {
        const found = letIn(() => parseRepositoryName(owner, name));
        const root = `${sep}repositories`;
        const path = resolve(
          root,
          found?.owner ?? 'a',
          `${found?.name ?? 'b'}.git`,
        );
        expect(
          path.startsWith(root + sep) && path.split(sep).length === 4,
        ).toBe(true);
      }),
    );
  });

  it('lets in no ref that git could take for an option or a range', () => {
    fc.assert(
      fc.property(nasty, ref => {
        const found = letIn(() => parseRef(ref)) ?? 'main';
        expect(found).not.toMatch(/^-|\.\.|[:~^?*\s/\\]/);
      }),
    );
  });

  it('lets in no path with a part that climbs', () => {
    fc.assert(
      fc.property(nasty, path => {
        const parts = (letIn(() => parseTreePath(path)) ?? 'a').split('/');
        expect(parts.includes('..') || parts.includes('.')).toBe(false);
      }),
    );
  });

  it.each(['team-a', 'a', '0', 'a'.repeat(63)])('lets in %s', name => {
    expect(parseRepositoryName(name, name)).toEqual({ owner: name, name });
  });

  it('says what is allowed', () => {
    expect(() => parseRepositoryName('Team', 'x')).toThrow(
      'lower-case letters',
    );
    expect(() => parseRef('feature/x')).toThrow('use letters');
    expect(() => parseTreePath('a/../b')).toThrow('plain segments');
  });
});

describe('addresses', () => {
  const base = 'http://localhost:7007/api/local-git';

  it('are taken apart', () => {
    expect(
      parseLocalGitUrl(base, `${base}/team-a/prices/raw/main/docs/a%20b.md`),
    ).toEqual({
      repository: { owner: 'team-a', name: 'prices' },
      ref: 'main',
      path: 'docs/a b.md',
    });
    expect(parseLocalGitUrl(base, `${base}/team-a/prices/raw/main/`).path).toBe(
      '',
    );
  });

  it.each([
    [`${base}/team-a/prices/tree/main/x`, 'names no file'],
    [`${base}/team-a/prices/raw/main/%2e%2e%2fx`, 'plain segments'],
    [`${base}/team-a/prices/raw/main/%ff`, 'percent-encoded'],
  ])('%s is refused', (url, reason) => {
    expect(() => parseLocalGitUrl(base, url)).toThrow(reason);
  });

  it.each([
    [`${base}/a/b/raw/main/x`, true],
    ['http://localhost:7008/api/local-git/a/b/raw/main/x', false],
    ['https://localhost:7007/api/local-git/a/b/raw/main/x', false],
    ['http://localhost:7007/api/local-gitx/a/b/raw/main/x', false],
    ['http://localhost:7007/api/local-git/../catalog/x', false],
  ])('%s belongs here: %s', (url, belongs) => {
    expect(isLocalGitUrl(base, new URL(url))).toBe(belongs);
  });
});
