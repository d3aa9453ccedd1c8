import { createWorld } from '../scenarios';
import { createServiceAnswers } from './createServiceAnswers';
import { dialectOf } from './dolphin/dialect';
import { listRuns } from './dolphin/runs';
import { evaluate } from './metrics/evaluate';
import { readSelector } from './metrics/selectSeries';
import type { Series } from './metrics/types';
import { readPlatformState } from './readPlatformState';

const now = Date.parse('2025-10-24T17:26:00Z');

function platform(monitoringStack = false) {
  const world = createWorld({ readClock: () => now, monitoringStack });
  const state = readPlatformState(world.store, {
    claims: world.claims,
    tokens: { grafana: 'right', dolphinscheduler: 'right' },
  });
  const answers = createServiceAnswers({ state, clock: world.clock });
  const ask = (
    service: string,
    path: string,
    headers: Record<string, string> = {},
  ) => {
    const [name, namespace] = service.split('.');
    return answers(
      { namespace, name, path },
      new Request(`http://service${path}`, { headers }),
    );
  };
  return { world, ask };
}

const VM = 'victoria-metrics.victoria-metrics';
const encoded = encodeURIComponent;

describe('selectors and queries', () => {
  const series: Series[] = [
    { labels: { __name__: 'a', x: '1' }, value: 1 },
    { labels: { __name__: 'a', x: '2' }, value: 5 },
    { labels: { __name__: 'b' }, value: 0 },
  ];
  it.each([
    ['a', 2],
    ['a{x="1"}', 1],
    ['{__name__=~"a|b"}', 3],
    ['{x=""}', undefined],
    ['{}', undefined],
    ['sum(a)', undefined],
    ['a{x=~"["}', undefined],
  ])('%s', (text, expected) => {
    const test = readSelector(text);
    expect(test && series.filter(test).length).toBe(expected);
  });

  it.each([
    ['a > 2', [5]],
    ['sum(a)', [6]],
    ['count(a == 1)', [1]],
    ['rate(a[5m])', []],
    ['sum(nope)', []],
  ])('%s gives %j', (text, expected) => {
    expect(evaluate(text, series).map(({ value }) => value)).toEqual(expected);
  });
});

describe('metrics', () => {
  it('VictoriaMetrics has series of the world, honours limits, and has no rules by itself', async () => {
    const { ask } = platform();
    const all = encoded('{__name__!=""}');
    const { data } = await (
      await ask(VM, `/api/v1/series?match[]=${all}`)
    ).json();
    expect(data.length).toBeGreaterThan(500);
    const few = await (
      await ask(VM, `/api/v1/series?match[]=${all}&limit=7`)
    ).json();
    expect(few.data).toHaveLength(7);
    expect((await ask(VM, '/api/v1/series')).status).toBe(400);
    const names = await (await ask(VM, '/api/v1/label/__name__/values')).json();
    expect(names.data).toEqual(
      expect.arrayContaining([
        'up',
        'container_cpu_usage_seconds_total',
        'kubelet_volume_stats_used_bytes',
        'velero_backup_last_successful_timestamp',
      ]),
    );
    expect(
      names.data.some((name: string) => /^(kube|node|pg)_/.test(name)),
    ).toBe(false);
    const rules = await (await ask(VM, '/api/v1/rules')).json();
    expect(rules).toEqual({ status: 'success', data: { groups: [] } });
  });

  it('what is only planned does not answer, unless it is asked for', async () => {
    expect(
      (await platform().ask('prometheus.monitoring', '/-/ready')).status,
    ).toBe(404);
    const { ask } = platform(true);
    const rules = await (
      await ask('prometheus.monitoring', '/api/v1/rules')
    ).json();
    const all = rules.data.groups.flatMap(
      (group: { rules: object[] }) => group.rules,
    );
    expect(all).toHaveLength(15);
    const firing = all.filter(
      (rule: { state?: string }) => rule.state === 'firing',
    );
    expect(firing.map((rule: { name: string }) => rule.name).sort()).toEqual([
      'PodPending',
      'ServiceDown',
    ]);
    const alerts = await (
      await ask('alertmanager.monitoring', '/api/v2/alerts')
    ).json();
    expect(
      alerts.some(
        (alert: { status: { state: string } }) =>
          alert.status.state === 'suppressed',
      ),
    ).toBe(true);
  });

  it('targets are down when their pods are', async () => {
    const { ask } = platform();
    const { data } = await (
      await ask('vmagent.victoria-metrics', '/api/v1/targets')
    ).json();
    const down = data.activeTargets.filter(
      (target: { health: string }) => target.health === 'down',
    );
    expect(
      down.map((target: { labels: { job: string } }) => target.labels.job),
    ).toContain('datahub-gms');
    expect(down[0].lastError).toContain('connection refused');
  });
});

