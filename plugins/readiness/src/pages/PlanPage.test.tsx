import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import { plan } from '../__testUtils__/history';
import { askedOf, renderPages } from '../__testUtils__/renderPages';

expect.extend(toHaveNoViolations);

describe('the plan', () => {
  it('lists the fixes that lead to a level, each with remedy and effort', async () => {
    const { container, fetch } = renderPages({ at: '/readiness/plan' });
    const panel = await screen.findByRole('region', {
      name: 'From here to Silver: the platform',
    });
    expect(await within(panel).findByText('3 fixes')).toBeVisible();
    expect(within(panel).getAllByText(/Effort: /)).toHaveLength(3);
    expect(within(panel).getAllByText('How to mend it')[0]).toBeVisible();
    expect(askedOf(fetch, 'GET', '/plan')[0].query.get('target')).toBe(
      'silver',
    );
    expect(await axe(container)).toHaveNoViolations();
  });

  it('goes to a score of a service, by the address and by what is typed', async () => {
    const { fetch } = renderPages({
      at: '/readiness/plan?target=80&scope=service&id=trino',
    });
    const field = await screen.findByRole('textbox', { name: /Score/ });
    expect(field).toHaveValue('80');
    await userEvent.clear(field);
    await userEvent.type(field, '95');
    const asked = askedOf(fetch, 'GET', '/plan').at(-1);
    expect(asked?.query.get('target')).toBe('95');
    expect(asked?.query.get('id')).toBe('trino');
  });

  it('says when the target is reached already, and when it cannot be', async () => {
    const first = renderPages({
      at: '/readiness/plan',
      replies: { 'GET /plan': { ...plan, steps: [] } },
    });
    expect(
      await screen.findByText('Silver is reached already'),
    ).toBeInTheDocument();
    first.unmount();
    renderPages({
      at: '/readiness/plan?target=gold',
      replies: { 'GET /plan': { ...plan, target: 'gold', reached: false } },
    });
    expect(
      await screen.findByText('Gold is not reached by fixes'),
    ).toBeInTheDocument();
  });
});
