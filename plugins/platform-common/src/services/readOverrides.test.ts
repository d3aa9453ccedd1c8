import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DEFAULT_OWNER, SERVICE_ANNOTATIONS } from '.';

describe('the guide about services', () => {
  const guide = readFileSync(
    resolve(__dirname, '../../../../docs/guides/services.md'),
    'utf8',
  );

  it.each(Object.values(SERVICE_ANNOTATIONS))('describes %s', annotation => {
    expect(guide).toContain(`\`${annotation}`);
  });

  it('describes no annotation that there is not', () => {
    const named = [...guide.matchAll(/`(254carbon\.com\/[a-z-]+)/g)].map(
      ([, name]) => name,
    );
    const known: readonly string[] = Object.values(SERVICE_ANNOTATIONS);
    expect(named.filter(name => !known.includes(name))).toEqual([]);
  });

  it('names the owner of what nobody owns', () => {
    expect(guide).toContain(DEFAULT_OWNER);
  });
});
