import { screen, within } from '@testing-library/react';
import { axe, toHaveNoViolations } from 'jest-axe';
import { renderPages } from '../__testUtils__/renderPages';

expect.extend(toHaveNoViolations);

describe('scores', () => {
  it('are added by system, owner and domain', async () => {
    const { container } = renderPages({ at: '/readiness/scores' });
    const table = await screen.findByRole('table', {
      name: 'Scores by system',
    });
    expect(
      within(table).getByRole('link', { name: 'Observability' }),
    ).toHaveAttribute(
      'href',
      '/readiness/scores?scope=system&id=observability',
    );
    expect(screen.getByRole('link', { name: 'By owner' })).toHaveAttribute(
      'href',
      '/readiness/scores?by=group',
    );
    expect(await axe(container)).toHaveNoViolations();
  });

  it('are shown one by one, with their services', async () => {
    const { container } = renderPages({
      at: '/readiness/scores?scope=group&id=group:default/data',
    });
    expect(
      await screen.findByRole('heading', {
        level: 1,
        name: 'Readiness of data',
      }),
    ).toBeInTheDocument();
    const services = await screen.findByRole('table', {
      name: 'Services by score',
    });
    expect(within(services).getAllByRole('rowheader')).toHaveLength(3);
    expect(
      screen.getByRole('link', { name: 'Plan to a target' }),
    ).toHaveAttribute(
      'href',
      '/readiness/plan?scope=group&id=group%3Adefault%2Fdata',
    );
    expect(await axe(container)).toHaveNoViolations();
  });

  it('say when nothing has this name', async () => {
    renderPages({ at: '/readiness/scores?scope=system&id=nope' });
    expect(
      await screen.findByText('There is no score of nope'),
    ).toBeInTheDocument();
  });
});
