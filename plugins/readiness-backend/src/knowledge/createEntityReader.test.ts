import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  lastKnown,
  readKpi,
} from '@254carbon/backstage-plugin-platform-common';
import { createEntityReader } from './createEntityReader';

const KPI = {
  target: 99,
  comparison: 'at-least',
  unit: 'percent',
  sources: [{ document: 'roadmap', line: 7, target: 99 }],
};

function entity(name: string, kpi: { target?: number | string } = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, title: name.toLocaleUpperCase('en') },
    spec: { type: 'kpi', kpi: { ...KPI, ...kpi } },
  };
}

function setUp(entities: Entity[]) {
  const clock = { now: 0 };
  const getEntities = jest.fn(async () => ({ items: entities }));
  const read = createEntityReader({
    catalog: { getEntities },
    auth: mockServices.auth(),
    type: 'kpi',
    what: 'KPIs',
    toItem: readKpi,
    now: () => clock.now,
    patienceMs: 20,
  });
  return { clock, getEntities, read };
}

describe('createEntityReader', () => {
  it('reads what is well written, and tells of what is not', async () => {
    const { read } = setUp([
      entity('uptime', { target: 99.5 }),
      entity('speed', { target: 'fast' }),
    ]);
    const { items, problems } = await read();
    expect(lastKnown(items)?.value).toEqual([
      {
        ...KPI,
        id: 'uptime',
        entityRef: 'resource:default/uptime',
        title: 'UPTIME',
        description: '',
        target: 99.5,
      },
    ]);
    expect(problems).toEqual([
      expect.stringContaining('resource:default/speed is left out'),
    ]);
  });

  it('asks at most once a minute', async () => {
    const { clock, getEntities, read } = setUp([]);
    await read();
    clock.now = 59_000;
    await read();
    expect(getEntities).toHaveBeenCalledTimes(1);
    clock.now = 61_000;
    await read();
    expect(getEntities).toHaveBeenCalledTimes(2);
  });

  it('keeps what it knows when the catalog fails or hangs, with the reason', async () => {
    const { clock, getEntities, read } = setUp([entity('uptime')]);
    await read();
    clock.now = 61_000;
    getEntities.mockRejectedValueOnce(new Error('gone'));
    const failed = await read();
    expect(failed.items).toMatchObject({
      ok: false,
      reason: 'The catalog cannot be asked for KPIs: gone.',
    });
    expect(lastKnown(failed.items)?.value).toHaveLength(1);
    getEntities.mockImplementationOnce(() => new Promise(() => {}));
    const hanging = await read();
    expect(hanging.items).toMatchObject({
      reason: expect.stringContaining('has not answered within 20 ms'),
    });
    expect((await read()).items.ok).toBe(true);
  });
});
