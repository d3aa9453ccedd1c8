import {
  storageKey,
  apiVersionOf,
  findType,
  resourceTypes,
  typeOf,
} from './resourceTypes';

describe('the served types', () => {
  it('are found by what an object says of itself', () => {
    expect(typeOf({ apiVersion: 'v1', kind: 'Pod' }).plural).toBe('pods');
    expect(
      typeOf({ apiVersion: 'velero.io/v1', kind: 'Backup' }),
    ).toMatchObject({ group: 'velero.io', custom: true, namespaced: true });
    expect(findType({ apiVersion: 'v2', kind: 'Pod' })).toBeUndefined();
    expect(() => typeOf({ apiVersion: 'v2', kind: 'Pod' })).toThrow(
      'The simulator serves no v2 Pod',
    );
  });

  it('are told apart by group, version and plural, and by kind', () => {
    const paths = resourceTypes.map(
      type => `${type.version} ${storageKey(type)}`,
    );
    expect(new Set(paths).size).toBe(paths.length);
    const kinds = resourceTypes.map(
      type => `${apiVersionOf(type)} ${type.kind}`,
    );
    expect(new Set(kinds).size).toBe(kinds.length);
  });
});
