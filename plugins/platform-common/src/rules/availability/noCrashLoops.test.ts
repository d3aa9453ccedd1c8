import { ContainerStateFact } from '../facts/types';
import { NOW, seen } from '../testing/observeNow';
import { noCrashLoops } from './noCrashLoops';

const good: ContainerStateFact = {
  pod: 'Pod data/trino-0',
  container: 'trino',
  restarts: 0,
};
const judge = (...states: ContainerStateFact[]) =>
  noCrashLoops.judge({ containerStates: seen(states) } as never, NOW);
const hoursAgo = (hours: number) =>
  new Date(NOW - hours * 3_600_000).toISOString();

describe('no-crash-loops', () => {
  it.each([
    ['pass', good],
    ['pass', { ...good, restarts: 5, lastEndAt: hoursAgo(1) }],
    ['fail', { ...good, restarts: 6, lastEndAt: hoursAgo(1) }],
    ['pass', { ...good, restarts: 60, lastEndAt: hoursAgo(25) }],
    ['fail', { ...good, restarts: 60 }],
    ['fail', { ...good, waiting: 'CrashLoopBackOff' }],
    ['fail', { ...good, waiting: 'ImagePullBackOff' }],
    ['pass', { ...good, waiting: 'ContainerCreating' }],
  ] as const)('says %s of %j', (outcome, state) => {
    expect(judge(good, state).outcome).toBe(outcome);
  });
  it('tells why it ended', () => {
    const verdict = judge({
      ...good,
      waiting: 'CrashLoopBackOff',
      restarts: 41,
      lastEnd: 'OOMKilled',
    });
    expect(verdict.summary).toBe(
      'trino: CrashLoopBackOff, 41 restarts, last ended OOMKilled.',
    );
    expect(verdict.evidence[0].objects).toEqual(['Pod data/trino-0']);
  });
  it('names the runbook for an image that cannot be pulled', () => {
    const state = { ...good, waiting: 'ImagePullBackOff' };
    expect(judge(state).remedy?.runbook).toBe('image-missing-on-a-node');
  });
  it('does not apply where nothing runs', () => {
    expect(judge().outcome).toBe('not-applicable');
  });
});
