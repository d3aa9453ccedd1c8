import { mockServices } from '@backstage/backend-test-utils';
import { RecordedDeclaration } from '@254carbon/backstage-plugin-platform-common';
import { createDeclarations } from '@254carbon/backstage-plugin-platform-node';
import { createMemoryStores } from '../store/PlatformStores';
import { createDeclarationPublisher } from './publishDeclarations';

const NOW = Date.parse('2026-11-21T12:00:00Z');

function declaration(id: string, hours: number): RecordedDeclaration {
  return {
    id,
    kind: 'expected-down',
    serviceId: 'trino',
    reason: 'It moves to other nodes',
    owner: 'group:default/data-engineering',
    from: new Date(NOW).toISOString(),
    until: new Date(NOW + hours * 3_600_000).toISOString(),
    declaredBy: 'user:default/operator',
    declaredAt: new Date(NOW).toISOString(),
  };
}

function setUp() {
  const clock = { now: NOW };
  const { declarations: store } = createMemoryStores();
  const declarations = createDeclarations();
  const publisher = createDeclarationPublisher({
    store,
    declarations,
    logger: mockServices.logger.mock(),
    now: () => clock.now,
  });
  const ids = () => declarations.current().declarations.map(({ id }) => id);
  return { clock, store, declarations, publisher, ids };
}

describe('createDeclarationPublisher', () => {
  it('publishes at once what is declared and withdrawn here', async () => {
    const { publisher, ids } = setUp();
    await publisher.store.add(declaration('a', 2));
    expect(ids()).toEqual(['a']);
    await publisher.store.withdraw('a', {
      by: 'user:default/operator',
      at: new Date(NOW).toISOString(),
    });
    expect(ids()).toEqual([]);
  });

  it('finds what another replica declared, and lets go of what ended', async () => {
    const { clock, store, publisher, ids } = setUp();
    await store.add(declaration('a', 2));
    expect(ids()).toEqual([]);
    await publisher.runOnce();
    expect(ids()).toEqual(['a']);
    clock.now += 3 * 3_600_000;
    await publisher.runOnce();
    expect(ids()).toEqual([]);
  });

  it('keeps the copy when the store cannot be read, and says so', async () => {
    const { store, publisher, declarations, ids } = setUp();
    await publisher.store.add(declaration('a', 2));
    jest.spyOn(store, 'list').mockRejectedValueOnce(new Error('gone'));
    await publisher.runOnce();
    expect(ids()).toEqual(['a']);
    expect(declarations.current().caveat).toContain('cannot be read');
  });
});
