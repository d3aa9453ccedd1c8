import fc from 'fast-check';
import { JsonObject } from '../../kubernetes';
import { buildImportable, TaskDraft } from './buildImportable';
import { convertWorkflow } from './convertWorkflow';
import { layersOf } from './layers';
import {
  planWorkflow,
  readRevision,
  revisionOf,
  signDescription,
} from './planWorkflow';
import { carryRepository, workflowImages } from './prepareWorkflow';
import { isQuartz } from './quartz';
import { ImportableWorkflow } from './types';

/** `{ name, schedule, tasks }` as one dialect of the field writes it. */
const FIRST: JsonObject = {
  name: 'eia-daily',
  description: 'Prices',
  schedule: '30 6 * * 1-5',
  timezone: 'America/New_York',
  tasks: [
    {
      name: 'extract',
      type: 'python',
      script: 'print(1)',
      timeout: 1800,
      retries: 3,
      retryDelaySeconds: 300,
    },
    {
      name: 'load',
      type: 'shell',
      command: 'load',
      args: ['--day', 'a b'],
      dependsOn: ['extract'],
    },
  ],
  sla: { freshness_minutes: 60 },
};

/** `{ name, crontab, processType, tasks: [{ params, preTasks }] }` as the other writes it. */
const SECOND: JsonObject = {
  name: 'trade',
  crontab: '0 0 7 * * ? *',
  scheduleStartTime: '2026-02-01 00:00:00',
  scheduleEndTime: '2027-02-01 00:00:00',
  scheduleWarningType: 'FAILURE',
  timeout: 3600,
  tenantCode: 'etl',
  processType: 'DAG',
  tasks: [
    { name: 'a', type: 'SHELL', params: { rawScript: 'true' } },
    {
      name: 'b',
      type: 'SQL',
      params: { sql: 'INSERT INTO x SELECT 1', datasource: 'lake' },
      preTasks: ['a'],
      retryTimes: 2,
      retryInterval: 90,
    },
  ],
};

function convertOne(json: JsonObject, dataSources = { lake: 7 }) {
  const { importable, problems } = convertWorkflow(json, { dataSources });
  const [workflow] = importable ?? [];
  return { workflow, problems };
}

const errorsOf = (json: JsonObject | JsonObject[]) =>
  convertWorkflow(json)
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ at, problem, cure }) => `${at}: ${problem} ${cure}`);

