import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import { Route, Routes } from 'react-router-dom';
import {
  counts,
  JUDGED_AT,
  overview,
  rules,
  services,
} from '../__testUtils__/report';
import { renderWithApi, Replies } from '../__testUtils__/renderWithApi';
import { ReadinessPages } from '.';

expect.extend(toHaveNoViolations);

const replies: Replies = {
  'GET /report': overview(),
  'GET /rules': {
    state: 'judged',
    judgedAt: JUDGED_AT,
    rules: rules.map(rule => ({
      rule,
      counts,
      failing: [{ serviceId: 'trino', title: 'Trino' }],
    })),
  },
  'GET /rules/workload-available': {
    state: 'judged',
    judgedAt: JUDGED_AT,
    rule: rules[0],
    counts,
    verdicts: services.map(({ serviceId, title, entityRef, verdicts }) => ({
      serviceId,
      title,
      entityRef,
      verdict: verdicts[0],
    })),
  },
};

function render(options: Parameters<typeof renderWithApi>[1]) {
  return renderWithApi(
    <Routes>
      <Route path="/readiness/*" element={<ReadinessPages />} />
    </Routes>,
    { at: '/readiness', ...options },
  );
}

describe('the readiness page', () => {
  it('shows the range, categories, levels, trend, actions, changes and services', async () => {
    const { container } = render({ replies });
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Readiness' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('img', {
        name: 'Readiness of the platform: at least 85, at most 88 of 100',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('85-88')).toBeInTheDocument();
    for (const name of ['Categories', 'Levels', 'Trend', 'Services']) {
      expect(screen.getByRole('region', { name })).toBeInTheDocument();
    }
    const actions = screen.getByRole('region', { name: /Next actions/ });
    expect(
      within(actions).getAllByRole('link', { name: 'Trino' })[0],
    ).toHaveAttribute('href', '/catalog/default/component/trino/readiness');
    const moved = screen.getByRole('region', { name: 'Why the score moved' });
    expect(
      within(moved).getByText('trino-worker: 1 of 2 replicas ready.'),
    ).toBeInTheDocument();
    const rows = within(
      screen.getByRole('table', { name: 'Services by score' }),
    ).getAllByRole('rowheader');
    expect(rows.map(row => row.textContent)).toEqual([
      'MinIO',
      'Trino',
      'Grafana',
    ]);
    expect(await axe(container)).toHaveNoViolations();
  });

  it('keeps filters in the address', async () => {
    render({ replies, at: '/readiness?system=storage' });
    expect(
      await screen.findByText('1 of 3 services, the worst first'),
    ).toBeInTheDocument();
    await userEvent.type(screen.getByRole('searchbox'), 'nothing');
    expect(await screen.findByText('No service matches')).toBeInTheDocument();
    await userEvent.clear(screen.getByRole('searchbox'));
    expect(
      await screen.findByText('1 of 3 services, the worst first'),
    ).toBeInTheDocument();
  });

  it('says how a figure is computed, by keyboard', async () => {
    render({ replies });
    const how = await screen.findByText('From where, how old, how computed');
    expect(screen.getByText(/points. A rule that applies/)).not.toBeVisible();
    await userEvent.click(how);
    expect(screen.getByText(/points. A rule that applies/)).toBeVisible();
    expect(how.tagName).toBe('SUMMARY');
  });

  it('says that nothing has been judged yet', async () => {
    const report = { state: 'pending', reason: 'It waits for the clusters.' };
    render({ replies: { 'GET /report': report } });
    expect(await screen.findByText('Not judged yet')).toBeInTheDocument();
    expect(screen.getByText('It waits for the clusters.')).toBeInTheDocument();
  });

  it('says that it may not be seen', async () => {
    render({ replies: { 'GET /report': 403 } });
    expect(
      await screen.findByText('You may not see readiness'),
    ).toBeInTheDocument();
    expect(screen.getByText('readiness.report.read')).toBeInTheDocument();
  });

  it('says that reading failed, and tries again', async () => {
    const { fetch } = render({ replies: { 'GET /report': 500 } });
    expect(
      await screen.findByText('Could not read readiness'),
    ).toBeInTheDocument();
    const before = fetch.mock.calls.length;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(fetch.mock.calls.length).toBeGreaterThan(before);
  });

  it('says that there is nothing to judge, with the reason', async () => {
    const empty = overview([], { caveats: ['Cluster demo cannot be read.'] });
    render({ replies: { 'GET /report': empty } });
    expect(
      await screen.findByText('There is nothing to judge'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Cluster demo cannot be read.'),
    ).toBeInTheDocument();
  });

  it('says that it is overdue', async () => {
    const old = overview(services, { overdue: true });
    render({ replies: { 'GET /report': old } });
    expect(await screen.findByText(/judging has stopped/)).toBeInTheDocument();
  });

  it('lets those judge now who may', async () => {
    const { fetch } = render({
      replies: {
        ...replies,
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
    render({ replies });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Judge now' }),
    );
    expect(await screen.findByText(/Could not judge/)).toBeInTheDocument();
  });
});

describe('the rules', () => {
  it('are listed with who fails', async () => {
    const { container } = render({ replies, at: '/readiness/rules' });
    const table = await screen.findByRole('table', { name: 'Rules in force' });
    expect(
      within(table).getByRole('link', { name: 'Every replica is ready' }),
    ).toHaveAttribute('href', '/readiness/rules/workload-available');
    expect(within(table).getAllByText('Trino')).toHaveLength(rules.length);
    expect(await axe(container)).toHaveNoViolations();
  });

  it('are filtered and sorted by the address', async () => {
    render({ replies, at: '/readiness/rules?category=backup&sort=-weight' });
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

  it('have a page: what, why, who fails, how to mend', async () => {
    const { container } = render({
      replies,
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
    expect(within(verdicts).getAllByText(/1 of 2 ready/)[0]).not.toBeVisible();
    await userEvent.click(within(verdicts).getByText('Trino'));
    expect(
      within(verdicts).getAllByText(/Seen: 1 of 2 ready/)[0],
    ).toBeVisible();
    expect(await axe(container)).toHaveNoViolations();
  });

  it('say when there is no such rule or page', async () => {
    const first = render({ replies, at: '/readiness/rules/nope' });
    expect(
      await screen.findByText('There is no such rule'),
    ).toBeInTheDocument();
    first.unmount();
    render({ replies, at: '/readiness/nope' });
    expect(
      await screen.findByText('There is no such page'),
    ).toBeInTheDocument();
  });
});
