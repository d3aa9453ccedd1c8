import { ChangeStore } from './ChangeStore';

const NOW = new Date('2026-11-21T12:00:00.000Z');
const LATER = new Date('2026-11-21T12:10:00.000Z');

function change(serviceId: string, at: string, to: string, from?: string) {
  return {
    serviceId,
    title: serviceId,
    at,
    to,
    summary: `${serviceId} is ${to}`,
    ...(from ? { from } : {}),
  };
}

async function oneHolderAtATime(store: ChangeStore): Promise<void> {
  expect(await store.watchingSince()).toBeUndefined();
  const first = await store.takeLease({
    holder: 'a',
    now: NOW,
    durationMs: 1000,
  });
  expect(first).toMatchObject({ holder: 'a' });
  expect(
    await store.takeLease({ holder: 'b', now: NOW, durationMs: 1000 }),
  ).toBeUndefined();
  expect(
    await store.takeLease({ holder: 'a', now: NOW, durationMs: 1000 }),
  ).toEqual(first);
  const second = await store.takeLease({
    holder: 'b',
    now: LATER,
    durationMs: 1000,
  });
  expect(second?.fence).toBeGreaterThan(first?.fence ?? Infinity);
  expect(await store.watchingSince()).toBe(NOW.toISOString());
}

async function oneOfManyAtOnce(store: ChangeStore): Promise<void> {
  const holders = Array.from({ length: 12 }, (_, n) => `replica-${n}`);
  const take = (now: Date) =>
    Promise.all(
      holders.map(holder => store.takeLease({ holder, now, durationMs: 1000 })),
    );
  const [first, ...others] = (await take(NOW)).filter(lease => lease);
  expect(first).toBeDefined();
  expect(others).toEqual([]);
  const [second, ...rest] = (await take(LATER)).filter(lease => lease);
  expect(rest).toEqual([]);
  const writes = await Promise.allSettled(
    [first!, second!].map(lease =>
      store.record({
        lease,
        changes: [change(lease.holder, NOW.toISOString(), 'down')],
      }),
    ),
  );
  const isSame = first?.fence === second?.fence;
  expect(writes.map(({ status }) => status)).toEqual([
    isSame ? 'fulfilled' : 'rejected',
    'fulfilled',
  ]);
}

async function nothingUnderAnOldLease(store: ChangeStore): Promise<void> {
  const old = await store.takeLease({
    holder: 'a',
    now: NOW,
    durationMs: 1000,
  });
  await store.takeLease({ holder: 'b', now: LATER, durationMs: 1000 });
  await expect(
    store.record({
      lease: old!,
      changes: [change('trino', NOW.toISOString(), 'down')],
    }),
  ).rejects.toThrow(/Another replica/);
  await expect(store.prune({ lease: old!, before: LATER })).rejects.toThrow(
    /Another replica/,
  );
  expect(await store.listChanges({ since: new Date(0) })).toEqual([]);
  expect((await store.lastStates()).size).toBe(0);
}

async function newestFirst(store: ChangeStore): Promise<void> {
  const lease = (await store.takeLease({
    holder: 'a',
    now: NOW,
    durationMs: 1000,
  }))!;
  await store.record({
    lease,
    changes: [],
    states: [
      {
        serviceId: 'minio',
        title: 'MinIO',
        state: 'healthy',
        since: NOW.toISOString(),
      },
    ],
  });
  await store.record({
    lease,
    changes: [
      change('trino', '2026-11-21T12:00:01.000Z', 'degraded', 'healthy'),
      change('trino', '2026-11-21T12:00:02.000Z', 'down', 'degraded'),
    ],
  });
  await store.record({
    lease,
    changes: [change('doris', '2026-11-21T12:00:02.000Z', 'healthy')],
  });
  const changes = await store.listChanges({
    since: new Date('2026-11-21T12:00:01.000Z'),
  });
  expect(changes.map(({ serviceId, to }) => `${serviceId} ${to}`)).toEqual([
    'doris healthy',
    'trino down',
    'trino degraded',
  ]);
  expect(changes[0]).not.toHaveProperty('from');
  expect(changes[2]).toMatchObject({
    from: 'healthy',
    summary: 'trino is degraded',
  });
  expect(await store.listChanges({ since: LATER })).toEqual([]);
  const states = await store.lastStates();
  expect(states.get('trino')).toMatchObject({
    state: 'down',
    since: '2026-11-21T12:00:02.000Z',
  });
  expect(states.get('minio')).toMatchObject({ state: 'healthy' });
}

async function removedAndForgotten(store: ChangeStore): Promise<void> {
  const lease = (await store.takeLease({
    holder: 'a',
    now: NOW,
    durationMs: 1000,
  }))!;
  await store.record({
    lease,
    changes: [change('trino', NOW.toISOString(), 'healthy')],
  });
  await store.record({
    lease,
    changes: [change('trino', LATER.toISOString(), 'removed', 'healthy')],
  });
  expect((await store.lastStates()).size).toBe(0);
  expect(await store.prune({ lease, before: LATER })).toBe(1);
  expect(await store.listChanges({ since: new Date(0) })).toHaveLength(1);
}

async function manyAtOnce(store: ChangeStore): Promise<void> {
  const lease = (await store.takeLease({
    holder: 'a',
    now: NOW,
    durationMs: 1000,
  }))!;
  const changes = Array.from({ length: 450 }, (_, n) =>
    change(`s${n}`, NOW.toISOString(), 'down'),
  );
  await store.record({ lease, changes });
  expect((await store.lastStates()).size).toBe(450);
  expect(await store.listChanges({ since: NOW })).toHaveLength(450);
}

/** What every {@link ChangeStore} keeps; the test of each runs all of them on a fresh store. */
export const CHANGE_STORE_CONFORMANCE: [
  name: string,
  check: (store: ChangeStore) => Promise<void>,
][] = [
  [
    'gives the lease to one holder at a time, and a new fence to each',
    oneHolderAtATime,
  ],
  [
    'gives the lease to one of many that ask at once, and lets only it write',
    oneOfManyAtOnce,
  ],
  [
    'refuses a write under a lease that has passed on, and writes nothing of it',
    nothingUnderAnOldLease,
  ],
  ['lists changes newest first, and derives the last states', newestFirst],
  [
    'takes removed services out of the states, and forgets old changes',
    removedAndForgotten,
  ],
  ['takes many changes at once', manyAtOnce],
];
