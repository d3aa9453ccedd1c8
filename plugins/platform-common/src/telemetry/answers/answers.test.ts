import { z } from 'zod';
import {
  AlertmanagerAlertsAnswer,
  AlertmanagerStatusAnswer,
  SilencesAnswer,
} from './alertmanager';
import { dolphinPage, readDolphinAnswer } from './dolphinEnvelope';
import {
  DolphinDefinition,
  DolphinRun,
  DolphinSchedule,
  DolphinStatistics,
  DolphinTaskRun,
  readOutcome,
} from './dolphinscheduler';
import {
  DashboardModel,
  GrafanaDashboardAnswer,
  GrafanaDatasourcesAnswer,
} from './grafana';
import { LokiLabelsAnswer, LokiRangeAnswer } from './loki';
import {
  AlertsAnswer,
  QueryAnswer,
  RulesAnswer,
  SeriesCountAnswer,
  TargetsAnswer,
} from './prometheus';
import { AnswerError, ApiAnswer, readJsonAnswer } from './readAnswer';

const CANARY = 'canary-123456789';

function answer(body: unknown, more: Partial<ApiAnswer> = {}): ApiAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    truncated: false,
    body: text,
    ...more,
  };
}

function success<T>(data: T) {
  return { status: 'success', data };
}

describe('an answer that is none', () => {
  const schema = z.object({
    name: z.string(),
    inner: z.array(z.object({ at: z.number() })),
  });
  it.each<[string, ApiAnswer, RegExp, string]>([
    [
      '401 with nothing',
      answer('', { status: 401 }),
      /does not know who asks \(401\); .*token/,
      'not-asked',
    ],
    [
      '403',
      answer({ message: CANARY }, { status: 403 }),
      /\(403\)/,
      'not-asked',
    ],
    [
      '404',
      answer('404 page not found', { status: 404 }),
      /no such path \(404\)/,
      'no-answer',
    ],
    [
      '429',
      answer('', { status: 429 }),
      /asked too often \(429\)/,
      'no-answer',
    ],
    ['418', answer('', { status: 418 }), /fails \(418\)/, 'no-answer'],
    [
      'a redirect',
      answer('', { status: 302 }),
      /login page \(302\)/,
      'not-asked',
    ],
    [
      'a page',
      answer(`<!DOCTYPE html><p>${CANARY}`, { headers: {} }),
      /login page \(200\)/,
      'no-answer',
    ],
    [
      'half an answer',
      answer('{"name":"x","inn'),
      /no JSON, or ends in the middle/,
      'no-answer',
    ],
    [
      'too much',
      answer('{}', { truncated: true }),
      /more than the portal takes/,
      'no-answer',
    ],
    [
      'another shape',
      answer({ name: CANARY, inner: [{ at: CANARY }] }),
      /unknown shape \(at inner\.0\.at\)/,
      'no-answer',
    ],
    ['nothing', answer('null'), /unknown shape \(as a whole\)/, 'no-answer'],
  ])(
    '%s is one sentence with its cure, without its text',
    (_, given, expected, failure) => {
      let error: AnswerError | undefined;
      try {
        readJsonAnswer(given, { what: 'grafana: GET /x', schema });
      } catch (caught) {
        error = caught as AnswerError;
      }
      expect(error).toBeInstanceOf(AnswerError);
      expect(error?.message).toMatch(expected);
      expect(error?.message).toMatch(/^grafana: GET \/x [^\n]+; [^\n]+\.$/);
      expect(error?.message).not.toContain(CANARY);
      expect(error?.failure).toBe(failure);
    },
  );
});

