import { Entity } from '@backstage/catalog-model';
import {
  listServices,
  ServiceQuerySchema,
} from '@254carbon/backstage-plugin-platform-common';
import { serviceOf } from '../__fixtures__/services';
import { askServices } from '../hooks/askServices';
import { wantMembers } from './wantMembers';
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

/** What the backend answers, in pages of one service. */
const client = {
  listServices: jest.fn(async ({ query }: { query: object }) => ({
    ...listServices(services, {
      ...ServiceQuerySchema.parse(query),
      limit: 1,
    }),
    clusters: [],
    caveats: ['Cluster other is silent.'],
    generatedAt: '2026-11-21T12:00:00.000Z',
  })),
};

async function ids(entity: Entity, groups: Entity[] = []) {
  const found = await askServices({
    client,
    wanted: wantMembers(entity, groups),
    signal: new AbortController().signal,
  });
  expect(found.caveats).toEqual(['Cluster other is silent.']);
  return found.services.map(({ id }) => id).sort();
}

describe('wantMembers', () => {
  it('finds the parts of a system, and of the systems of a domain', async () => {
    expect(await ids(entityOf('System', 'data'))).toEqual(['trino']);
    expect(
      await ids(
        entityOf('Domain', '254carbon', {
          hasPart: ['system:default/data', 'system:default/storage'],
        }),
      ),
    ).toEqual(['minio', 'trino']);
  });

  it('finds parts that the inventory counts to another system, and asks for no more than those', async () => {
    client.listServices.mockClear();
    const data = entityOf('System', 'data', {
      hasPart: ['component:default/trino', 'component:default/kong'],
    });
    expect(await ids(data)).toEqual(['kong', 'trino']);
    const asked = client.listServices.mock.calls.map(([{ query }]) => query);
    expect(asked).toMatchObject([
      { system: 'data' },
      { ref: 'component:default/kong' },
    ]);
  });

  it('asks for nothing that cannot be', async () => {
    expect(await ids(entityOf('System', 'nowhere'))).toEqual([]);
  });

  it('finds what a group and the groups below it own, also in a circle', async () => {
    const all = entityOf('Group', 'all', { parentOf: ['group:default/lake'] });
    const lake = entityOf('Group', 'lake', { parentOf: ['group:default/all'] });
    expect(await ids(all, [all, lake])).toEqual(['trino']);
    expect(await ids(entityOf('Group', 'platform'))).toEqual(['kong', 'minio']);
  });

  it('finds what is related to a resource', async () => {
    const eia = entityOf('Resource', 'eia', {
      dependencyOf: ['component:default/trino', 'component:default/job'],
    });
    expect(await ids(eia)).toEqual(['trino']);
  });

  it('finds nothing for other kinds', async () => {
    expect(await ids(entityOf('API', 'data'))).toEqual([]);
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
