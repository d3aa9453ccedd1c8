import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import { JUDGED_AT, overview, services } from '../__testUtils__/report';
import { renderPages } from '../__testUtils__/renderPages';

expect.extend(toHaveNoViolations);

describe('the readiness page', () => {
  it('shows range, categories, levels, trend, changes, actions, claims, KPIs, exemptions, systems and services', async () => {
    const { container } = renderPages();
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Readiness' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('img', {
        name: /Readiness of the platform: at least \d+, at most \d+ of 100/,
      }),
    ).toBeInTheDocument();
    for (const name of [
      'Categories',
      'Levels',
      'Trend',
      'Since yesterday',
      'Claims against measurements',
      'KPIs',
      'Exemptions',
      'Systems',
      'Services',
    ]) {
      expect(screen.getByRole('region', { name })).toBeInTheDocument();
    }
    const rows = within(
      screen.getByRole('table', { name: 'Services by score' }),
    ).getAllByRole('rowheader');
    expect(rows[0]).toHaveTextContent('MinIO');
    expect(rows.at(-1)).toHaveTextContent('Grafana');
    expect(await screen.findByText('1 waiting for approval')).toBeVisible();
    expect(await axe(container)).toHaveNoViolations();
  });

  it('shows the score with and without what is set aside', async () => {
    renderPages();
    const panel = await screen.findByRole('region', { name: 'The platform' });
    expect(within(panel).getByText('With nothing set aside')).toBeVisible();
    expect(within(panel).getByText('Confidence')).toBeVisible();
  });

  it('says what to do next, what it gains and where it leads', async () => {
    renderPages();
    const actions = await screen.findByRole('region', { name: /Next actions/ });
    expect(
      within(actions).getAllByRole('link', { name: 'Trino' })[0],
    ).toHaveAttribute('href', '/catalog/default/component/trino/readiness');
    expect(
      within(actions).getAllByText(/Leads the platform to/)[0],
    ).toBeVisible();
    expect(
      within(actions).getByRole('link', { name: 'Plan to a target' }),
    ).toHaveAttribute('href', '/readiness/plan');
  });

  it('says what changed since yesterday, in parts, and leads to all of them', async () => {
    renderPages();
    const moved = await screen.findByRole('region', {
      name: 'Since yesterday',
    });
    expect(
      await within(moved).findByText(/trino-worker: 1 of 2 replicas ready/),
    ).toBeVisible();
    expect(within(moved).getByText('-3.0')).toBeVisible();
    expect(
      within(moved).getByRole('link', { name: /All parts/ }),
    ).toHaveAttribute('href', '/readiness/changes');
  });

  it('draws the history with a hole where nobody judged, and marks what moved it', async () => {
    renderPages();
    const trend = await screen.findByRole('region', { name: 'Trend' });
    expect(
      await within(trend).findByText(/Nothing was judged once, for 7 h in all/),
    ).toBeVisible();
    const slider = within(trend).getByRole('slider');
    expect(slider).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('85-88'),
    );
    expect(
      within(trend).getByRole('link', {
        name: 'Why it moved at 2025-10-24 14:05 UTC',
      }),
    ).toHaveAttribute(
      'href',
      expect.stringContaining('/readiness/changes?from=2025-10-24T06'),
    );
  });

  it('keeps filters in the address', async () => {
    renderPages({ at: '/readiness?system=storage' });
    expect(
      await screen.findByText('1 of 3 services, the worst first'),
    ).toBeInTheDocument();
    await userEvent.type(screen.getByRole('searchbox'), 'nothing');
    expect(await screen.findByText('No service matches')).toBeInTheDocument();
  });

  it('says how a figure is computed, by keyboard', async () => {
    renderPages();
    const how = await screen.findByText('From where, how old, how computed');
    expect(screen.getByText(/points. A rule that applies/)).not.toBeVisible();
    await userEvent.click(how);
    expect(screen.getByText(/points. A rule that applies/)).toBeVisible();
    expect(how.tagName).toBe('SUMMARY');
  });

  it('says that nothing has been judged yet', async () => {
    const report = { state: 'pending', reason: 'It waits for the clusters.' };
    renderPages({ replies: { 'GET /report': report } });
    expect(await screen.findByText('Not judged yet')).toBeInTheDocument();
    expect(screen.getByText('It waits for the clusters.')).toBeInTheDocument();
  });

  it('shows how far the first look is instead of a score of half a platform, and looks again soon', async () => {
    const report = {
      state: 'pending',
      reason: 'The first look is not over.',
      firstLook: {
        since: '2025-10-24T17:26:00.000Z',
        until: '2025-10-24T17:28:00.000Z',
        parts: [
          { what: 'the clusters', done: true },
          { what: 'the services themselves', done: false },
        ],
      },
    };
    renderPages({ replies: { 'GET /report': report } });
    expect(
      await screen.findByText('The first look is under way'),
    ).toBeInTheDocument();
    const asked = screen.getByRole('list', { name: 'What has been asked' });
    expect(asked).toHaveTextContent('the clusters: asked');
    expect(asked).toHaveTextContent('the services themselves: under way');
  });

  it('says that it may not be seen', async () => {
    renderPages({ replies: { 'GET /report': 403 } });
    expect(
      await screen.findByText('You may not see readiness'),
    ).toBeInTheDocument();
    expect(screen.getByText('readiness.report.read')).toBeInTheDocument();
  });

  it('says that reading failed, and tries again', async () => {
    const { fetch } = renderPages({ replies: { 'GET /report': 500 } });
    expect(
      await screen.findByText('Could not read readiness'),
    ).toBeInTheDocument();
    const before = fetch.mock.calls.length;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(fetch.mock.calls.length).toBeGreaterThan(before);
  });

  it('goes on when one panel cannot be read', async () => {
    renderPages({
      replies: { 'GET /changes': 500, 'GET /kpis': 500, 'GET /history': 500 },
    });
    expect(
      await screen.findByText('Could not read what changed'),
    ).toBeInTheDocument();
    expect(screen.getByText('Could not read the KPIs')).toBeInTheDocument();
    expect(
      screen.getByRole('region', { name: 'Categories' }),
    ).toBeInTheDocument();
  });

  it('says that there is nothing to judge, with the reason', async () => {
    const empty = overview([], { caveats: ['Cluster demo cannot be read.'] });
    renderPages({ replies: { 'GET /report': empty } });
    expect(
      await screen.findByText('There is nothing to judge'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Cluster demo cannot be read.'),
    ).toBeInTheDocument();
  });

  it('says that it is overdue', async () => {
    const old = overview(services, { overdue: true });
    renderPages({ replies: { 'GET /report': old } });
    expect(await screen.findByText(/judging has stopped/)).toBeInTheDocument();
  });

  it('lets those judge now who may', async () => {
    const { fetch } = renderPages({
      replies: {
        'POST /evaluations': {
          state: 'judged',
          judgedAt: JUDGED_AT,
          points: overview().points,
        },
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Judge now' }),
    );
    expect(await screen.findByText('Judged just now.')).toBeInTheDocument();
    expect(fetch.mock.calls.some(([, init]) => init?.method === 'POST')).toBe(
      true,
    );
  });

  it('says why judging failed', async () => {
    renderPages();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Judge now' }),
    );
    expect(await screen.findByText(/Could not judge/)).toBeInTheDocument();
  });

  it('exports, and says when that fails', async () => {
    const { fetch } = renderPages({ replies: { 'GET /export': 500 } });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export CSV' }),
    );
    expect(await screen.findByText(/Could not export/)).toBeInTheDocument();
    expect(
      fetch.mock.calls.some(([url]) => url.endsWith('/export?format=csv')),
    ).toBe(true);
  });
});