describe("Prometheus' API", () => {
  it('reads targets of Prometheus and of VictoriaMetrics alike', () => {
    const target = {
      labels: { job: 'a', instance: 'x:1' },
      discoveredLabels: {},
      scrapeUrl: 'http://x:1/metrics',
      lastError: 'refused',
      lastScrape: '2025-10-24T17:00:00.123456789Z',
      health: 'down',
    };
    const expected = {
      job: 'a',
      instance: 'x:1',
      url: 'http://x:1/metrics',
      health: 'down',
      lastError: 'refused',
      lastScrape: '2025-10-24T17:00:00.123Z',
      labels: { job: 'a', instance: 'x:1' },
    };
    expect(
      TargetsAnswer.parse(
        success({ activeTargets: [target], droppedTargets: null }),
      ),
    ).toEqual({ active: [expected], dropped: 0 });
    const never = {
      ...target,
      lastScrape: '0001-01-01T00:00:00Z',
      health: 'odd',
      lastError: '',
    };
    const { active, dropped } = TargetsAnswer.parse(
      success({ activeTargets: [never], droppedTargetCounts: { a: 2, b: 3 } }),
    );
    expect(active[0]).toMatchObject({ health: 'unknown' });
    expect(active[0]).not.toHaveProperty('lastScrape');
    expect(dropped).toBe(5);
  });

  it('reads rules of Prometheus and of vmalert alike', () => {
    const groups = [
      {
        name: 'g',
        file: 'f.yaml',
        rules: [
          {
            name: 'Down',
            query: 'up == 0',
            type: 'alerting',
            state: 'firing',
            duration: 300,
            health: 'ok',
            labels: { severity: 'x' },
            annotations: {},
            lastEvaluation: '2025-10-24T17:00:00Z',
          },
          {
            name: 'a:b',
            query: 'sum(a)',
            type: 'recording',
            health: 'err',
            lastError: 'many-to-many',
            labels: null,
          },
        ],
      },
    ];
    expect(RulesAnswer.parse(success({ groups }))).toEqual([
      {
        group: 'g',
        file: 'f.yaml',
        name: 'Down',
        type: 'alerting',
        expression: 'up == 0',
        state: 'firing',
        forSeconds: 300,
        health: 'ok',
        labels: { severity: 'x' },
        annotations: {},
        lastEvaluation: '2025-10-24T17:00:00.000Z',
      },
      {
        group: 'g',
        file: 'f.yaml',
        name: 'a:b',
        type: 'recording',
        expression: 'sum(a)',
        health: 'error',
        lastError: 'many-to-many',
        labels: {},
        annotations: {},
      },
    ]);
    expect(RulesAnswer.parse(success({ groups: null }))).toEqual([]);
    const alert = {
      labels: { alertname: 'Down' },
      annotations: {},
      state: 'firing',
      activeAt: '2025-10-24T17:00:00Z',
      value: '1e+00',
    };
    expect(AlertsAnswer.parse(success({ alerts: [alert] }))).toEqual([
      {
        name: 'Down',
        state: 'firing',
        labels: { alertname: 'Down' },
        annotations: {},
        since: '2025-10-24T17:00:00.000Z',
        value: '1e+00',
      },
    ]);
  });

  it('reads samples, and counts of either software', () => {
    const result = [
      { metric: { __name__: 'up' }, value: [1761325200.5, '+Inf'] },
    ];
    expect(
      QueryAnswer.parse(success({ resultType: 'vector', result })),
    ).toEqual([
      {
        labels: { __name__: 'up' },
        value: Infinity,
        at: '2025-10-24T17:00:00.500Z',
      },
    ]);
    expect(
      QueryAnswer.parse(success({ resultType: 'scalar', result: [0, '3'] }))[0]
        .value,
    ).toBe(3);
    expect(SeriesCountAnswer.parse(success({ totalSeries: 7 }))).toBe(7);
    expect(
      SeriesCountAnswer.parse(success({ headStats: { numSeries: 8 } })),
    ).toBe(8);
    expect(() =>
      SeriesCountAnswer.parse({ status: 'error', error: 'x' }),
    ).toThrow();
  });
});

