import { Entity } from '@backstage/catalog-model';
import { EntitySync, Fate, MissingEntity } from './EntitySync';

const entity = (name: string, title = name): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, title },
  spec: { type: 'service' },
});
const many = (count: number) =>
  Array.from({ length: count }, (_, n) => entity(`s${n}`));
const all = (fate: Fate) => () => () => fate;

function start(
  options: { held?: Entity[]; foreign?: string[]; mute?: boolean } = {},
) {
  const connection = { applyMutation: jest.fn(async (_: object) => {}) };
  const sync = new EntitySync(connection, {
    locationKey: 'platform',
    readHeld: async () => (options.mute ? undefined : options.held ?? []),
    findForeign: async refs =>
      new Set(refs.filter(ref => options.foreign?.includes(ref))),
  });
  return { connection, sync, options };
}

describe('EntitySync', () => {
  it('writes all once, then nothing while nothing changes', async () => {
    const { connection, sync } = start();
    await expect(sync.apply(many(10), all('remove'))).resolves.toMatchObject({
      type: 'delta',
      added: 10,
    });
    await expect(sync.apply(many(10), all('remove'))).resolves.toMatchObject({
      type: 'none',
    });
    expect(connection.applyMutation).toHaveBeenCalledTimes(1);
  });

  it('writes one entity when one changed, and one removal when one went', async () => {
    const { connection, sync } = start();
    await sync.apply(many(10), all('remove'));
    await sync.apply(
      [entity('s0', 'renamed'), ...many(10).slice(1)],
      all('keep'),
    );
    expect(connection.applyMutation).toHaveBeenLastCalledWith({
      type: 'delta',
      added: [{ entity: entity('s0', 'renamed'), locationKey: 'platform' }],
      removed: [],
    });
    await sync.apply(many(10).slice(1), all('remove'));
    expect(connection.applyMutation).toHaveBeenLastCalledWith({
      type: 'delta',
      added: [],
      removed: [{ entityRef: 'component:default/s0', locationKey: 'platform' }],
    });
    expect(connection.applyMutation).toHaveBeenCalledTimes(3);
  });

  it('begins with what the catalog holds: nothing new, no write', async () => {
    const { connection, sync } = start({ held: many(10) });
    await sync.apply(many(10), all('remove'));
    expect(connection.applyMutation).not.toHaveBeenCalled();
    await sync.apply([...many(9), entity('s9', 'renamed')], all('remove'));
    expect(connection.applyMutation).toHaveBeenCalledTimes(1);
  });

  it('asks for each missing entity, and says which an earlier process offered', async () => {
    const { connection, sync } = start({ held: many(3) });
    await sync.apply([entity('s0'), entity('new')], all('keep'));
    const seen = jest.fn();
    await sync.apply([entity('s0')], missing => {
      seen(
        [...missing].map(([ref, { inherited }]: [string, MissingEntity]) => [
          ref.split('/')[1],
          inherited,
        ]),
      );
      return ref => (ref.endsWith('new') ? 'remove' : 'keep');
    });
    expect(seen).toHaveBeenCalledWith([
      ['s1', true],
      ['s2', true],
      ['new', false],
    ]);
    expect(connection.applyMutation).toHaveBeenLastCalledWith(
      expect.objectContaining({
        removed: [
          expect.objectContaining({ entityRef: 'component:default/new' }),
        ],
      }),
    );
  });

  it('puts another entity in the place of a missing one, once', async () => {
    const { connection, sync } = start({ held: many(2) });
    const orphan = entity('s1', 'orphan');
    await sync.apply([entity('s0')], all(orphan));
    await sync.apply([entity('s0')], all(orphan));
    expect(connection.applyMutation).toHaveBeenCalledTimes(1);
    expect(connection.applyMutation).toHaveBeenCalledWith({
      type: 'delta',
      added: [{ entity: orphan, locationKey: 'platform' }],
      removed: [],
    });
  });

  it('does not offer what somebody declares, tells of it, and offers it when the name is free', async () => {
    const foreign = ['component:default/s1'];
    const { connection, sync } = start({ foreign });
    await expect(sync.apply(many(3), all('remove'))).resolves.toMatchObject({
      added: 2,
      foreign,
    });
    await sync.apply(many(3), all('remove'));
    expect(connection.applyMutation).toHaveBeenCalledTimes(1);
    foreign.pop();
    await expect(sync.apply(many(3), all('remove'))).resolves.toMatchObject({
      added: 1,
      foreign: [],
    });
  });

  it('writes nothing while the catalog cannot say what it holds', async () => {
    const { connection, sync, options } = start({ mute: true });
    await sync.apply(many(3), all('remove'));
    expect(connection.applyMutation).not.toHaveBeenCalled();
    options.mute = false;
    await sync.apply(many(3), all('remove'));
    expect(connection.applyMutation).toHaveBeenCalledTimes(1);
  });

  it('offers the same list again after the catalog refused it', async () => {
    const { connection, sync } = start();
    await sync.apply(many(2), all('remove'));
    connection.applyMutation.mockRejectedValueOnce(new Error('database gone'));
    await expect(sync.apply(many(3), all('remove'))).rejects.toThrow(
      'database gone',
    );
    await expect(sync.apply(many(3), all('remove'))).resolves.toMatchObject({
      added: 1,
    });
  });
});