describe('conversion of what people wrote', () => {
  it('reads the first dialect: names to codes, seconds to minutes, five fields to Quartz', () => {
    const { workflow, problems } = convertOne(FIRST);
    expect(problems).toEqual([
      expect.objectContaining({ at: 'sla', severity: 'warning' }),
    ]);
    expect(workflow.schedule).toMatchObject({
      crontab: '0 30 6 ? * 2-6 *',
      timezoneId: 'America/New_York',
    });
    const [extract, load] = workflow.taskDefinitionList;
    expect(extract).toMatchObject({
      taskType: 'PYTHON',
      timeout: 30,
      timeoutFlag: 'OPEN',
      timeoutNotifyStrategy: 'WARNFAILED',
      failRetryTimes: 3,
      failRetryInterval: 5,
    });
    expect(load.taskParams.rawScript).toBe("load --day 'a b'");
    expect(
      workflow.processTaskRelationList.map(one => [
        one.preTaskCode,
        one.postTaskCode,
      ]),
    ).toEqual([
      [0, extract.code],
      [extract.code, load.code],
    ]);
    expect(JSON.parse(workflow.processDefinition.locations)).toEqual([
      { taskCode: extract.code, x: 100, y: 100 },
      { taskCode: load.code, x: 320, y: 100 },
    ]);
  });

  it('reads the second dialect: bounds, data sources by name, and tells what is rounded', () => {
    const { workflow, problems } = convertOne(SECOND);
    expect(workflow.schedule).toMatchObject({
      crontab: '0 0 7 * * ? *',
      startTime: '2026-02-01 00:00:00',
      endTime: '2027-02-01 00:00:00',
      warningType: 'FAILURE',
      tenantCode: 'etl',
    });
    expect(workflow.processDefinition.timeout).toBe(60);
    expect(workflow.taskDefinitionList[1]).toMatchObject({
      failRetryInterval: 2,
      taskParams: { datasource: 7, type: 'TRINO', sqlType: '1' },
    });
    expect(problems.map(({ problem }) => problem)).toEqual([
      '90 seconds become 2 minutes.',
    ]);
  });

  const change = (told: JsonObject, more: JsonObject) => ({ ...told, ...more });
  const task = (more: JsonObject) =>
    change(FIRST, {
      tasks: [{ name: 'a', type: 'shell', script: 'x', ...more }],
    });

  it.each([
    [
      'day and weekday',
      change(FIRST, { schedule: '0 6 1 * 1' }),
      /schedule: .*which Quartz cannot say/,
    ],
    [
      'no schedule',
      change(FIRST, { schedule: 'daily' }),
      /schedule: .*is no schedule/,
    ],
    [
      'no zone',
      change(FIRST, { timezone: 'Mars/Base' }),
      /timezone: There is no time zone/,
    ],
    ['no name', change(FIRST, { name: ' ' }), /name: The workflow has no name/],
    ['no task', change(FIRST, { tasks: [] }), /The workflow has no task/],
    [
      'bounds the wrong way',
      change(SECOND, { scheduleEndTime: '2020-01-01' }),
      /ends before it begins/,
    ],
    [
      'a bound that is none',
      change(SECOND, { scheduleEndTime: 'soon' }),
      /'soon' is no time/,
    ],
    ['an unknown type', task({ type: 'magic' }), /tasks\[0\]\.type: .*'magic'/],
    [
      'a type without its parameters',
      task({ type: 'spark' }),
      /Make it in the scheduler/,
    ],
    [
      'a need that is not there',
      task({ dependsOn: ['b'] }),
      /It depends on 'b'/,
    ],
    ['a circle', task({ dependsOn: ['a'] }), /in a circle/],
    ['an empty script', task({ script: '# later\n' }), /The script is empty/],
    [
      'a data source by name',
      task({ type: 'sql', sql: 'SELECT 1', datasource: 'trino:8080' }),
      /'trino:8080', and the scheduler knows data sources by number/,
    ],
    [
      'a name that Kubernetes does not take',
      task({ type: 'k8s', name: 'My_Task', image: 'x:1' }),
      /cannot be one/,
    ],
    ['no image', task({ type: 'k8s' }), /There is no image/],
    [
      'two tasks of one name',
      change(FIRST, {
        tasks: [
          { name: 'a', type: 'shell', script: 'x' },
          { name: 'a', type: 'shell', script: 'y' },
        ],
      }),
      /Two tasks are called 'a'/,
    ],
  ])('names %s', (_, json, message) => {
    expect(errorsOf(json).join('\n')).toMatch(message);
    expect(convertWorkflow(json).importable).toBeUndefined();
  });

  it('says of what is no workflow that it is none', () => {
    expect(errorsOf({ kind: 'Deployment' })[0]).toContain(
      'This is no workflow',
    );
    expect(errorsOf([])[0]).toContain('holds no workflow');
  });
});

