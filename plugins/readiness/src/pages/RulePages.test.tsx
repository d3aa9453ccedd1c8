import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import { rules } from '../__testUtils__/report';
import { renderPages } from '../__testUtils__/renderPages';

expect.extend(toHaveNoViolations);

describe('the rules', () => {
  it('are listed with who fails', async () => {
    const { container } = renderPages({ at: '/readiness/rules' });
    const table = await screen.findByRole('table', { name: 'Rules in force' });
    expect(
      within(table).getByRole('link', { name: 'Every replica is ready' }),
    ).toHaveAttribute('href', '/readiness/rules/workload-available');
    expect(within(table).getAllByText('Trino')).toHaveLength(rules.length);
    expect(await axe(container)).toHaveNoViolations();
  });

  it('are filtered and sorted by the address', async () => {
    renderPages({ at: '/readiness/rules?category=backup&sort=-weight' });
    expect(
      await screen.findByText(`1 of ${rules.length} rules shown`),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('columnheader', { name: 'Weight' }),
    ).toHaveAttribute('aria-sort', 'descending');
    await userEvent.type(screen.getByRole('searchbox'), 'no such rule');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show all rules' }),
    );
    expect(
      screen.getByText(`${rules.length} of ${rules.length} rules shown`),
    ).toBeInTheDocument();
  });

  it('have a page: what, why, who fails, how to mend, what it said before', async () => {
    const { container } = renderPages({
      at: '/readiness/rules/workload-available',
    });
    expect(await screen.findByText(rules[0].why)).toBeInTheDocument();
    expect(
      screen.getAllByRole('link', { name: /Open runbook/ })[0],
    ).toHaveAttribute(
      'href',
      '/docs/default/resource/runbooks/platform-health-check/',
    );
    const verdicts = screen.getByRole('region', { name: /Who fails/ });
    expect(within(verdicts).queryByText(/1 of 2 ready/)).toBeNull();
    await userEvent.click(within(verdicts).getByText('Trino'));
    expect(within(verdicts).getByText(/Seen: 1 of 2 ready/)).toBeVisible();
    expect(
      within(verdicts).getByRole('link', {
        name: 'Deployment data-platform/trino-worker',
      }),
    ).toHaveAttribute(
      'href',
      '/why?object=Deployment%2Fdata-platform%2Ftrino-worker&cluster=demo',
    );
    await userEvent.click(screen.getByText(/What it said before/));
    expect(
      await screen.findByText(/Rule version 1, recorded 2025-10-23/),
    ).toBeInTheDocument();
    expect(await axe(container)).toHaveNoViolations();
  });

  it('open the verdict that the address asks for', async () => {
    renderPages({ at: '/readiness/rules/workload-available?open=trino' });
    expect(await screen.findByText(/Seen: 1 of 2 ready/)).toBeVisible();
  });

  it('say when there is no such rule or page', async () => {
    const first = renderPages({ at: '/readiness/rules/nope' });
    expect(
      await screen.findByText('There is no such rule'),
    ).toBeInTheDocument();
    first.unmount();
    renderPages({ at: '/readiness/nope' });
    expect(
      await screen.findByText('There is no such page'),
    ).toBeInTheDocument();
  });
});
