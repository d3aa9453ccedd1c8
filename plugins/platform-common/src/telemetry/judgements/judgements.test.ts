import { failed, Observation, observed } from '../../model';
import { Dashboard, DashboardsView } from '../dashboards';
import { LoadedRule, SeriesView, TargetsView } from '../metrics';
import { combineObservations } from '../observations';
import { scrubReading } from '../scrubReading';
import {
  RunsView,
  Workflow,
  WorkflowRun,
  WorkflowSchedule,
} from '../workflows';
import { judgeDashboard, judgeDashboards } from './judgeDashboards';
import { judgeRules } from './judgeRules';
import { judgeTargets } from './judgeTargets';
import { judgeWorkflows } from './judgeWorkflows';

const now = Date.parse('2026-01-08T00:00:00Z');
const source = { kind: 'api' as const, name: 'x' };
const ok = <T>(value: T): Observation<T> => observed({ value, now, source });
const bad = <T>(previous?: Observation<T>): Observation<T> =>
  failed({ reason: 'x fails; mend it.', now: now + 1, source, previous });

function valueOf<T>(observation: Observation<T>): T {
  if (!observation.ok) throw new Error(observation.reason);
  return observation.value;
}

const series = ok<SeriesView>({
  complete: true,
  series: [{ __name__: 'up', job: 'a' }],
});

describe('targets and rules', () => {
  const targets: TargetsView = {
    dropped: 0,
    active: (['up', 'down', 'unknown'] as const).map(health => ({
      job: health,
      instance: 'i',
      url: 'u',
      health,
      labels: {},
    })),
  };
  const rule = (
    name: string,
    expression: string,
    more: Partial<LoadedRule> = {},
  ): LoadedRule => ({
    group: 'g',
    name,
    type: 'alerting',
    expression,
    health: 'ok',
    state: 'inactive',
    labels: {},
    annotations: {},
    ...more,
  });

  it('tells what is down', () => {
    const judged = valueOf(judgeTargets(ok(targets)));
    expect([
      judged.up,
      judged.down.length,
      judged.unknown.length,
      judged.summary,
    ]).toEqual([1, 1, 1, '1 of 3 targets are up.']);
  });

  it('tells which rules fire, fail, and are blind', () => {
    const rules = [
      rule('a', 'up == 0', { state: 'firing' }),
      rule('b', 'nope > 1'),
      rule('c', 'up{', { health: 'error' }),
    ];
    const judged = valueOf(judgeRules({ rules: ok(rules), series }));
    expect(judged.firing.map(({ name }) => name)).toEqual(['a']);
    expect(judged.failing.map(({ name }) => name)).toEqual(['c']);
    expect(judged.blind.map(({ rule: { name } }) => name)).toEqual(['b']);
    expect(judged.undecided).toBe(1);
    expect(valueOf(judgeRules({ rules: ok(rules) })).undecided).toBe(3);
  });

  it('a failure stays one, with what was last good', () => {
    const good = ok(targets);
    expect(judgeTargets(bad(good))).toMatchObject({
      ok: false,
      reason: 'x fails; mend it.',
      lastGood: { value: { up: 1 } },
    });
    expect(judgeRules({ rules: bad() })).not.toHaveProperty('lastGood');
  });
});

describe('dashboards', () => {
  const dashboard = (
    ...queries: [expression: string, datasource?: string][]
  ): Dashboard => ({
    uid: 'u',
    title: 'T',
    tags: [],
    provisioned: false,
    variables: [],
    panels: queries.map(([expression, datasource = 'vm'], at) => ({
      id: at,
      title: expression,
      type: 'stat',
      library: false,
      queries: [{ refId: 'A', expression, datasource, hidden: false }],
    })),
  });
  const datasources = ok([
    {
      uid: 'vm',
      name: 'VictoriaMetrics',
      type: 'prometheus',
      url: '',
      isDefault: true,
    },
    { uid: 'l', name: 'Loki', type: 'loki', url: '', isDefault: false },
    { uid: 'sql', name: 'SQL', type: 'mysql', url: '', isDefault: false },
  ]);
  const streams = ok({ complete: true, streams: [{ app: 'x' }] });
  const judge = (one: Dashboard) =>
    judgeDashboard(one, { series, streams, datasources });

  it.each<[Dashboard, string]>([
    [dashboard(['up'], ['{app="x"}', 'Loki']), 'data'],
    [dashboard(['up'], ['nope']), 'partial'],
    [dashboard(['nope'], ['{app="y"}', 'l']), 'no-data'],
    [dashboard(['up'], ['select 1', 'sql']), 'unknown'],
    [dashboard(['up'], ['x', 'gone']), 'unknown'],
    [dashboard(['up', '${datasource}']), 'unknown'],
    [dashboard(), 'no-data'],
  ])('%#: %s', (one, expected) => {
    expect(judge(one).state).toBe(expected);
  });

  it('a panel has data when one of the queries that it shows has', () => {
    const one = dashboard(['nope']);
    one.panels[0].queries.push({
      refId: 'B',
      expression: 'up',
      datasource: 'vm',
      hidden: false,
    });
    expect(judge(one).panels[0].state).toBe('data');
    one.panels[0].queries[1].hidden = true;
    expect(judge(one).panels[0].state).toBe('no-data');
  });

  it('without series nothing is said of them, and what could not be read is listed', () => {
    const view: DashboardsView = {
      complete: true,
      dashboards: [dashboard(['up'])],
      unreadable: [{ uid: 'z', title: 'Z', reason: 'forbidden; ask.' }],
    };
    const judged = valueOf(
      judgeDashboards(ok(view), { series: bad(), datasources }),
    );
    expect(judged.map(({ state }) => state)).toEqual(['unknown', 'unknown']);
    expect(judged[0].panels[0].because).toContain('x fails');
    expect(judged[1].because).toBe('forbidden; ask.');
    expect(valueOf(judgeDashboards(ok(view), {}))[0].state).toBe('unknown');
  });
});

