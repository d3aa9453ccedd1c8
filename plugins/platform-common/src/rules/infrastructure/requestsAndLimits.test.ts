import { ContainerFact } from '../facts/types';
import { goodContainer } from '../testing/container';
import { NOW, seen } from '../testing/observeNow';
import { requestsAndLimits } from './requestsAndLimits';

const judge = (...containers: ContainerFact[]) =>
  requestsAndLimits.judge(
    { containers: seen({ containers, unseen: [] }) } as never,
    NOW,
  );

describe('requests-and-limits', () => {
  it('passes when all four are set', () => {
    expect(judge(goodContainer).outcome).toBe('pass');
  });
  it('says what is missing, of init containers too', () => {
    const verdict = judge(goodContainer, {
      ...goodContainer,
      container: 'init-db',
      init: true,
      requests: ['memory'],
      limits: [],
    });
    expect(verdict.outcome).toBe('fail');
    expect(verdict.summary).toBe(
      'init-db: no cpu request, no cpu limit, no memory limit.',
    );
  });
});
