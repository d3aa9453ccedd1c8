import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import { askedOf, renderPages } from '../__testUtils__/renderPages';

expect.extend(toHaveNoViolations);

describe('trying other rules', () => {
  it('judges what the address says, and shows it beside the present', async () => {
    const { container, fetch } = renderPages({
      at: '/readiness/replay?off=workload-available&weigh=probes-set:9',
    });
    const table = await screen.findByRole('table', {
      name: 'Services whose score would be another',
    });
    expect(within(table).getByText('Trino')).toBeVisible();
    expect(within(table).queryByText('MinIO')).toBeNull();
    expect(screen.getByText(/Not every fact was kept: nodes/)).toBeVisible();
    expect(askedOf(fetch, 'POST', '/replays')[0].body).toEqual({
      weights: { 'probes-set': 9 },
      disabledRules: ['workload-available'],
    });
    expect(await axe(container)).toHaveNoViolations();
  });

  it('goes back to how it is now', async () => {
    renderPages({ at: '/readiness/replay?off=workload-available' });
    await userEvent.click(
      await screen.findByRole('button', { name: /^As it is now: Every/ }),
    );
    expect(await screen.findByText('Nothing is tried yet')).toBeVisible();
  });

  it('asks for nothing until something is tried', async () => {
    const { fetch } = renderPages({ at: '/readiness/replay' });
    expect(await screen.findByText('Nothing is tried yet')).toBeVisible();
    expect(askedOf(fetch, 'POST', '/replays')).toHaveLength(0);
  });
});