describe('workflows', () => {
  const workflow = (code: string, more: Partial<Workflow> = {}): Workflow => ({
    code,
    name: `w${code}`,
    projectCode: 'p',
    projectName: 'P',
    description: '',
    state: 'online',
    ...more,
  });
  const schedule = (
    workflowCode: string,
    more: Partial<WorkflowSchedule> = {},
  ): WorkflowSchedule => ({
    id: workflowCode,
    workflowCode,
    projectCode: 'p',
    state: 'online',
    crontab: '0 0 6 * * ? *',
    ...more,
  });
  const run = (
    workflowCode: string,
    day: number,
    outcome: WorkflowRun['outcome'],
    more: Partial<WorkflowRun> = {},
  ): WorkflowRun => ({
    id: `${day}`,
    name: 'r',
    workflowCode,
    projectCode: 'p',
    state: '',
    outcome,
    dryRun: false,
    startedAt: `2026-01-0${day}T06:00:00.000Z`,
    ...more,
  });
  const view = (...runs: WorkflowRun[]): Observation<RunsView> =>
    ok({
      complete: true,
      from: '2026-01-01T00:00:00.000Z',
      to: '2026-01-08T00:00:00.000Z',
      runs,
    });
  const judge = (options: Partial<Parameters<typeof judgeWorkflows>[0]>) =>
    valueOf(
      judgeWorkflows({
        workflows: ok([workflow('1')]),
        schedules: ok([schedule('1')]),
        runs: view(),
        now,
        ...options,
      }),
    )[0];

  it('counts ended runs; dry ones and stopped ones say nothing', () => {
    const runs = view(
      run('1', 1, 'succeeded'),
      run('1', 4, 'failed'),
      run('1', 3, 'failed'),
      run('1', 2, 'succeeded'),
      run('1', 5, 'running'),
      run('1', 6, 'stopped'),
      run('1', 7, 'succeeded', { dryRun: true }),
      run('2', 7, 'failed'),
    );
    expect(judge({ runs }).runs).toMatchObject({
      succeeded: 2,
      failed: 2,
      running: 1,
      other: 1,
      successRate: 0.5,
      failuresInARow: 2,
      last: { id: '6' },
      lastSuccess: { id: '2' },
    });
  });

  it('no ended run is unmeasured', () => {
    expect(
      judge({ runs: view(run('1', 1, 'running')) }).runs,
    ).not.toHaveProperty('successRate');
  });

  it('says what keeps it from running by itself', () => {
    expect(judge({}).caveats).toEqual([]);
    expect(
      judge({ workflows: ok([workflow('1', { state: 'offline' })]) })
        .caveats[0],
    ).toContain('offline');
    expect(judge({ schedules: ok([]) })).toMatchObject({
      schedule: 'none',
      caveats: [expect.stringContaining('no schedule')],
    });
    expect(
      judge({
        schedules: ok([schedule('1', { endsAt: '2026-01-01T00:00:00.000Z' })]),
      }).caveats[0],
    ).toContain('is over');
    expect(
      judge({
        schedules: ok([
          schedule('1', { state: 'offline' }),
          schedule('1', { id: '2' }),
        ]),
      }).schedule,
    ).toBe('online');
  });

  it('leaves open what cannot be read', () => {
    const judged = judge({ schedules: bad(), runs: bad() });
    expect(judged).toMatchObject({ schedule: 'unknown', stale: true });
    expect(judged).not.toHaveProperty('runs');
    expect(judged.caveats).toHaveLength(2);
    expect(judge({ runs: bad(view(run('1', 1, 'failed'))) })).toMatchObject({
      stale: true,
      runs: { failed: 1 },
    });
    expect(
      judgeWorkflows({ workflows: bad(), schedules: bad(), runs: bad(), now }),
    ).toMatchObject({ ok: false });
  });
});

describe('combineObservations', () => {
  const sum = ({ a, b }: { a: number; b: number }) => a + b;
  const later = observed({ value: 2, now: now + 60_000, source });

  it('is as old as the oldest, and fails with any', () => {
    expect(combineObservations({ a: ok(1), b: later }, sum)).toMatchObject({
      ok: true,
      value: 3,
      observedAt: new Date(now).toISOString(),
    });
    expect(combineObservations({ a: bad(ok(1)), b: later }, sum)).toMatchObject(
      { ok: false, lastGood: { value: 3 } },
    );
    expect(
      combineObservations({ a: bad<number>(), b: later }, sum),
    ).not.toHaveProperty('lastGood');
  });
});

describe('scrubReading', () => {
  it('takes credentials out of words, and leaves questions whole', () => {
    const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc';
    const clean = scrubReading({
      lastError: 'password=hunter2secret',
      url: 'http://user:hunter2secret@host/',
      expression: 'kube_secret_info{secret="x"}',
      labels: { secret: 'name-of-one', odd: jwt },
      at: 7,
      none: null,
    });
    expect(JSON.stringify(clean)).not.toMatch(/hunter2secret|eyJ/);
    expect(clean.expression).toBe('kube_secret_info{secret="x"}');
    expect(clean.labels.secret).toBe('name-of-one');
    expect([clean.at, clean.none]).toEqual([7, null]);
  });
});
