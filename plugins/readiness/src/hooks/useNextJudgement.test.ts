import { act, renderHook } from '@testing-library/react';
import { useNextJudgement } from './useNextJudgement';

const BEFORE = '2026-11-22T04:00:00.000Z';
const AFTER = '2026-11-22T04:00:02.000Z';

function setUp() {
  const reload = jest.fn();
  const { result, rerender } = renderHook(
    ({ judgedAt }) => useNextJudgement(judgedAt, reload),
    { initialProps: { judgedAt: BEFORE } },
  );
  return { reload, result, rerender };
}

const passSeconds = (seconds: number) => {
  for (let second = 0; second < seconds; second += 1)
    act(() => jest.advanceTimersByTime(1_000));
};

describe('useNextJudgement', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('asks nothing by itself', () => {
    const { reload } = setUp();
    passSeconds(60);
    expect(reload).not.toHaveBeenCalled();
  });

  it('reads at once and every second, until there is another judgement', () => {
    const { reload, result, rerender } = setUp();
    act(() => result.current());
    expect(reload).toHaveBeenCalledTimes(1);
    passSeconds(2);
    expect(reload).toHaveBeenCalledTimes(3);
    rerender({ judgedAt: AFTER });
    passSeconds(60);
    expect(reload).toHaveBeenCalledTimes(3);
  });

  it('gives up where no judgement follows', () => {
    const { reload, result } = setUp();
    act(() => result.current());
    passSeconds(60);
    expect(reload).toHaveBeenCalledTimes(16);
  });
});
