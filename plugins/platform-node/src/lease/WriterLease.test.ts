import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { LeaseLost } from './types';
import { WriterLease } from './WriterLease';

jest.setTimeout(60_000);

const TABLE = 'leases';

/** A clock that stands still until it is told to go on; what it wakes runs to its end. */
function createClock() {
  const alarms = new Set<{ at: number; ring: () => void }>();
  let now = 0;
  return {
    now: () => now,
    /** Whether somebody waits, which is to say: has done what there was to do. */
    waiting: () => alarms.size > 0,
    alarm(ms: number, ring: () => void) {
      const alarm = { at: now + ms, ring };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
    advance(ms: number) {
      now += ms;
      for (const alarm of [...alarms]) {
        if (alarm.at <= now && alarms.delete(alarm)) alarm.ring();
      }
    },
  };
}

async function until(
  what: string,
  condition: () => Promise<boolean> | boolean,
) {
  const end = Date.now() + 45_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Waited in vain for: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('WriterLease on %s', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(id as Parameters<typeof databases.init>[0]);
    await knex.schema.createTable(TABLE, table => {
      table.string('id').primary();
      table.string('holder').nullable();
      table.integer('fence').notNullable();
      table.integer('beat').notNullable();
    });
  });

  /** Each replica has a clock of its own; one whose clock stands still is as good as killed. */
  function open(holder: string) {
    const clock = createClock();
    const lease = new WriterLease({
      knex,
      table: TABLE,
      id: 'one',
      what: 'the catalog',
      holder,
      clock,
      logger: mockServices.logger.mock(),
      timings: { beat: 1_000, silence: 5_000 },
    });
    return { lease, clock };
  }
  const read = async () => knex(TABLE).first();
  /** A second passes for the holder, which beats. */
  async function beat({ clock }: ReturnType<typeof open>) {
    const before = (await read())?.beat;
    clock.advance(1_000);
    await until('a beat', async () => (await read())?.beat !== before);
  }
  /** A second passes for one who waits, which looks. */
  async function look({ clock, lease }: ReturnType<typeof open>) {
    clock.advance(1_000);
    await until('a look', () => clock.waiting() || lease.fence !== undefined);
  }

  it('is held by one; another gets it only when that one has been silent', async () => {
    const one = open('one');
    const two = open('two');
    one.lease.start();
    await until('the first', () => one.lease.fence === 1);
    two.lease.start();
    await until('a look', () => two.clock.waiting());
    for (let second = 0; second < 20; second += 1) {
      await beat(one);
      await look(two);
    }
    expect(two.lease.fence).toBeUndefined();
    await expect(two.lease.write(async () => {})).rejects.toThrow(LeaseLost);
    const written: string[] = [];
    await one.lease.write(async () => void written.push('one'));

    for (let second = 0; second < 7; second += 1) await look(two);
    await until('the second', () => two.lease.fence === 2);
    await expect(
      one.lease.write(async () => void written.push('too late')),
    ).rejects.toThrow(LeaseLost);
    await two.lease.write(async () => void written.push('two'));
    expect(written).toEqual(['one', 'two']);
    expect(one.lease.fence).toBeUndefined();

    await two.lease.stop();
    const three = open('three');
    three.lease.start();
    await until('the third, at once', () => three.lease.fence === 3);
    await three.lease.stop();
    await one.lease.stop();
  });

  it('keeps others off while it writes, and notices when it was taken', async () => {
    const { lease: one, clock } = open('one');
    const told = jest.fn();
    one.onChange(told);
    one.start();
    await until('the first', () => one.fence === 1);
    await knex(TABLE).update({ holder: 'other', fence: 2 });
    clock.advance(1_000);
    await until('the loss', () => one.fence === undefined);
    expect(told).toHaveBeenCalledTimes(2);
    await one.stop();
    expect(await knex(TABLE).first()).toMatchObject({
      holder: 'other',
      fence: 2,
    });
  });

  it('is proved by the write itself, in its own transaction, when it is asked to', async () => {
    const { lease: one } = open('one');
    await expect(one.during(async () => 1)).rejects.toThrow(LeaseLost);
    one.start();
    await one.settled();
    expect(await one.during(async term => term)).toEqual({
      holder: 'one',
      fence: 1,
    });
    await expect(
      one.during(async () => {
        throw new Error('refused');
      }),
    ).rejects.toThrow('refused');
    expect(one.fence).toBe(1);
    await expect(
      one.during(async () => {
        throw new LeaseLost('the catalog');
      }),
    ).rejects.toThrow(LeaseLost);
    expect(one.fence).toBeUndefined();
    await one.stop();
  });

  it('gives what a write throws, and keeps the lease', async () => {
    const { lease: one } = open('one');
    one.start();
    await until('the first', () => one.fence === 1);
    await expect(
      one.write(async () => {
        throw new Error('refused');
      }),
    ).rejects.toThrow('refused');
    await expect(one.write(async () => {})).resolves.toBeUndefined();
    await one.stop();
  });
});
