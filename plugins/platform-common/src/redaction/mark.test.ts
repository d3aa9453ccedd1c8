import fc from 'fast-check';
import { findRedactions } from './findRedactions';
import { isMark, markAt, readMarks } from './mark';
import { scrub, scrubAt } from './scrub';
import { trimObject } from './trimObject';

describe('marks', () => {
  it.each([
    ['jdbc://u:CANARY@host/db', 'userinfo'],
    ['https://0123456789CANARY@host/path', 'userinfo'],
    ['password=CANARY', 'password'],
    ['X-Api-Key: CANARY', 'key'],
    ['Authorization: Bearer CANARY-CANARY', 'token'],
    [`-----BEGIN ${'PRIVATE'} KEY-----\nCANARY`, 'private-key'],
    ['https://host/?sig=CANARY', 'signature'],
    ['session_cookie: CANARY', 'cookie'],
    ['{"client_secret":"CANARY"}', 'secret'],
  ])('%s tells where it stood and that it was of kind %s', (text, kind) => {
    const clean = scrubAt(text, () => 'data.app.properties');
    expect(clean).not.toContain('CANARY');
    expect(readMarks(clean)[0]).toEqual({ path: 'data.app.properties', kind });
    expect(scrub(clean)).toBe(clean);
    expect(scrubAt(clean, () => 'elsewhere')).toBe(clean);
  });

  it('can be read whatever the path', () => {
    fc.assert(
      fc.property(fc.string(), path => {
        const mark = markAt(path, 'token');
        expect(isMark(mark)).toBe(true);
        expect(readMarks(`a ${mark} b`)).toHaveLength(1);
        expect(scrub(`token=${mark}`)).toBe(`token=${mark}`);
      }),
    );
  });

  it('let a rule find what was taken out, by place and kind', () => {
    const object = trimObject(
      {
        metadata: {
          name: 'settings',
          annotations: { 'example.com/password': 'CANARY' },
        },
        data: { 'db.url': 'jdbc://u:CANARY@host/db', token: 'CANARY' },
      },
      { kind: 'ConfigMap', apiVersion: 'v1' },
    );
    expect(findRedactions(object)).toEqual([
      {
        path: 'metadata.annotations.example.com/password',
        kind: 'password',
        part: false,
      },
      { path: 'data.db.url', kind: 'userinfo', part: true },
      { path: 'data.token', kind: 'token', part: false },
    ]);
  });

  it('stay as they are when an object is trimmed again', () => {
    const kind = { kind: 'ConfigMap', apiVersion: 'v1' };
    const once = trimObject(
      {
        metadata: { name: 'a' },
        data: { password: 'CANARY', text: 'token: CANARY' },
        spec: { env: [{ name: 'DB_PASSWORD', value: 'CANARY' }] },
      },
      kind,
    );
    expect(trimObject(once, kind)).toEqual(once);
  });
});
