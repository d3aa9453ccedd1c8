import {
  beginFirstLook,
  FIRST_LOOK_MS,
  FirstLook,
  watchAnswer,
} from './FirstLook';

const NOW = Date.parse('2026-01-15T12:00:00Z');

function setUp(done: Record<string, boolean>, limitMs?: number) {
  const state = { done, elapsed: 1_000 };
  const look = new FirstLook({
    parts: Object.keys(done).map(what => ({
      what,
      isDone: () => state.done[what],
    })),
    now: () => NOW,
    elapsed: () => state.elapsed,
    limitMs,
  });
  return { state, look };
}

describe('FirstLook', () => {
  it('is over when all was asked, and stays over', () => {
    const { state, look } = setUp({ clusters: true, services: false });
    expect(look.isWhole()).toBe(false);
    expect(look.describe()).toEqual({
      since: '2026-01-15T12:00:00.000Z',
      until: '2026-01-15T12:02:00.000Z',
      parts: [
        { what: 'clusters', done: true },
        { what: 'services', done: false },
      ],
    });
    expect(look.caveats()).toEqual([]);
    state.done = { clusters: true, services: true };
    expect(look.isWhole()).toBe(true);
    expect(look.describe()).toBeUndefined();
    // A service that came later has not been asked: that is no first look any more.
    state.done = { clusters: true, services: false };
    expect(look.isWhole()).toBe(true);
    expect(look.describe()).toBeUndefined();
  });

  it('waits for nobody longer than it said, and then names who is missing', () => {
    const { state, look } = setUp({ clusters: true, services: false });
    state.elapsed += FIRST_LOOK_MS;
    expect(look.isWhole()).toBe(false);
    state.elapsed += 1;
    expect(look.isWhole()).toBe(true);
    expect(look.caveats()).toEqual([
      'Judged before everything had been asked once: services had not answered 120 s after the start, so what rests on it is not known yet.',
    ]);
    state.done = { clusters: true, services: true };
    expect(look.caveats()).toEqual([]);
  });
});

describe('beginFirstLook', () => {
  it('waits for clusters, manifests, systems, services and addresses', async () => {
    const opened: (() => void)[] = [];
    const later = () => ({
      whenReady: () => new Promise<void>(open => opened.push(open)),
    });
    const asked = { services: false, addresses: false };
    const look = beginFirstLook(
      {
        platform: { ...later(), isAsked: () => asked.services },
        manifests: later(),
        telemetry: later(),
        external: { isAsked: () => asked.addresses },
      },
      { now: () => NOW },
    );
    const open = () => look.describe()?.parts.filter(part => !part.done).length;
    expect(open()).toBe(5);
    asked.services = true;
    asked.addresses = true;
    // Of services that are not known yet all have been asked, and it says nothing.
    expect(open()).toBe(5);
    for (const [at, left] of [
      [0, 2],
      [1, 1],
    ]) {
      opened[at]();
      await new Promise(resolve => setImmediate(resolve));
      expect(open()).toBe(left);
    }
    opened[2]();
    await new Promise(resolve => setImmediate(resolve));
    expect(look.isWhole()).toBe(true);
  });

  it('does not wait for what asks nobody', async () => {
    const there = { whenReady: async () => undefined };
    const look = beginFirstLook(
      { platform: there, manifests: there, telemetry: there, external: {} },
      { now: () => NOW },
    );
    await new Promise(resolve => setImmediate(resolve));
    expect(look.isWhole()).toBe(true);
  });
});

describe('watchAnswer', () => {
  function setUpAnswer() {
    const state = { elapsed: 0, answer: [] as string[] };
    const ask = jest.fn(async () => state.answer);
    const isDone = watchAnswer({
      ask,
      isTelling: answer => answer.length > 0,
      elapsed: () => state.elapsed,
      patienceMs: 15_000,
    });
    const settle = () => new Promise(resolve => setImmediate(resolve));
    return { state, ask, isDone, settle };
  }

  it('asks again with every look until the answer tells something, and then no more', async () => {
    const { state, ask, isDone, settle } = setUpAnswer();
    // One question at a time.
    expect(isDone()).toBe(false);
    expect(ask).toHaveBeenCalledTimes(1);
    await settle();
    state.answer = ['a runbook'];
    expect(isDone()).toBe(false);
    await settle();
    expect(isDone()).toBe(true);
    expect(isDone()).toBe(true);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('waits for nobody who never tells anything, hangs or fails', async () => {
    const { state, ask, isDone, settle } = setUpAnswer();
    await settle();
    ask.mockRejectedValueOnce(new Error('connection refused'));
    isDone();
    await settle();
    ask.mockReturnValueOnce(new Promise(() => undefined));
    state.elapsed = 15_000;
    expect(isDone()).toBe(false);
    state.elapsed = 15_001;
    expect(isDone()).toBe(true);
  });
});
