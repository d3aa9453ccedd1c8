import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SkipLink } from './SkipLink';

describe('SkipLink', () => {
  it('is where Tab leads first, and leads past the navigation', async () => {
    render(
      <>
        <SkipLink />
        <a href="/incidents">Incidents</a>
        <h1>Platform now</h1>
        <button type="button">Acknowledge</button>
      </>,
    );
    await userEvent.tab();
    expect(
      screen.getByRole('button', { name: 'Skip the navigation' }),
    ).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('heading')).toHaveFocus();
    await userEvent.tab();
    expect(screen.getByRole('button', { name: 'Acknowledge' })).toHaveFocus();
  });

  it('does nothing on a page without a heading', async () => {
    render(<SkipLink />);
    await userEvent.click(screen.getByRole('button'));
    expect(screen.getByRole('button')).toHaveFocus();
  });
});
