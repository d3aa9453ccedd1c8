import { Entity } from '@backstage/catalog-model';
import { EntitySync } from './EntitySync';

const entity = (name: string, title = name): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, title },
  spec: { type: 'service' },
});

function start(held?: string[]) {
  const connection = {
    applyMutation: jest.fn(async (_: object) => {}),
    refresh: jest.fn(),
  };
  const sync = new EntitySync(connection, {
    locationKey: 'platform',
    ...(held ? { readHeld: async () => held } : {}),
  });
  return { connection, sync };
}
const many = (count: number) =>
  Array.from({ length: count }, (_, n) => entity(`s${n}`));
const refs = (count: number) =>
  many(count).map(({ metadata }) => `component:default/${metadata.name}`);

describe('EntitySync', () => {
  it('replaces once, then writes nothing while nothing changes', async () => {
    const { connection, sync } = start();
    await expect(
      sync.apply(many(10), { complete: true }),
    ).resolves.toMatchObject({ type: 'full', added: 10 });
    await expect(
      sync.apply(many(10), { complete: true }),
    ).resolves.toMatchObject({ type: 'none' });
    expect(connection.applyMutation).toHaveBeenCalledTimes(1);
  });

  it('writes one entity when one changed, and one removal when one went', async () => {
    const { connection, sync } = start();
    await sync.apply(many(10), { complete: true });
    await sync.apply([entity('s0', 'renamed'), ...many(10).slice(1)], {
      complete: true,
    });
    expect(connection.applyMutation).toHaveBeenLastCalledWith({
      type: 'delta',
      added: [{ entity: entity('s0', 'renamed'), locationKey: 'platform' }],
      removed: [],
    });
    await sync.apply(many(10).slice(1), { complete: true });
    expect(connection.applyMutation).toHaveBeenLastCalledWith({
      type: 'delta',
      added: [],
      removed: [{ entity: entity('s0', 'renamed'), locationKey: 'platform' }],
    });
    expect(connection.applyMutation).toHaveBeenCalledTimes(3);
  });

  it('removes nothing on an incomplete list, and catches up when it is complete', async () => {
    const { connection, sync } = start();
    await sync.apply(many(10), { complete: true });
    await expect(
      sync.apply(many(3), { complete: false }),
    ).resolves.toMatchObject({ type: 'none' });
    await expect(sync.apply([], { complete: false })).resolves.toMatchObject({
      type: 'none',
    });
    await expect(
      sync.apply(many(9), { complete: true }),
    ).resolves.toMatchObject({ removed: 1 });
    expect(connection.applyMutation).toHaveBeenCalledTimes(2);
  });

  it('after a restart, adds from an incomplete list without replacing', async () => {
    const { connection, sync } = start(refs(10));
    await sync.apply(many(3), { complete: false });
    expect(connection.applyMutation).toHaveBeenLastCalledWith(
      expect.objectContaining({ type: 'delta', removed: [] }),
    );
    await expect(
      sync.apply(many(9), { complete: true }),
    ).resolves.toMatchObject({ type: 'full' });
  });

  it.each([
    ['an empty list', 0],
    ['a list that lacks most', 30],
  ])('after a restart, replaces nothing by %s', async (_, count) => {
    const { connection, sync } = start(refs(50));
    const result = await sync.apply(many(count), { complete: true });
    expect(result.heldBack).toMatch(/nothing is removed/);
    for (const [mutation] of connection.applyMutation.mock.calls) {
      expect(mutation).toMatchObject({ type: 'delta', removed: [] });
    }
    await expect(
      sync.apply(many(50), { complete: true }),
    ).resolves.toMatchObject({ type: 'full' });
  });

  it('does not replace when the catalog cannot say what it holds', async () => {
    const { connection } = start();
    const sync = new EntitySync(connection, {
      locationKey: 'platform',
      readHeld: async () => undefined,
    });
    await expect(
      sync.apply(many(2), { complete: true }),
    ).resolves.toMatchObject({ type: 'delta' });
  });

  it('offers the same list again after the catalog refused it', async () => {
    const { connection, sync } = start();
    await sync.apply(many(2), { complete: true });
    connection.applyMutation.mockRejectedValueOnce(new Error('database gone'));
    await expect(sync.apply(many(3), { complete: true })).rejects.toThrow(
      'database gone',
    );
    await expect(
      sync.apply(many(3), { complete: true }),
    ).resolves.toMatchObject({ added: 1 });
  });
});
