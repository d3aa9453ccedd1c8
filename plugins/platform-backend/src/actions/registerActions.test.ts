import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { indexObjects } from '@254carbon/backstage-plugin-platform-common';
import { serviceOf } from '@254carbon/backstage-plugin-platform-common/testUtils';
import { objectOf } from '../__testUtils__/startPlatform';
import { RouteSources } from '../routes/types';
import { createMemoryStores } from '../store/PlatformStores';
import { registerActions } from './registerActions';

function start(result: AuthorizeResult.ALLOW | AuthorizeResult.DENY) {
  const registry = actionsRegistryServiceMock();
  const stores = createMemoryStores();
  const down = serviceOf('trino', {
    health: { state: 'down', stale: false, summary: 'gone', evidence: [] },
  });
  const sources = {
    stores,
    now: () => Date.parse('2026-11-21T12:00:00.000Z'),
    catalog: { current: async () => ({ orphaned: [], planned: [] }) },
    declared: { objects: () => [], caveats: () => [] },
    view: {
      current: async () => ({
        services: [down],
        clusters: [],
        caveats: [],
        groups: [],
        index: indexObjects([objectOf('Deployment', 'trino')]),
        generatedAt: '2026-11-21T12:00:00.000Z',
      }),
    },
  } as unknown as RouteSources;
  registerActions({
    registry,
    sources,
    auditor: mockServices.auditor.mock({
      createEvent: async () => ({
        success: async () => {},
        fail: async () => {},
      }),
    }),
    permissions: mockServices.permissions({ result }),
  });
  return registry;
}

const credentials = mockCredentials.user();

describe('actions', () => {
  it('explain an object, and list what is wrong', async () => {
    const registry = start(AuthorizeResult.ALLOW);
    const why = await registry.invoke({
      id: 'test:why',
      input: { object: 'Deployment/data/trino' },
      credentials,
    });
    expect(why.output).toMatchObject({ why: { presence: 'observed' } });
    const incidents = await registry.invoke({
      id: 'test:incidents',
      input: {},
      credentials,
    });
    expect(incidents.output).toMatchObject({
      incidents: { incidents: [{ serviceId: 'trino', summary: 'gone' }] },
    });
  });

  it('need the permission that the routes need', async () => {
    const registry = start(AuthorizeResult.DENY);
    for (const [id, input] of [
      ['test:why', { object: 'trino' }],
      ['test:incidents', {}],
    ] as const) {
      await expect(registry.invoke({ id, input, credentials })).rejects.toThrow(
        /needs the permission platform\./,
      );
    }
  });
});
