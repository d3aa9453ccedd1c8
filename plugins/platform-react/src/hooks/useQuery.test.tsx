import { act, renderHook, waitFor } from '@testing-library/react';
import { reasonOf, useQuery } from './useQuery';

describe('useQuery', () => {
  it('keeps the last good data when a later attempt fails', async () => {
    const load = jest.fn().mockResolvedValueOnce('first');
    const { result } = renderHook(() => useQuery<string>({ key: 'a', load }));
    await waitFor(() => expect(result.current.data).toBe('first'));
    load.mockRejectedValueOnce(new Error('gone'));
    act(() => result.current.reload());
    await waitFor(() => expect(result.current.error?.message).toBe('gone'));
    expect(result.current.data).toBe('first');
    expect(result.current.loadedAt).toBeDefined();
  });

  it('forgets the failure when an attempt succeeds again', async () => {
    const load = jest
      .fn()
      .mockRejectedValueOnce(new Error('gone'))
      .mockResolvedValueOnce('back');
    const { result } = renderHook(() => useQuery<string>({ key: 'a', load }));
    await waitFor(() => expect(result.current.error).toBeDefined());
    act(() => result.current.reload());
    await waitFor(() => expect(result.current.data).toBe('back'));
    expect(result.current.error).toBeUndefined();
  });

  it('does not show the data of one key under another', async () => {
    let answer: (value: string) => void = () => {};
    const load = jest.fn(
      () => new Promise<string>(resolve => (answer = resolve)),
    );
    const { result, rerender } = renderHook(
      ({ key }) => useQuery<string>({ key, load }),
      {
        initialProps: { key: 'a' },
      },
    );
    const answerOfA = answer;
    rerender({ key: 'b' });
    act(() => answerOfA('late answer for a'));
    expect(result.current.data).toBeUndefined();
    act(() => answer('b'));
    await waitFor(() => expect(result.current.data).toBe('b'));
  });

  it('waits for an answer that takes longer than its renewal, and asks once more afterwards', async () => {
    const answers: ((value: string) => void)[] = [];
    const signals: AbortSignal[] = [];
    const load = jest.fn((signal: AbortSignal) => {
      signals.push(signal);
      return new Promise<string>(resolve => answers.push(resolve));
    });
    const { result } = renderHook(() => useQuery<string>({ key: 'a', load }));
    act(() => {
      result.current.reload();
      result.current.reload();
    });
    expect(load).toHaveBeenCalledTimes(1);
    expect(signals[0].aborted).toBe(false);
    act(() => answers[0]('slow'));
    await waitFor(() => expect(result.current.data).toBe('slow'));
    expect(load).toHaveBeenCalledTimes(2);
    expect(result.current.loading).toBe(true);
    act(() => answers[1]('newer'));
    await waitFor(() => expect(result.current.data).toBe('newer'));
    expect(result.current.loading).toBe(false);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('fails when there is no answer for too long, and takes the next one', async () => {
    const signals: AbortSignal[] = [];
    const load = jest.fn((signal: AbortSignal) => {
      signals.push(signal);
      return new Promise<string>(() => {});
    });
    const { result } = renderHook(() =>
      useQuery<string>({ key: 'a', load, slowestMs: 20 }),
    );
    await waitFor(() =>
      expect(result.current.error?.message).toMatch(/no answer within/),
    );
    expect(result.current.loading).toBe(false);
    expect(signals[0].aborted).toBe(true);
    load.mockResolvedValue('there');
    act(() => result.current.reload());
    await waitFor(() => expect(result.current.data).toBe('there'));
    expect(result.current.error).toBeUndefined();
  });

  it('hears nothing more of what it asked once it is gone', async () => {
    const signals: AbortSignal[] = [];
    const load = (signal: AbortSignal) => {
      signals.push(signal);
      return new Promise<string>(() => {});
    };
    const { unmount } = renderHook(() => useQuery({ key: 'a', load }));
    unmount();
    expect(signals[0].aborted).toBe(true);
  });

  it('asks again as soon as the last answer makes it', async () => {
    const load = jest.fn().mockResolvedValueOnce('wait');
    load.mockResolvedValue('there');
    const refreshMs = (data?: string) => (data === 'there' ? 3_600_000 : 5);
    const { result } = renderHook(() =>
      useQuery<string>({ key: 'a', load, refreshMs }),
    );
    await waitFor(() => expect(result.current.data).toBe('there'));
    expect(load.mock.calls.length).toBeLessThanOrEqual(3);
  });

  it('tells a refusal from a failure', async () => {
    const refusal = Object.assign(new Error('no'), { name: 'NotAllowedError' });
    const load = jest.fn().mockRejectedValue(refusal);
    const { result } = renderHook(() => useQuery({ key: 'a', load }));
    await waitFor(() => expect(result.current.forbidden).toBe(true));
  });
});

describe('reasonOf', () => {
  it('is what the backend said, where it said something', () => {
    const cause = new Error('The inventory is not ready.');
    expect(reasonOf(new Error('Request failed with 503', { cause }))).toBe(
      'The inventory is not ready.',
    );
    expect(reasonOf(new Error('gone'))).toBe('gone');
  });

  it('says what to do when the answer has another form than the page knows', () => {
    const unknownForm = Object.assign(new Error('[{"code":"invalid_union"}]'), {
      name: 'ZodError',
    });
    expect(reasonOf(unknownForm)).toMatch(/load it again/);
  });
});
