import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Panel } from '.';
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

  it('names the permission that is missing', () => {
    render(Forbidden.render());
    expect(screen.getByRole('alert')).toHaveTextContent(
      'platform.service.read',
    );
  });
});
