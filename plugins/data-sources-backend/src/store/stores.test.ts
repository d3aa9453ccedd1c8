import { TestDatabases } from '@backstage/backend-test-utils';
import { Approval } from '@254carbon/backstage-plugin-platform-common';
import { Approvals } from './Approvals';
import { EffectLedger } from './EffectLedger';
import { openDatabase } from './openDatabase';
import { PipelineBook } from './PipelineBook';
import { PipelineChanges } from './PipelineChanges';
import { Reservations } from './Reservations';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
const at = (minutes: number) =>
  new Date(Date.parse('2026-11-21T12:00:00Z') + minutes * 60_000).toISOString();

describe.each(databases.eachSupportedId())('on %p', id => {
  async function open() {
    const knex = await databases.init(id);
    return openDatabase({ getClient: async () => knex });
  }

  it('remembers effects in order, each once, and again after they were undone', async () => {
    const ledger = new EffectLedger(await open());
    const effect = (kind: 'repository' | 'workflow', ref: string) => ({
      taskId: 'task-1',
      step: 'publish',
      kind,
      ref,
      made: true,
    });
    const first = await ledger.record(effect('repository', 'a/b'), at(0));
    await ledger.record(effect('workflow', 'p/b'), at(1));
    await ledger.record(effect('repository', 'a/b'), at(2));
    expect((await ledger.list('task-1')).map(({ ref }) => ref)).toEqual([
      'a/b',
      'p/b',
    ]);
    await ledger.markUndone(first.id, { by: 'user:default/alice', at: at(3) });
    expect((await ledger.list('task-1'))[0]).toMatchObject({
      undoneAt: at(3),
      undoneBy: 'user:default/alice',
      made: true,
    });
    await ledger.record(effect('repository', 'a/b'), at(4));
    const again = (await ledger.list('task-1'))[0];
    expect(again.undoneAt).toBeUndefined();
    expect(again.id).toBe(first.id);
    expect(await ledger.list('task-2')).toEqual([]);
  });

  it('gives a name to one of many who come at once, and to the next when it is over', async () => {
    const reservations = new Reservations(await open());
    const wish = (task: number, until = at(30)) => ({
      name: 'eia-wti',
      taskId: `task-${task}`,
      heldBy: `user:default/person-${task}`,
      until,
    });
    const held = await Promise.all(
      [1, 2, 3, 4, 5].map(task => reservations.take(wish(task), at(0))),
    );
    const holders = new Set(held.map(({ taskId }) => taskId));
    expect(holders.size).toBe(1);
    const [winner] = holders;
    const task = Number(winner.split('-')[1]);
    expect((await reservations.take(wish(task, at(40)), at(1))).until).toBe(
      at(40),
    );
    await reservations.release('eia-wti', 'task-99');
    expect(await reservations.find('eia-wti', at(2))).toMatchObject({
      taskId: winner,
    });
    expect(await reservations.find('eia-wti', at(41))).toBeUndefined();
    expect(await reservations.take(wish(99, at(80)), at(41))).toMatchObject({
      taskId: 'task-99',
    });
  });

  const approval = (rest: Partial<Approval> = {}): Approval => ({
    id: 'a1',
    purpose: 'create',
    template: 'template:default/eia-connector',
    name: 'eia-wti',
    digest: 'd1',
    values: { name: 'eia-wti' },
    reason: 'needed on Monday',
    requestedBy: 'user:default/alice',
    requestedAt: at(0),
    state: 'requested',
    until: at(60),
    ...rest,
  });
  const decision = (by: string, minutes = 1) => ({
    state: 'approved' as const,
    by,
    at: at(minutes),
  });

  it('lets another person decide, once, and not too late', async () => {
    const approvals = new Approvals(await open());
    await approvals.add(approval());
    await expect(
      approvals.decide('a1', decision('user:default/alice')),
    ).rejects.toThrow(/Who asked does not decide/);
    await expect(
      approvals.decide('none', decision('user:default/bob')),
    ).rejects.toThrow(/no request/);
    expect(
      await approvals.decide('a1', decision('user:default/bob')),
    ).toMatchObject({ state: 'approved', decidedBy: 'user:default/bob' });
    await expect(
      approvals.decide('a1', decision('user:default/carol')),
    ).rejects.toThrow(/approved already \(by user:default\/bob\)/);
    expect((await approvals.findByDigest('d1', at(59)))?.state).toBe(
      'approved',
    );
    expect(await approvals.findByDigest('d1', at(61))).toBeUndefined();
    expect((await approvals.list(at(61)))[0].state).toBe('expired');
    await approvals.add(approval({ id: 'a2', requestedAt: at(2) }));
    await expect(
      approvals.decide('a2', decision('user:default/bob', 61)),
    ).rejects.toThrow(/expired/);
  });

  it('of two who decide at once, one does', async () => {
    const approvals = new Approvals(await open());
    await approvals.add(approval());
    const results = await Promise.allSettled([
      approvals.decide('a1', decision('user:default/bob')),
      approvals.decide('a1', {
        ...decision('user:default/carol'),
        state: 'rejected',
      }),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(
      1,
    );
  });

  it('remembers with what a pipeline was made last, and its end', async () => {
    const book = new PipelineBook(await open());
    const pipeline = {
      name: 'eia-wti',
      template: 'template:default/eia-connector',
      values: { name: 'eia-wti', schedule: '37 6 * * *' },
      taskId: 'task-1',
      madeBy: 'user:default/alice',
      madeAt: at(0),
    };
    await book.write(pipeline);
    await book.retire('eia-wti', {
      by: 'user:default/bob',
      at: at(1),
      reason: 'not read by anybody',
    });
    expect(await book.find('eia-wti')).toMatchObject({
      ...pipeline,
      retired: { by: 'user:default/bob' },
    });
    await book.write({ ...pipeline, taskId: 'task-2', madeAt: at(2) });
    expect(await book.findByTask('task-2')).toEqual({
      ...pipeline,
      taskId: 'task-2',
      madeAt: at(2),
      retired: undefined,
    });
    expect(await book.find('other')).toBeUndefined();
  });

  it('remembers changes of a pipeline, the newest first, and who took one back, once', async () => {
    const changes = new PipelineChanges(await open());
    const change = (schedule: string, taskId = 'task-1') => ({
      name: 'eia-wti',
      taskId,
      before: { schedule: '0 6 * * *' },
      after: { schedule },
      files: ['catalog-info.yaml'],
      by: 'user:default/alice',
      at: at(0),
    });
    await changes.add(change('1 6 * * *'));
    const second = await changes.add(change('2 6 * * *'));
    await changes.add(change('3 6 * * *', 'task-2'));
    const known = await changes.list('eia-wti', 'task-1');
    expect(known.map(({ after }) => after.schedule)).toEqual([
      '2 6 * * *',
      '1 6 * * *',
    ]);
    expect(known[0]).toEqual({
      ...second,
      undoneAt: undefined,
      undoneBy: undefined,
    });
    const who = { by: 'user:default/bob', at: at(1) };
    expect(await changes.markUndone(second.id, who)).toBe(true);
    expect(await changes.markUndone(second.id, who)).toBe(false);
    expect((await changes.list('eia-wti', 'task-1'))[0]).toMatchObject({
      undoneAt: at(1),
      undoneBy: 'user:default/bob',
    });
  });
});
