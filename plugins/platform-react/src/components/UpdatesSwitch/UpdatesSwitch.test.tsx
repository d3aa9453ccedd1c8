import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { pauseUpdates } from '../../hooks/useUpdatesPaused';
import { useQuery } from '../../hooks/useQuery';
import { UpdatesSwitch } from '.';

function Counter(props: { load: () => Promise<number> }) {
  const query = useQuery({ key: 'count', load: props.load, refreshMs: 1_000 });
  return (
    <>
      <UpdatesSwitch loadedAt={query.loadedAt} />
      <p>read {query.data} times</p>
    </>
  );
}

describe('UpdatesSwitch', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    act(() => pauseUpdates(false));
    jest.useRealTimers();
  });

  it('holds the page still until it is switched on again, which reads at once', async () => {
    const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
    let reads = 0;
    const load = async () => (reads += 1);
    render(<Counter load={load} />);
    expect(await screen.findByText('read 1 times')).toBeVisible();
    await user.click(screen.getByRole('switch', { name: 'Live updates' }));
    expect(screen.getByRole('status')).toHaveTextContent(
      'Updates are paused; this was read',
    );
    await act(() => jest.advanceTimersByTimeAsync(5_000));
    expect(reads).toBe(1);
    await user.click(screen.getByRole('switch', { name: 'Live updates' }));
    expect(await screen.findByText('read 2 times')).toBeVisible();
    await act(() => jest.advanceTimersByTimeAsync(1_000));
    expect(await screen.findByText('read 3 times')).toBeVisible();
  });
});