describe("the scheduler's own form", () => {
  const exported = () => {
    const { workflow } = convertOne(FIRST);
    return JSON.parse(JSON.stringify(workflow)) as JsonObject;
  };

  it('stays what it is', () => {
    const { importable, problems } = convertWorkflow([exported()]);
    expect(problems).toEqual([]);
    expect(importable?.[0]).toEqual(exported());
  });

  it('is read under the names of 3.3, from text, and without what only pages need', () => {
    const { processDefinition, processTaskRelationList, ...rest } = exported();
    const { locations, ...head } = processDefinition as JsonObject;
    const tasks = (rest.taskDefinitionList as JsonObject[]).map(one => ({
      ...one,
      id: 4,
      projectCode: 1,
      taskParams: JSON.stringify(one.taskParams),
    }));
    const { importable, problems } = convertWorkflow({
      ...rest,
      workflowDefinition: { ...head, id: 3, userName: 'admin' },
      workflowTaskRelationList: processTaskRelationList,
      taskDefinitionList: tasks,
    });
    expect(problems).toEqual([]);
    expect(importable?.[0]).toEqual(exported());
  });

  it('without relations has its tasks follow each other, and says so', () => {
    const { importable, problems } = convertWorkflow([
      { ...exported(), processTaskRelationList: [] },
    ]);
    expect(problems[0]).toMatchObject({ at: 'relations', severity: 'warning' });
    expect(importable?.[0].processTaskRelationList).toHaveLength(2);
  });

  it('names a relation to nobody', () => {
    const relation = { preTaskCode: 9, postTaskCode: 101 };
    expect(
      errorsOf([{ ...exported(), processTaskRelationList: [relation] }])[0],
    ).toContain('names a task that the workflow does not have');
  });

  it.each([
    '0 30 6 * * ? *',
    '0 0 6 ? * 2-6',
    '0 0/15 * L * ?',
    '0 0 6 ? * MON#1 2027',
  ])('%s is of Quartz', text => expect(isQuartz(text)).toBe(true));
  it.each([
    '30 6 * * *',
    '0 30 6 * * * *',
    '0 30 6 ? * ? *',
    '0 ? 6 * * ? *',
    '@daily',
  ])('%s is not', text => expect(isQuartz(text)).toBe(false));
});

/** A workflow without circles: every task needs only earlier ones. */
const workflows = fc
  .array(fc.array(fc.nat(20), { maxLength: 3 }), { minLength: 1, maxLength: 8 })
  .map(needs =>
    buildImportable({
      name: 'w',
      description: 'x',
      globalParams: [],
      timeoutMinutes: 5,
      schedule: null,
      tasks: needs.map(
        (list, at): TaskDraft => ({
          name: `t${at}`,
          taskType: 'SHELL',
          taskParams: { rawScript: `step ${at}` },
          needs: [
            ...new Set(list.filter(() => at > 0).map(one => `t${one % at}`)),
          ],
          retries: 1,
          retryMinutes: 2,
        }),
      ),
    }),
  );

const codesFor = (workflow: ImportableWorkflow, from: number) =>
  new Map(
    workflow.taskDefinitionList.map(({ name }, at) => [name, from + at * 7]),
  );