describe('Alertmanager and Loki', () => {
  it('keeps no configuration and no receiver address', () => {
    const status = {
      cluster: { status: 'ready', peers: [{ name: 'a', address: 'b' }] },
      config: { original: `url: https://hooks/${CANARY}` },
      uptime: '2025-10-24T17:00:00Z',
      versionInfo: { version: '0.27.0' },
    };
    const read = AlertmanagerStatusAnswer.parse(status);
    expect(read).toEqual({
      version: '0.27.0',
      cluster: 'ready',
      peers: 1,
      upSince: '2025-10-24T17:00:00.000Z',
    });
    expect(JSON.stringify(read)).not.toContain(CANARY);
  });

  it('reads alerts and silences, also of versions before 0.22', () => {
    const alert = {
      labels: { alertname: 'A' },
      annotations: {},
      startsAt: '2025-10-24T17:00:00Z',
      receivers: [{ name: 'r' }],
      status: { state: 'suppressed', silencedBy: ['s'], inhibitedBy: [] },
    };
    expect(AlertmanagerAlertsAnswer.parse([alert])[0]).toMatchObject({
      name: 'A',
      state: 'suppressed',
      silencedBy: ['s'],
      receivers: ['r'],
    });
    const silence = {
      id: 's',
      status: { state: 'active' },
      matchers: [{ name: 'a', value: 'b', isRegex: false }],
      createdBy: 'x',
      comment: 'y',
      startsAt: '2025-10-24T17:00:00Z',
      endsAt: '2025-10-24T18:00:00Z',
    };
    expect(SilencesAnswer.parse([silence])[0].matchers[0].isEqual).toBe(true);
  });

  it('keeps times of log lines and not the lines', () => {
    const result = [
      { stream: { app: 'x' }, values: [['1761325200123456789', CANARY]] },
    ];
    const read = LokiRangeAnswer.parse(
      success({ resultType: 'streams', result }),
    );
    expect(read).toEqual([{ labels: { app: 'x' }, times: [1761325200123] }]);
    expect(LokiLabelsAnswer.parse({ status: 'success' })).toEqual([]);
  });
});

describe('Grafana', () => {
  it('reads dashboards old and new: rows, data sources by name and by uid, variables', () => {
    const model = {
      uid: 'u',
      title: 'T',
      tags: null,
      panels: [
        {
          id: 1,
          type: 'graph',
          title: 'Old',
          datasource: 'VictoriaMetrics',
          targets: [{ refId: 'A', expr: 'up' }],
        },
        {
          id: 2,
          type: 'row',
          title: 'Row',
          panels: [
            {
              id: 3,
              type: 'stat',
              title: 'Inner',
              datasource: { type: 'loki', uid: 'l' },
              targets: [
                {
                  refId: 'A',
                  expr: '{a="b"}',
                  datasource: { uid: 'own' },
                  hide: true,
                },
              ],
            },
          ],
        },
        { id: 4, type: 'text', title: 'Words' },
        {
          id: 5,
          type: 'table',
          title: 'SQL',
          targets: [{ refId: 'A', rawSql: 'select 1' }],
          libraryPanel: { uid: 'x' },
        },
      ],
      templating: {
        list: [
          { name: 'one', type: 'query', current: { value: 'a' } },
          {
            name: 'many',
            type: 'query',
            current: { value: ['$__all'] },
            allValue: '.*',
          },
          { name: 'fixed', type: 'constant', query: 'c', current: {} },
        ],
      },
    };
    const dashboard = GrafanaDashboardAnswer.parse({
      dashboard: model,
      meta: {
        provisioned: true,
        folderTitle: 'F',
        updated: '2025-10-24T17:00:00Z',
      },
    });
    expect(dashboard).toMatchObject({
      uid: 'u',
      provisioned: true,
      folder: 'F',
      tags: [],
    });
    expect(dashboard.panels.map(({ title }) => title)).toEqual([
      'Old',
      'Inner',
      'Words',
      'SQL',
    ]);
    expect(dashboard.panels[0].queries).toEqual([
      {
        refId: 'A',
        expression: 'up',
        datasource: 'VictoriaMetrics',
        hidden: false,
      },
    ]);
    expect(dashboard.panels[1].queries).toEqual([
      {
        refId: 'A',
        expression: '{a="b"}',
        datasource: 'own',
        datasourceType: 'loki',
        hidden: true,
      },
    ]);
    expect(dashboard.panels[3]).toMatchObject({
      library: true,
      queries: [{ refId: 'A' }],
    });
    expect(dashboard.variables).toEqual([
      { name: 'one', type: 'query', values: ['a'], all: false },
      { name: 'many', type: 'query', values: [], all: true, allValue: '.*' },
      { name: 'fixed', type: 'constant', values: ['c'], all: false },
    ]);
    const refresh = (told: unknown) =>
      DashboardModel.parse({ title: 'bare', refresh: told }).refreshSeconds;
    expect(['30s', '1m', '5h', '', false, undefined].map(refresh)).toEqual([
      30,
      60,
      18_000,
      undefined,
      undefined,
      undefined,
    ]);
    expect(DashboardModel.parse({ title: 'bare' })).toMatchObject({
      panels: [],
      variables: [],
    });
  });

  it('keeps no credential of a data source', () => {
    const read = GrafanaDatasourcesAnswer.parse([
      {
        uid: 'a',
        name: 'n',
        type: 'loki',
        url: 'http://x',
        basicAuthPassword: CANARY,
        secureJsonFields: { token: true },
        jsonData: { key: CANARY },
      },
    ]);
    expect(read).toEqual([
      { uid: 'a', name: 'n', type: 'loki', url: 'http://x', isDefault: false },
    ]);
  });
});

