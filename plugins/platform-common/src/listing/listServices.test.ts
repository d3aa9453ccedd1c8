import fc from 'fast-check';
import {
  ListedService,
  ServiceListSchema,
  ServiceQuery,
  ServiceQuerySchema,
  ServiceSummarySchema,
} from '../contracts/platformServices';
import { HEALTH_STATES, SYSTEMS } from '../model';
import { service } from '../rules/testing/world';
import { listServices } from './listServices';

const ask = (query: Record<string, unknown> = {}): ServiceQuery =>
  ServiceQuerySchema.parse(query);

const some = fc
  .uniqueArray(
    fc.record({
      id: fc.stringMatching(/^[a-z]{1,4}$/),
      title: fc.constantFrom('Trino', 'trino', 'MinIO', 'Émile'),
      system: fc.constantFrom(...SYSTEMS),
      owner: fc.constantFrom('group:default/a', 'group:default/b'),
      state: fc.constantFrom(...HEALTH_STATES),
      since: fc.constantFrom(undefined, '2026-01-01T00:00:00Z'),
    }),
    { selector: ({ id }) => id, maxLength: 30 },
  )
  .map(all =>
    all.map(
      ({ state, since, ...rest }): ListedService =>
        service({
          ...rest,
          health: {
            state,
            stale: false,
            summary: `It is ${state}`,
            evidence: [],
            ...(since ? { since } : {}),
          },
        }),
    ),
  );

/** Every page of a question, one after the other. */
function readAll(services: readonly ListedService[], query: ServiceQuery) {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = listServices(services, {
      ...query,
      ...(cursor ? { cursor } : {}),
    });
    expect(page.services.length).toBeLessThanOrEqual(query.limit);
    ids.push(...page.services.map(({ id }) => id));
    cursor = page.next;
  } while (cursor);
  return ids;
}

describe('listServices', () => {
  it('gives every service once, in the same order, whatever the size of a page', () => {
    fc.assert(
      fc.property(
        some,
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom('system', '-service', 'state', '-since', 'owner'),
        (services, limit, sort) => {
          const whole = readAll(services, ask({ sort, limit: 500 }));
          expect([...whole].sort()).toEqual(
            services.map(({ id }) => id).sort(),
          );
          expect(readAll(services, ask({ sort, limit }))).toEqual(whole);
        },
      ),
    );
  });

  it('loses none of the others when services come and go between two pages', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const services = names.map(id => service({ id, title: id }));
    const first = listServices(services, ask({ limit: 3 }));
    const later = [
      service({ id: 'aa', title: 'aa' }),
      ...services.filter(({ id }) => id !== 'c'),
    ];
    const second = listServices(later, ask({ limit: 3, cursor: first.next }));
    expect(second.services.map(({ id }) => id)).toEqual(['d', 'e', 'f']);
  });

  it('is light, and still says what maps and tables show', () => {
    const [trino] = listServices(
      [
        service({
          id: 'trino',
          dependsOn: [
            { serviceId: 'minio', evidence: 'env', confidence: 'inferred' },
          ],
        }),
        service({ id: 'minio', title: 'zz' }),
      ],
      ask({ sort: '-service' }),
    ).services.reverse();
    expect(() => ServiceSummarySchema.strict().parse(trino)).not.toThrow();
    expect(trino).toMatchObject({ id: 'trino', needs: ['minio'] });
    expect(trino).not.toHaveProperty('workloads');
    expect(trino.health).not.toHaveProperty('evidence');
  });

  it('says who needs a service also when they are on no page of the question', () => {
    const services = [
      service({ id: 'minio', system: 'storage' }),
      service({
        id: 'trino',
        system: 'data',
        dependsOn: [
          { serviceId: 'minio', evidence: 'env', confidence: 'inferred' },
        ],
      }),
    ];
    const page = listServices(services, ask({ system: 'storage' }));
    expect(page.services).toMatchObject([{ id: 'minio', neededBy: ['trino'] }]);
  });

  it('filters by every part, and counts all that fit, not only the page', () => {
    fc.assert(
      fc.property(some, services => {
        const query = ask({
          state: 'down,degraded',
          owner: 'group:default/a',
          limit: 1,
        });
        const fit = services.filter(
          ({ health, owner }) =>
            ['down', 'degraded'].includes(health.state) &&
            owner === 'group:default/a',
        );
        const { counts } = listServices(services, query);
        expect(counts.fit).toBe(fit.length);
        expect(readAll(services, query).sort()).toEqual(
          fit.map(({ id }) => id).sort(),
        );
      }),
    );
  });

  it('finds by words, wherever they stand', () => {
    const services = [
      service({ id: 'trino', title: 'Trino', owner: 'group:default/lake' }),
      service({ id: 'minio', title: 'MinIO', owner: 'group:default/lake' }),
    ];
    expect(readAll(services, ask({ q: 'LAKE trin' }))).toEqual(['trino']);
    expect(readAll(services, ask({ q: 'lake sea' }))).toEqual([]);
  });

  it.each([
    ['not JSON', 'page 2'],
    ['of another shape', '["system"]'],
    ['of another order', '["owner","x","y","z"]'],
  ])('refuses a cursor that is %s', (_, cursor) => {
    expect(() => listServices([], ask({ cursor }))).toThrow(/first page/);
  });

  it.each([
    [{ state: 'gone' }],
    [{ system: 'data,nowhere' }],
    [{ limit: 0 }],
    [{ limit: 501 }],
    [{ sort: 'colour' }],
  ])('does not understand %j', query => {
    expect(ServiceQuerySchema.safeParse(query).success).toBe(false);
  });

  it('keeps its contract', () => {
    const page = listServices([service({ id: 'a' })], ask());
    expect(() =>
      ServiceListSchema.parse({
        ...page,
        clusters: [],
        caveats: [],
        generatedAt: '2026-01-01T00:00:00Z',
      }),
    ).not.toThrow();
  });
});