describe('the plan', () => {
  it('shares codes between tasks, relations and places, keeps every task reachable, and lays layers out from left to right', () => {
    fc.assert(
      fc.property(
        workflows,
        fc.integer({ min: 1, max: 1e13 }),
        (workflow, from) => {
          const codes = codesFor(workflow, from);
          const { parameters } = planWorkflow(workflow, {
            codes,
            dialect: '3.2',
          });
          const tasks = JSON.parse(parameters.taskDefinitionJson);
          const relations: { preTaskCode: number; postTaskCode: number }[] =
            JSON.parse(parameters.taskRelationJson);
          const places: { taskCode: number; x: number; y: number }[] =
            JSON.parse(parameters.locations);
          const given = [...codes.values()];
          expect(tasks.map((one: { code: number }) => one.code)).toEqual(given);
          expect(places.map(({ taskCode }) => taskCode)).toEqual(given);
          expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(
            given.length,
          );
          expect(new Set(relations.map(one => one.postTaskCode))).toEqual(
            new Set(given),
          );
          const at = new Map(places.map(({ taskCode, x }) => [taskCode, x]));
          for (const { preTaskCode, postTaskCode } of relations) {
            if (preTaskCode === 0) continue;
            expect(at.get(preTaskCode)!).toBeLessThan(at.get(postTaskCode)!);
          }
        },
      ),
    );
  });

  it('has one revision whatever the codes, the order of tasks and of keys', () => {
    fc.assert(
      fc.property(
        workflows,
        fc.integer({ min: 1, max: 1e6 }),
        (workflow, from) => {
          const moved = new Map(
            [...codesFor(workflow, from)].map(([name, code]) => [
              name,
              code + 1,
            ]),
          );
          const { parameters } = planWorkflow(workflow, {
            codes: moved,
            dialect: '3.3',
          });
          const again: ImportableWorkflow = {
            ...workflow,
            processTaskRelationList: JSON.parse(
              parameters.taskRelationJson,
            ).reverse(),
            taskDefinitionList: JSON.parse(parameters.taskDefinitionJson)
              .reverse()
              .map((task: JsonObject) =>
                Object.fromEntries(Object.entries(task).reverse()),
              ),
          };
          expect(revisionOf(again)).toBe(revisionOf(workflow));
          expect(readRevision(parameters.description)).toBe(
            revisionOf(workflow),
          );
        },
      ),
    );
  });

  it('has another revision when a step, its parameters or their order changes', () => {
    const { workflow } = convertOne(FIRST);
    const [extract, load] = workflow.taskDefinitionList;
    const others: ImportableWorkflow[] = [
      {
        ...workflow,
        taskDefinitionList: [extract, { ...load, failRetryTimes: 9 }],
      },
      {
        ...workflow,
        taskDefinitionList: [
          extract,
          { ...load, taskParams: { rawScript: 'y' } },
        ],
      },
      {
        ...workflow,
        processTaskRelationList: workflow.processTaskRelationList.map(one => ({
          ...one,
          preTaskCode: 0,
        })),
      },
      carryRepository(workflow, 'http://portal/x.git'),
    ];
    const revisions = [workflow, ...others].map(revisionOf);
    expect(new Set(revisions).size).toBe(revisions.length);
  });

  it('says the tenant to 3.1 alone, and refuses a task without a code', () => {
    const { workflow } = convertOne(FIRST);
    const codes = codesFor(workflow, 5);
    const plan = (dialect: '3.1' | '3.2') =>
      planWorkflow(workflow, { codes, dialect, tenant: 'etl' }).parameters;
    expect(plan('3.1').tenantCode).toBe('etl');
    expect(plan('3.2')).not.toHaveProperty('tenantCode');
    expect(() =>
      planWorkflow(workflow, { codes: new Map(), dialect: '3.2' }),
    ).toThrow("'extract' has no code");
  });

  it('signs a description of any length within what the API takes, once', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600, unit: 'binary' }), text => {
        const once = signDescription(text, 'abc1');
        expect([...once].length).toBeLessThanOrEqual(255);
        expect(readRevision(once)).toBe('abc1');
        const twice = signDescription(once, 'def2');
        expect(readRevision(twice)).toBe('def2');
        expect(twice.match(/managed-by/g)).toHaveLength(
          (text.match(/managed-by/g)?.length ?? 0) > 0
            ? twice.match(/managed-by/g)!.length
            : 1,
        );
      }),
    );
  });

  it('finds circles of any length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), length => {
        const codes = Array.from({ length }, (_, at) => at + 1);
        const circle = codes.map(code => ({
          preTaskCode: code,
          postTaskCode: (code % length) + 1,
        }));
        expect(layersOf(codes, circle)).toBeUndefined();
        expect(layersOf(codes, circle.slice(1))).toBeDefined();
      }),
    );
  });

  it('carries the repository to steps that run code, once, and knows their images', () => {
    const { workflow } = convertOne({
      name: 'w',
      tasks: [
        { name: 'a', type: 'k8s', image: 'ghcr.io/x/y:1' },
        { name: 'b', type: 'sql', sql: 'SELECT 1', datasource: 'lake' },
      ],
    });
    const carried = carryRepository(
      carryRepository(workflow, 'http://portal/old.git'),
      'http://portal/x.git',
    );
    expect(carried.taskDefinitionList[0].taskParams.localParams).toEqual([
      {
        prop: 'CONNECTOR_REPOSITORY',
        direct: 'IN',
        type: 'VARCHAR',
        value: 'http://portal/x.git',
      },
    ]);
    expect(carried.taskDefinitionList[1]).toEqual(
      workflow.taskDefinitionList[1],
    );
    expect(workflowImages(carried)).toEqual(['ghcr.io/x/y:1']);
  });
});