describe('DolphinScheduler', () => {
  const read = (body: unknown, more?: Partial<ApiAnswer>) =>
    readDolphinAnswer(answer(body, more), {
      what: 'ds: GET /projects',
      schema: dolphinPage(DolphinDefinition),
    });

  it('believes the code and not the status', () => {
    expect(() =>
      read({ code: 30001, msg: CANARY, data: null, failed: true }),
    ).toThrow(/code 30001 with HTTP 200\); let its user/);
    expect(() => read({ code: 10000, msg: CANARY, data: null })).toThrow(
      /internal error \(code 10000/,
    );
    expect(() => read({ code: 99999, msg: CANARY })).toThrow(/^(?!.*canary)/);
    expect(() => read('', { status: 401 })).toThrow(
      /does not know who asks \(401\)/,
    );
    expect(() => read({ code: 0, data: null })).toThrow(/unknown shape/);
    expect(
      read({ code: 0, data: { totalList: [], total: 0, totalPage: 0 } }),
    ).toMatchObject({ totalList: [] });
  });

  it('reads either word for a workflow, and times without a zone as UTC', () => {
    const run = {
      id: 7,
      name: 'r',
      state: 'SUCCESS',
      commandType: 'SCHEDULER',
      startTime: '2025-10-24 06:00:02',
      endTime: '2025-10-24 06:04:00',
      scheduleTime: null,
      dryRun: 0,
    };
    const old = DolphinRun.parse({
      ...run,
      processDefinitionCode: 19434551836864,
    });
    expect(old).toEqual({
      id: '7',
      name: 'r',
      state: 'SUCCESS',
      outcome: 'succeeded',
      command: 'SCHEDULER',
      workflowCode: '19434551836864',
      startedAt: '2025-10-24T06:00:02.000Z',
      endedAt: '2025-10-24T06:04:00.000Z',
      dryRun: false,
    });
    expect(
      DolphinRun.parse({ ...run, workflowDefinitionCode: 19434551836864 }),
    ).toEqual(old);
    const schedule = {
      id: 1,
      crontab: '0 0 6 * * ? *',
      timezoneId: 'UTC',
      releaseState: 'ONLINE',
      startTime: '2025-01-01 00:00:00',
      endTime: '2035-01-01 00:00:00',
    };
    expect(
      DolphinSchedule.parse({ ...schedule, processDefinitionCode: 5 }),
    ).toEqual(
      DolphinSchedule.parse({ ...schedule, workflowDefinitionCode: 5 }),
    );
    const task = {
      id: 1,
      name: 't',
      taskType: 'SHELL',
      state: 'FAILURE',
      retryTimes: 3,
    };
    expect(DolphinTaskRun.parse({ ...task, processInstanceId: 5 })).toEqual(
      DolphinTaskRun.parse({ ...task, workflowInstanceId: 5 }),
    );
  });

  it('reads both shapes of statistics', () => {
    const expected = {
      total: 3,
      byState: [{ state: 'FAILURE', count: 3, outcome: 'failed' }],
    };
    expect(
      DolphinStatistics.parse({
        totalCount: 3,
        taskCountDtos: [{ taskStateType: 'FAILURE', count: 3 }],
      }),
    ).toEqual(expected);
    expect(
      DolphinStatistics.parse({
        totalCount: 3,
        workflowInstanceStatusCounts: [{ state: 'FAILURE', count: 3 }],
      }),
    ).toEqual(expected);
  });

  it('takes a state that it does not know for unknown', () => {
    expect(readOutcome('FORCED_SUCCESS')).toBe('succeeded');
    expect(readOutcome('SOMETHING_NEW')).toBe('unknown');
    expect(
      DolphinDefinition.parse({ code: 1, name: 'a', releaseState: 'PAUSED' }),
    ).toMatchObject({ state: 'unknown' });
  });
});