describe('Grafana and Loki', () => {
  it('Grafana wants its token and shows what ConfigMaps hold', async () => {
    const { ask } = platform();
    expect((await ask('grafana.monitoring', '/api/search')).status).toBe(401);
    expect(
      (
        await ask('grafana.monitoring', '/api/search', {
          authorization: 'Bearer wrong',
        })
      ).status,
    ).toBe(401);
    const headers = { authorization: 'Bearer right' };
    const found = await (
      await ask('grafana.monitoring', '/api/search', headers)
    ).json();
    expect(found).toHaveLength(2);
    const shown = await (
      await ask(
        'grafana.monitoring',
        '/api/dashboards/uid/platform-overview',
        headers,
      )
    ).json();
    expect(shown).toMatchObject({
      meta: { provisioned: true },
      dashboard: { uid: 'platform-overview' },
    });
    const sources = await (
      await ask('grafana.monitoring', '/api/datasources', headers)
    ).json();
    expect(sources.map((one: { uid: string }) => one.uid)).toEqual([
      'victoriametrics',
      'loki',
    ]);
    expect(
      (await ask('grafana.monitoring', '/api/dashboards/uid/nope', headers))
        .status,
    ).toBe(404);
  });

  it('Loki refuses a selector of everything', async () => {
    const { ask } = platform();
    const loki = 'loki.victoria-metrics';
    expect(
      (await ask(loki, `/loki/api/v1/series?match[]=${encoded('{app=~".*"}')}`))
        .status,
    ).toBe(400);
    const { data } = await (
      await ask(
        loki,
        `/loki/api/v1/series?match[]=${encoded('{namespace="kong"}')}`,
      )
    ).json();
    expect(data.length).toBeGreaterThan(0);
    const lines = await (
      await ask(
        loki,
        `/loki/api/v1/query_range?query=${encoded(
          '{namespace="kong"} |= "x"',
        )}&limit=1`,
      )
    ).json();
    expect(lines.data.result).toHaveLength(1);
  });
});

describe('DolphinScheduler', () => {
  const DS = 'dolphinscheduler-api.data-platform';
  const project = '/dolphinscheduler/projects/19434550788288';
  const headers = { token: 'right' };
  const page = 'pageNo=1&pageSize=100';

  it('a wrong token is nobody: 401 and nothing', async () => {
    const { ask } = platform();
    const answer = await ask(DS, `/dolphinscheduler/projects?${page}`, {
      token: 'wrong',
    });
    expect([answer.status, await answer.text()]).toEqual([401, '']);
  });

  it('speaks the version that is deployed, in pages', async () => {
    const { ask } = platform();
    const { data } = await (
      await ask(
        DS,
        `${project}/process-definition?pageNo=2&pageSize=4`,
        headers,
      )
    ).json();
    expect(data).toMatchObject({ total: 11, totalPage: 3, currentPage: 2 });
    expect(data.totalList).toHaveLength(4);
    expect(
      (await ask(DS, `${project}/workflow-definition?${page}`, headers)).status,
    ).toBe(404);
    const missing = await (
      await ask(DS, `${project}/process-definition`, headers)
    ).json();
    expect(missing.code).toBe(10001);
    const other = await (
      await ask(
        DS,
        `/dolphinscheduler/projects/1/process-definition?${page}`,
        headers,
      )
    ).json();
    expect(other.code).toBe(10018);
  });

  it('counts what it lists', async () => {
    const { ask } = platform();
    const span = `startDate=${encoded('2025-10-20 00:00:00')}&endDate=${encoded(
      '2025-10-24 17:26:00',
    )}`;
    const runs = await (
      await ask(DS, `${project}/process-instances?${span}&${page}`, headers)
    ).json();
    const counts = await (
      await ask(
        DS,
        `/dolphinscheduler/projects/analysis/process-state-count?${span}`,
        headers,
      )
    ).json();
    expect(counts.data.totalCount).toBe(runs.data.total);
    expect(counts.data.taskCountDtos[0]).toHaveProperty('taskStateType');
    const failed = await (
      await ask(
        DS,
        `${project}/process-instances?${span}&${page}&stateType=FAILURE`,
        headers,
      )
    ).json();
    expect(failed.data.total).toBeGreaterThan(0);
    expect(failed.data.total).toBeLessThan(runs.data.total);
  });

  it('tells what a workflow does, and refuses a code that it does not have', async () => {
    const { ask } = platform();
    const read = async (code: number) =>
      (await ask(DS, `${project}/process-definition/${code}`, headers)).json();
    const { data } = await read(19434550788288 + 1_048_576);
    expect(data.processDefinition.name).toBe('eia-gas-prices-daily');
    expect(data.processTaskRelationList).toHaveLength(3);
    expect(data.taskDefinitionList[0]).toMatchObject({
      name: 'extract',
      taskType: 'SHELL',
      taskParams: { rawScript: expect.stringContaining('jobs/extract.py') },
      flag: 'YES',
    });
    expect((await read(7)).code).toBe(50003);
  });

  it('a run of the past stays as it was', () => {
    const early = listRuns(now);
    const late = new Map(listRuns(now + 86_400_000).map(run => [run.id, run]));
    const ended = early
      .filter(({ state }) => state !== 'RUNNING_EXECUTION')
      .slice(0, 200);
    expect(ended.map(({ id }) => late.get(id))).toEqual(ended);
    expect(new Set(early.map(({ id }) => id)).size).toBe(early.length);
  });

  it.each([
    ['3.1.9', 'process-definition', false],
    ['3.2.0', 'process-definition', false],
    ['3.2.2', 'process-definition', true],
    ['3.3.0', 'workflow-definition', true],
  ])('%s', (version, definitions, newStatistics) => {
    expect(dialectOf(version)).toMatchObject({ definitions, newStatistics });
  });
});
