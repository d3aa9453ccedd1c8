import { screen } from '@testing-library/react';
import { axe } from 'jest-axe';
import { renderPage } from '../../__testUtils__/renderPage';
import { ReadinessPanel } from './ReadinessPanel';

const AT = '2025-10-24T17:26:00.000Z';
const points = { low: 60, high: 72, known: 88, of: 100 };
const service = {
  serviceId: 'trino',
  title: 'Trino',
  entityRef: 'component:default/trino',
  system: 'data',
  owner: 'group:default/data',
  level: 'none',
  points,
  plain: points,
  categories: [],
  caps: [],
  counts: { pass: 6, fail: 2, unknown: 1, notApplicable: 0, exempt: 1 },
};
const report = {
  state: 'judged',
  judgedAt: AT,
  overdue: false,
  points,
  plain: { ...points, of: 120 },
  categories: [],
  caps: [],
  counts: { pass: 6, fail: 2, unknown: 1, notApplicable: 0, exempt: 1 },
  setAside: 0,
  levels: [],
  systems: [],
  groups: [],
  domains: [],
  services: [service],
  rules: [],
  nextActions: [],
  trend: [
    { judgedAt: '2025-10-23T17:26:00.000Z', points: { ...points, low: 64 } },
    { judgedAt: AT, points },
  ],
  changes: [],
  caveats: [],
};
const action = {
  kind: 'mend',
  ruleId: 'image-pinned',
  ruleTitle: 'Images are pinned',
  category: 'infrastructure',
  serviceId: 'trino',
  serviceTitle: 'Trino',
  entityRef: 'component:default/trino',
  summary: 'its image says latest since 2025-10-24T17:26:00.000Z',
  remedy: { text: 'Pin it.' },
  gain: 3,
  uncaps: 0,
  leadsTo: points,
};

function render(nextActions: unknown[] = [], services: unknown[] = [service]) {
  return renderPage(
    <main>
      <ReadinessPanel />
    </main>,
    {
      '/readiness/report': { body: { ...report, nextActions, services } },
    },
  );
}

describe('readiness on home', () => {
  it('says how ready, with and without what is set aside, and how it went', async () => {
    const { container } = render();
    expect(await screen.findByText('60-72')).toBeVisible();
    expect(screen.getByText(/With nothing set aside 50-60/)).toBeVisible();
    expect(
      screen.getByRole('img', { name: /Low end of readiness: from 64 to 60/ }),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: /Why it is not what it was/ }),
    ).toHaveAttribute('href', '/readiness/changes');
    expect((await axe(container)).violations).toEqual([]);
  });

  it('shows no score where no service is known', async () => {
    render([], []);
    expect(await screen.findByText('There is nothing to judge')).toBeVisible();
    expect(screen.queryByText('60-72')).toBeNull();
  });

  it('leads from each of the best actions to the verdict, with what to do', async () => {
    render([action]);
    expect(await screen.findByRole('link', { name: 'Trino' })).toHaveAttribute(
      'href',
      '/catalog/default/component/trino/readiness?open=image-pinned',
    );
    expect(screen.getByText(/latest since 2025-10-24 17:26 UTC/)).toBeVisible();
  });
});
