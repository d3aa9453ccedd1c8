import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import { onPaletteAsked } from '../palette/openPalette';
import { NotFoundPage } from './NotFoundPage';

expect.extend(toHaveNoViolations);

describe('NotFoundPage', () => {
  it('says which address leads nowhere, and gives two ways on', async () => {
    const { container } = renderInTestApp(<NotFoundPage />, {
      initialRouteEntries: ['/no/such/page'],
      config: { app: { title: 'Portal' } },
    });
    expect(await screen.findByText('/no/such/page')).toBeVisible();
    expect(document.title).toBe('There is no such page | Portal');
    expect(screen.getByRole('link', { name: 'Home' })).toHaveAttribute(
      'href',
      '/',
    );
    const opened = jest.fn();
    const stop = onPaletteAsked(opened);
    await userEvent.click(screen.getByRole('button', { name: /Go to/ }));
    stop();
    expect(opened).toHaveBeenCalledTimes(1);
    expect(await axe(container)).toHaveNoViolations();
  });
});
