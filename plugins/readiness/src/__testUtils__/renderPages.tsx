import { Route, Routes } from 'react-router-dom';
import { ReadinessPages } from '../pages';
import { change, history, plan, replay, stored } from './history';
import { evidence, exemptions } from './people';
import { claims, kpis } from './readings';
import { renderWithApi, Replies } from './renderWithApi';
import { counts, JUDGED_AT, overview, rules, services } from './report';

/** What a backend answers that has judged, and to which people have said things. */
export const replies: Replies = {
  'GET /report': overview(),
  'GET /history': history,
  'GET /changes': change,
  'GET /plan': plan,
  'GET /verdicts': { verdicts: stored },
  'POST /replays': replay,
  'GET /exemptions': { exemptions, warningDays: 7 },
  'GET /evidence': {
    evidence,
    warningDays: 7,
    rules: [{ id: 'backup-covers', title: 'Its data is in a backup' }],
  },
  'GET /kpis': kpis,
  'GET /claims': claims,
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

/** The pages of readiness at an address, on a backend that answers from a table. */
export function renderPages(
  options: NonNullable<Parameters<typeof renderWithApi>[1]> = {},
) {
  return renderWithApi(
    <Routes>
      <Route path="/readiness/*" element={<ReadinessPages />} />
    </Routes>,
    {
      at: '/readiness',
      ...options,
      replies: { ...replies, ...options.replies },
    },
  );
}

/** What was asked with a method at a path: query and body. */
export function askedOf(
  fetch: ReturnType<typeof renderWithApi>['fetch'],
  method: string,
  path: string,
): { query: URLSearchParams; body: unknown }[] {
  return fetch.mock.calls
    .filter(
      ([url, init]) =>
        (init?.method ?? 'GET') === method &&
        new URL(url).pathname.endsWith(path),
    )
    .map(([url, init]) => ({
      query: new URL(url).searchParams,
      body: init?.body ? JSON.parse(String(init.body)) : undefined,
    }));
}
