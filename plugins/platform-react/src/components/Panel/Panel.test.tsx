import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { LoadingState } from '../StateViews';
import { Panel, QueryView } from '.';
import { StaleData, Failed, Forbidden } from './Panel.stories';

describe('Panel', () => {
  it('keeps what breaks inside it to itself', async () => {
    let broken = true;
    const Fragile = () => {
      if (broken) throw new Error('no data');
      return <p>mended</p>;
    };
    const log = jest.spyOn(console, 'error').mockImplementation(() => {});
    render(
      <>
        <Panel title="Now">
          <Fragile />
        </Panel>
        <p>the rest of the page</p>
      </>,
    );
    expect(screen.getByRole('alert')).toHaveTextContent(
      'Now could not be shown',
    );
    expect(screen.getByText('the rest of the page')).toBeVisible();
    broken = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(screen.getByText('mended')).toBeVisible();
    log.mockRestore();
  });
});

describe('QueryView', () => {
  it('goes on showing old data and says that it is old and why', () => {
    render(StaleData.render());
    expect(screen.getByText('3 services')).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent(
      /was read .* ago.*does not answer/,
    );
  });

  it('shows a failure as a failure, never as nothing', () => {
    render(Failed.render());
    expect(screen.getByRole('alert')).toHaveTextContent(
      'Could not read the services',
    );
  });

  it('goes on saying what failed while it is tried again', () => {
    const query = {
      loading: true,
      forbidden: false,
      error: new Error('There was no answer within 60 s.'),
      reload: () => {},
    };
    render(
      <QueryView query={query} what="the services" permission="x">
        {() => null}
      </QueryView>,
    );
    expect(screen.getByRole('alert')).toHaveTextContent(/no answer within/);
    expect(
      screen.getByRole('button', { name: 'Trying again ...' }),
    ).toBeVisible();
  });

  it('names the permission that is missing', () => {
    render(Forbidden.render());
    expect(screen.getByRole('alert')).toHaveTextContent(
      'platform.service.read',
    );
  });
});

describe('LoadingState', () => {
  it('says that it takes long when it does, and not before', async () => {
    const { rerender } = render(
      <LoadingState label="Reading the services" slowAfterMs={60_000} />,
    );
    expect(screen.queryByText(/takes longer than usual/)).toBeNull();
    rerender(<LoadingState label="Reading the services" slowAfterMs={1} />);
    expect(
      await screen.findByText(/Reading the services takes longer than usual/),
    ).toBeVisible();
  });
});
