import { createTestClock } from '@254carbon/platform-simulator';
import { answerOf, silence } from '../__fixtures__/answers';
import { ClusterConnection } from '../door/types';
import { takePulse } from './takePulse';

const TIMINGS = { pulse: 15_000, pulseTimeout: 5_000 };

describe('the pulse of an API server', () => {
  const stop = new AbortController();
  afterAll(() => stop.abort());

  function open() {
    const clock = createTestClock();
    const state = { heardAt: -Infinity, isSilent: false };
    const asked: number[] = [];
    const told: (string | undefined)[] = [];
    const connection: ClusterConnection = {
      name: 'demo',
      async request(_path, { signal }) {
        asked.push(clock.now());
        return state.isSilent ? silence(signal) : answerOf(200, {});
      },
    };
    void takePulse({
      connection,
      timings: TIMINGS,
      clock,
      signal: stop.signal,
      heardAt: () => state.heardAt,
      onPulse: reason => told.push(reason),
    });
    return { clock, state, asked, told };
  }

  it('is taken every 15 s of one that says nothing', async () => {
    const { clock, asked } = open();
    await clock.advance(60_000);
    expect(asked).toHaveLength(4);
  });

  it('is spared when it has just spoken, but not twice in a row', async () => {
    const { clock, state, asked } = open();
    for (let second = 0; second < 60; second += 5) {
      state.heardAt = clock.now();
      await clock.advance(5_000);
    }
    expect(asked).toHaveLength(2);
  });

  it('tells of a silence that a watch covers up, and goes on asking', async () => {
    const { clock, state, asked, told } = open();
    state.isSilent = true;
    for (let second = 0; second < 120; second += 5) {
      state.heardAt = clock.now();
      await clock.advance(5_000);
    }
    expect(told.at(-1)).toMatch(/^Cluster demo did not answer within 5 s/);
    expect(told).not.toContain(undefined);
    expect(asked.length).toBeGreaterThanOrEqual(5);
  });
});
