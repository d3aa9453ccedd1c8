import { screen, within } from '@testing-library/react';
import { axe, toHaveNoViolations } from 'jest-axe';
import { claims, kpis } from '../__testUtils__/readings';
import { renderPages } from '../__testUtils__/renderPages';

expect.extend(toHaveNoViolations);

describe('KPIs', () => {
  it('are met, missed or unmeasured, with conflicting targets judged one by one', async () => {
    const { container } = renderPages({ at: '/readiness/kpis' });
    const table = await screen.findByRole('table', { name: 'KPIs' });
    const [, missed, unmeasured, met] = within(table).getAllByRole('row');
    expect(missed).toHaveTextContent(/Missed.*7 of 17 applications/);
    expect(unmeasured).toHaveTextContent(/documents disagree/);
    expect(unmeasured).toHaveTextContent(/at most 1 h: .*Unmeasured/);
    expect(unmeasured).toHaveTextContent(/less than 0.083 h/);
    expect(unmeasured).toHaveTextContent(/it says "N\/A"/);
    expect(met).toHaveTextContent(/96.2 %.*stale/);
    expect(await axe(container)).toHaveNoViolations();
  });

  it('are filtered by the address, from the counts too', async () => {
    renderPages({ at: '/readiness/kpis?conflict=yes' });
    expect(await screen.findByText('1 of 3 KPIs shown')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: '1 unmeasured' })).toHaveAttribute(
      'href',
      '/readiness/kpis?state=unmeasured',
    );
  });

  it('say what makes them incomplete, and when there is none', async () => {
    renderPages({
      at: '/readiness/kpis',
      replies: {
        'GET /kpis': { ...kpis, kpis: [], caveats: ['One entity is wrong.'] },
      },
    });
    expect(
      await screen.findByText('The catalog holds no KPI'),
    ).toBeInTheDocument();
    expect(screen.getByText('One entity is wrong.')).toBeInTheDocument();
  });
});

describe('claims', () => {
  it('stand beside what is computed, with the gap, the newest first', async () => {
    const { container } = renderPages({ at: '/readiness/claims' });
    const table = await screen.findByRole('table', { name: 'Claims' });
    const rows = within(table).getAllByRole('row').slice(1);
    const text = rows.map(row => row.textContent ?? '');
    expect(text.find(row => row.includes('88 %'))).toMatch(
      /71-84 %.*-17 to -4 %.*Differs/,
    );
    expect(text.find(row => row.includes('Logging'))).toMatch(
      /Nothing computed corresponds/,
    );
    expect(text.at(-1)).toMatch(/First report/);
    expect(await axe(container)).toHaveNoViolations();
  });

  it('say when no document claims anything', async () => {
    renderPages({
      at: '/readiness/claims',
      replies: { 'GET /claims': { ...claims, documents: [] } },
    });
    expect(
      await screen.findByText('No document claims anything'),
    ).toBeInTheDocument();
  });
});
