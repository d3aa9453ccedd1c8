import { ContainerFact } from '../facts/types';
import { goodContainer } from '../testing/container';
import { NOW, seen } from '../testing/observeNow';
import { probesSet } from './probesSet';

const judge = (...containers: ContainerFact[]) =>
  probesSet.judge(
    { containers: seen({ containers, unseen: [] }) } as never,
    NOW,
  );

describe('probes-set', () => {
  it.each([
    ['pass', {}],
    ['fail', { readinessProbe: false }],
    ['fail', { livenessProbe: false }],
    ['not-applicable', { serves: false, livenessProbe: false }],
    ['not-applicable', { runs: 'to-end', livenessProbe: false }],
    ['not-applicable', { init: true, livenessProbe: false }],
  ] as const)('says %s of %j', (outcome, part) => {
    expect(judge({ ...goodContainer, ...part }).outcome).toBe(outcome);
  });
});
