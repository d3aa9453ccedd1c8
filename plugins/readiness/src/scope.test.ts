import { PLATFORM, queryOf, readScope, scopeInWords } from './scope';

describe('what a score is of', () => {
  it('is the platform unless the address asks for something else', () => {
    expect(readScope({ scope: '', id: '' })).toEqual(PLATFORM);
    expect(readScope({ scope: 'service', id: '' })).toEqual(PLATFORM);
    expect(readScope({ scope: 'nonsense', id: 'x' })).toEqual(PLATFORM);
    expect(readScope({ scope: 'system', id: 'data' })).toEqual({
      scope: 'system',
      id: 'data',
    });
  });
  it('is written into the address, and left out where it is the platform', () => {
    expect(queryOf(PLATFORM)).toBe('');
    expect(queryOf(PLATFORM, { target: 'gold' })).toBe('?target=gold');
    expect(queryOf({ scope: 'group', id: 'group:default/data' })).toBe(
      '?scope=group&id=group%3Adefault%2Fdata',
    );
  });
  it('has a name', () => {
    expect(scopeInWords(PLATFORM)).toBe('the platform');
    expect(scopeInWords({ scope: 'system', id: 'machine-learning' })).toBe(
      'Machine learning',
    );
    expect(scopeInWords({ scope: 'group', id: 'group:default/data' })).toBe(
      'data',
    );
    expect(scopeInWords({ scope: 'service', id: 'trino' })).toBe('trino');
    const titleOf = () => 'Data engineering';
    expect(
      scopeInWords(
        { scope: 'group', id: 'group:default/data' },
        undefined,
        titleOf,
      ),
    ).toBe('Data engineering');
  });
});
