import { mockServices } from '@backstage/backend-test-utils';
import {
  failed,
  IncidentHistory,
  Kpi,
  observed,
  Source,
  StatusDocument,
} from '@254carbon/backstage-plugin-platform-common';
import { EntitiesRead } from '../knowledge/createEntityReader';
import { NOW, report, view } from '../testing/fixtures';
import { createKpiBook } from './createKpiBook';
import { pointsToRecord, StoredKpi } from './KpiStore';
import { MemoryKpiStore } from './MemoryKpiStore';

const CATALOG: Source = { kind: 'catalog', name: 'catalog' };

function kpi(id: string, rest: Partial<Kpi> = {}): Kpi {
  return {
    id,
    entityRef: `resource:default/${id}`,
    title: id,
    description: '',
    target: 1,
    comparison: 'at-least',
    unit: 'count',
    sources: [{ document: 'roadmap', line: 1, target: 1 }],
    ...rest,
  };
}

const KPIS = [
  kpi('a-promise', { wouldNeed: 'somebody who looks' }),
  kpi('services', { measurement: 'services-known', target: 2 }),
  kpi('more-services', { measurement: 'services-known', target: 99 }),
];

const DOCUMENT: StatusDocument = {
  id: 'roadmap',
  entityRef: 'resource:default/roadmap',
  title: 'Roadmap',
  description: '',
  statedOn: '2025-10-24',
  claims: [
    { subject: 'Readiness', value: 75, unit: 'percent', corresponds: 'score' },
    { subject: 'Phases', value: 2, unit: 'count' },
  ],
};

function known<T>(value: T[]): EntitiesRead<T> {
  return {
    items: observed<readonly T[]>({ value, now: NOW, source: CATALOG }),
    problems: ['resource:default/x is left out; correct it in its file.'],
  };
}

function setUp() {
  const state = {
    now: NOW,
    ready: true,
    platform: view({ trino: 1, minio: 1 }),
    kpis: known(KPIS),
    documents: known([DOCUMENT]),
    judged: true,
    incidents: observed<IncidentHistory>({
      value: { incidents: [], from: new Date(NOW).toISOString() },
      now: NOW,
      source: CATALOG,
    }),
  };
  const store = new MemoryKpiStore();
  const logger = mockServices.logger.mock();
  const book = createKpiBook({
    readKpis: async () => state.kpis,
    readDocuments: async () => state.documents,
    view: () => state.platform,
    knowledgeOf: async () => ({}),
    readIncidents: async () => state.incidents,
    isReady: () => state.ready,
    latest: async () => (state.judged ? report() : undefined),
    store,
    logger,
    now: () => state.now,
  });
  return { state, store, logger, book };
}

describe('createKpiBook', () => {
  it('shows what is missed first, and what nothing measures as unmeasured, never as met', async () => {
    const { book } = setUp();
    const { kpis, measuredAt, caveats } = await book.kpis(30);
    expect(kpis.map(({ id, state }) => [id, state])).toEqual([
      ['more-services', 'missed'],
      ['a-promise', 'unmeasured'],
      ['services', 'met'],
    ]);
    expect(kpis[1].reason).toContain('somebody who looks');
    expect(measuredAt).toBe(new Date(NOW).toISOString());
    expect(caveats).toEqual([expect.stringContaining('is left out')]);
  });

  it('keeps points with what is measured, and shows them as a trend', async () => {
    const { state, book } = setUp();
    await book.record();
    state.now += 3_600_000;
    state.platform = view({ trino: 1, minio: 1, kafka: 1 });
    await book.record();
    const { kpis } = await book.kpis(30);
    const trend = kpis.find(({ id }) => id === 'services')?.trend;
    expect(trend).toEqual([
      { at: new Date(NOW).toISOString(), value: 2 },
      { at: new Date(state.now).toISOString(), value: 3 },
    ]);
    expect(kpis.find(({ id }) => id === 'a-promise')?.trend).toEqual([]);
    expect(await book.prune(new Date(state.now).toISOString())).toBeGreaterThan(
      0,
    );
  });

  it('says that nothing has been measured until the platform has been read', async () => {
    const { state, book } = setUp();
    state.ready = false;
    const { kpis, measuredAt, caveats } = await book.kpis(30);
    expect(kpis.every(item => item.state === 'unmeasured')).toBe(true);
    expect(measuredAt).toBeUndefined();
    expect(caveats[0]).toContain('Nothing has been measured yet');
    await book.record();
    state.judged = false;
    const claims = await book.claims();
    expect(claims.judgedAt).toBeUndefined();
    expect(claims.documents[0].claims[0].state).toBe('not-known');
  });

  it('lays claims beside what is computed, or says that nothing corresponds', async () => {
    const { book } = setUp();
    const { documents, judgedAt } = await book.claims();
    expect(judgedAt).toBe(new Date(NOW).toISOString());
    const [readiness, phases] = documents[0].claims;
    expect(readiness.computed).toMatchObject({ unit: 'percent' });
    expect(readiness.gap).toBeDefined();
    expect(phases).toMatchObject({
      state: 'nothing-corresponds',
      reason: 'Nothing computed corresponds.',
    });
  });

  it('fails rather than showing nothing when the catalog was never read, and keeps what it said with the reason', async () => {
    const { state, book } = setUp();
    const reason = 'The catalog cannot be asked for KPIs: gone.';
    const before = state.kpis;
    state.kpis = {
      items: failed({ reason, now: NOW, source: CATALOG }),
      problems: [],
    };
    await expect(book.kpis(30)).rejects.toThrow(reason);
    state.kpis = {
      items: failed({
        reason,
        now: NOW,
        source: CATALOG,
        previous: before.items,
      }),
      problems: [],
    };
    const { kpis, caveats } = await book.kpis(30);
    expect(kpis).toHaveLength(3);
    expect(caveats).toEqual([reason]);
  });

  it('never throws when it records', async () => {
    const { store, logger, book } = setUp();
    jest.spyOn(store, 'record').mockRejectedValue(new Error('gone'));
    await book.record();
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });
});

describe('pointsToRecord', () => {
  const point = (
    minutes: number,
    rest: Partial<StoredKpi> = {},
  ): StoredKpi => ({
    kpiId: 'uptime',
    at: new Date(NOW + minutes * 60_000).toISOString(),
    state: 'met',
    value: 99,
    ...rest,
  });
  it.each([
    ['the first', [], point(0), 1],
    ['the same a minute later', [point(0)], point(1), 0],
    ['the same an hour later', [point(0)], point(60), 1],
    ['another value', [point(0)], point(1, { value: 98 }), 1],
    ['another state', [point(0)], point(1, { state: 'missed' }), 1],
    ['one from before', [point(5)], point(0, { value: 98 }), 0],
  ] as const)('%s', (_, last, measured, count) => {
    const kept = pointsToRecord({
      measured: [measured],
      last,
      intervalMs: 3_600_000,
    });
    expect(kept).toHaveLength(count);
  });
});
