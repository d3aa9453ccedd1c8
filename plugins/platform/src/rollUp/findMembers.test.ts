import { Entity } from '@backstage/catalog-model';
import { serviceOf } from '../__fixtures__/services';
import { findMembers } from './findMembers';
import { hasRollUp } from './hasRollUp';

const services = [
  serviceOf('trino', { system: 'data', owner: 'group:default/lake' }),
  serviceOf('minio', {
    system: 'storage',
    owner: 'group:default/platform',
    entityRef: 'resource:default/minio',
  }),
  serviceOf('kong', { system: 'gateway', owner: 'group:default/platform' }),
];

function entityOf(
  kind: string,
  name: string,
  relations: Record<string, string[]> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name },
    relations: Object.entries(relations).flatMap(([type, refs]) =>
      refs.map(targetRef => ({ type, targetRef })),
    ),
  };
}

function ids(entity: Entity, groups: Entity[] = []) {
  return findMembers(entity, services, groups).map(({ id }) => id);
}

describe('findMembers', () => {
  it('finds the parts of a system, and of the systems of a domain', () => {
    expect(ids(entityOf('System', 'data'))).toEqual(['trino']);
    expect(
      ids(
        entityOf('Domain', '254carbon', {
          hasPart: ['system:default/data', 'system:default/storage'],
        }),
      ),
    ).toEqual(['trino', 'minio']);
  });

  it('finds what a group and the groups below it own, also in a circle', () => {
    const all = entityOf('Group', 'all', { parentOf: ['group:default/lake'] });
    const lake = entityOf('Group', 'lake', { parentOf: ['group:default/all'] });
    expect(ids(all, [all, lake])).toEqual(['trino']);
    expect(ids(entityOf('Group', 'platform'))).toEqual(['minio', 'kong']);
  });

  it('finds what is related to a resource', () => {
    const eia = entityOf('Resource', 'eia', {
      dependencyOf: ['component:default/trino', 'component:default/job'],
    });
    expect(ids(eia)).toEqual(['trino']);
  });

  it('finds nothing for other kinds', () => {
    expect(ids(entityOf('API', 'data'))).toEqual([]);
  });
});

describe('hasRollUp', () => {
  it('is where there is something to roll up that has no page of its own', () => {
    expect(hasRollUp(entityOf('System', 'data'))).toBe(true);
    expect(hasRollUp(entityOf('Component', 'trino'))).toBe(false);
    expect(hasRollUp(entityOf('Resource', 'alone'))).toBe(false);
    const minio = entityOf('Resource', 'minio', {
      dependencyOf: ['component:default/trino'],
    });
    expect(hasRollUp(minio)).toBe(true);
    minio.metadata.annotations = { '254carbon.com/service-id': 'minio' };
    expect(hasRollUp(minio)).toBe(false);
  });
});
