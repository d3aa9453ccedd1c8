import { createWorld } from '../../scenarios';
import type { KubernetesObject } from '../../kubernetes/types';
import { createServiceAnswers } from '../createServiceAnswers';
import { readPlatformState } from '../readPlatformState';
import { createDolphinScheduler } from './server/serverOf';

const NOW = Date.parse('2026-03-02T12:00:00Z');
const TOKEN = 'right';

/** A scheduler of a version, on a clock that stands until it is moved. */
function start(version = '3.2.2') {
  let now = NOW;
  const world = createWorld({ readClock: () => now, now });
  const dolphin = createDolphinScheduler({ clock: { now: () => now } });
  const state = readPlatformState(world.store, {
    tokens: { dolphinscheduler: TOKEN },
    dolphin,
  });
  const image = `apache/dolphinscheduler-api:${version}`;
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'dolphinscheduler-api' },
    spec: { template: { spec: { containers: [{ image }] } } },
  } as KubernetesObject;
  const answers = createServiceAnswers({
    state: {
      ...state,
      find: (kind, namespace, name) =>
        kind === 'Deployment' ? deployment : state.find(kind, namespace, name),
    },
    clock: { now: () => now },
  });
  const word = version.startsWith('3.3') ? 'workflow' : 'process';
  const send = (line: string, init: RequestInit = {}) => {
    const [method, path] = line.split(' ');
    return answers(
      {
        namespace: 'data-platform',
        name: 'dolphinscheduler-api',
        path: `/dolphinscheduler${path}`,
      },
      new Request(`http://service/dolphinscheduler${path}`, {
        method,
        ...init,
        headers: { token: TOKEN, ...init.headers },
      }),
    );
  };
  const ask = async (line: string, form?: Record<string, unknown>) => {
    const body =
      form &&
      new URLSearchParams(
        Object.entries(form).map(([name, value]) => [
          name,
          typeof value === 'string' ? value : JSON.stringify(value),
        ]),
      );
    const answer = await send(line, body ? { body } : {});
    const told = await answer.json();
    expect(answer.status).toBe(200);
    return told;
  };
  const advance = (ms: number) => {
    now += ms;
  };
  return { ask, send, advance, word, dolphin };
}

type Started = ReturnType<typeof start>;

const PROJECT = '/projects/19434550788288';

function workflow(codes: number[], more: Record<string, unknown> = {}) {
  return {
    name: 'made',
    description: 'x',
    tenantCode: 'default',
    locations: codes.map(taskCode => ({ taskCode, x: 1, y: 1 })),
    taskRelationJson: codes.map((code, at) => ({
      preTaskCode: at === 0 ? 0 : codes[at - 1],
      postTaskCode: code,
    })),
    taskDefinitionJson: codes.map(code => ({
      code,
      name: `task-${code}`,
      taskType: 'SHELL',
      taskParams: { rawScript: 'echo' },
    })),
    ...more,
  };
}

async function make(
  { ask, word }: Started,
  more: Record<string, unknown> = {},
) {
  const { data: codes } = await ask(
    `GET ${PROJECT}/task-definition/gen-task-codes?genNum=2`,
  );
  const made = await ask(
    `POST ${PROJECT}/${word}-definition`,
    workflow(codes, more),
  );
  return { codes, made, code: made.data?.code as number };
}

const SCHEDULE = {
  startTime: '2026-01-01 00:00:00',
  endTime: '2036-01-01 00:00:00',
  timezoneId: 'UTC',
  crontab: '0 30 6 * * ? *',
};

describe.each(['3.1.9', '3.2.2', '3.3.0'])('the write API of %s', version => {
  let server: Started;
  let definitions: string;
  beforeEach(() => {
    server = start(version);
    definitions = `${PROJECT}/${server.word}-definition`;
  });

  it('takes forms, not JSON, and says nothing to strangers', async () => {
    const json = await server.send(`POST ${definitions}`, {
      body: JSON.stringify(workflow([1])),
      headers: { 'content-type': 'application/json' },
    });
    expect((await json.json()).code).toBe(10001);
    const stranger = await server.send(`POST ${definitions}`, {
      headers: { token: 'wrong' },
    });
    expect([stranger.status, await stranger.text()]).toEqual([401, '']);
  });

  it('makes, changes by versions, switches back, releases and removes; what is written is read', async () => {
    const { code, codes, made } = await make(server);
    expect(made.data).toMatchObject({
      name: 'made',
      version: 1,
      releaseState: 'OFFLINE',
    });
    expect((await make(server)).made.code).toBe(10168);
    expect(
      (await server.ask(`GET ${definitions}/verify-name?name=made`)).code,
    ).toBe(10168);
    const dag = (await server.ask(`GET ${definitions}/query-by-name?name=made`))
      .data;
    expect(dag[`${server.word}Definition`].code).toBe(code);
    expect(dag[`${server.word}TaskRelationList`]).toHaveLength(2);
    const page = await server.ask(
      `GET ${definitions}?pageNo=1&pageSize=50&searchVal=made`,
    );
    expect(page.data.total).toBe(1);

    await server.ask(`POST ${definitions}/${code}/release`, {
      releaseState: 'ONLINE',
    });
    const busy = await server.ask(
      `PUT ${definitions}/${code}`,
      workflow(codes),
    );
    expect(busy.code).toBe(50008);
    expect((await server.ask(`DELETE ${definitions}/${code}`)).code).toBe(
      50021,
    );
    await server.ask(`POST ${definitions}/${code}/release`, {
      releaseState: 'OFFLINE',
    });
    const changed = await server.ask(
      `PUT ${definitions}/${code}`,
      workflow(codes, { description: 'y' }),
    );
    expect(changed.data).toMatchObject({ version: 2, description: 'y', code });
    const versions = await server.ask(
      `GET ${definitions}/${code}/versions?pageNo=1&pageSize=9`,
    );
    expect(
      versions.data.totalList.map((one: { version: number }) => one.version),
    ).toEqual([2, 1]);
    await server.ask(`GET ${definitions}/${code}/versions/1`);
    const back = await server.ask(`GET ${definitions}/${code}`);
    expect(back.data[`${server.word}Definition`]).toMatchObject({
      version: 1,
      description: 'x',
    });
    expect((await server.ask(`DELETE ${definitions}/${code}`)).code).toBe(0);
    expect(
      (await server.ask(`GET ${definitions}/query-by-name?name=made`)).code,
    ).toBe(50003);
  });

  it.each([
    [
      'a circle',
      (codes: number[]) => ({
        taskRelationJson: [
          { preTaskCode: codes[1], postTaskCode: codes[0] },
          { preTaskCode: codes[0], postTaskCode: codes[1] },
        ],
      }),
      50019,
    ],
    [
      'a relation to nobody',
      (codes: number[]) => ({
        taskRelationJson: [
          { preTaskCode: 0, postTaskCode: codes[0] },
          { preTaskCode: 7, postTaskCode: codes[1] },
        ],
      }),
      50037,
    ],
    [
      'parameters that are none',
      (codes: number[]) => ({
        taskDefinitionJson: [
          { code: codes[0], name: 'a', taskType: 'SHELL' },
          { code: codes[1], name: 'b', taskType: 'SHELL', taskParams: {} },
        ],
      }),
      50020,
    ],
    [
      'too long a description',
      () => ({ description: 'x'.repeat(256) }),
      1400004,
    ],
  ])('refuses %s', async (_, more, code) => {
    const { data: codes } = await server.ask(
      `GET ${PROJECT}/task-definition/gen-task-codes?genNum=2`,
    );
    const answer = await server.ask(
      `POST ${definitions}`,
      workflow(codes, more(codes)),
    );
    expect(answer.code).toBe(code);
  });

  it('has one schedule for each definition, which must be online, and reads Quartz', async () => {
    const { code } = await make(server);
    const form = { [`${server.word}DefinitionCode`]: code, schedule: SCHEDULE };
    const create = () => server.ask(`POST ${PROJECT}/schedules`, form);
    expect((await create()).code).toBe(50004);
    await server.ask(`POST ${definitions}/${code}/release`, {
      releaseState: 'ONLINE',
    });
    const unix = { ...SCHEDULE, crontab: '30 6 * * *' };
    expect(
      (
        await server.ask(`POST ${PROJECT}/schedules/preview`, {
          schedule: unix,
        })
      ).code,
    ).toBe(10024);
    const preview = await server.ask(`POST ${PROJECT}/schedules/preview`, {
      schedule: SCHEDULE,
    });
    expect(preview.data.slice(0, 2)).toEqual([
      '2026-03-03 06:30:00',
      '2026-03-04 06:30:00',
    ]);
    const { data: schedule } = await create();
    expect(schedule.releaseState).toBe('OFFLINE');
    expect((await create()).code).toBe(10204);
    expect(
      (await server.ask(`POST ${PROJECT}/schedules/${schedule.id}/online`, {}))
        .code,
    ).toBe(0);
    expect(
      (await server.ask(`POST ${PROJECT}/schedules/${schedule.id}/online`, {}))
        .code,
    ).toBe(10126);
    expect(
      (await server.ask(`PUT ${PROJECT}/schedules/${schedule.id}`, form)).code,
    ).toBe(10023);
    const listed = await server.ask(
      `GET ${PROJECT}/schedules?pageNo=1&pageSize=9&${server.word}DefinitionCode=${code}`,
    );
    expect(listed.data.totalList).toMatchObject([
      { id: schedule.id, releaseState: 'ONLINE' },
    ]);
    await server.ask(`POST ${definitions}/${code}/release`, {
      releaseState: 'OFFLINE',
    });
    const off = await server.ask(
      `GET ${PROJECT}/schedules?pageNo=1&pageSize=9&${server.word}DefinitionCode=${code}`,
    );
    expect(off.data.totalList).toMatchObject([{ releaseState: 'OFFLINE' }]);
  });

  it('starts later than it answers, without running anything when asked so', async () => {
    const { code } = await make(server);
    const form = {
      [`${server.word}DefinitionCode`]: code,
      scheduleTime: '',
      failureStrategy: 'END',
      warningType: 'NONE',
      dryRun: '1',
    };
    const path = `${PROJECT}/executors/start-${server.word}-instance`;
    expect((await server.ask(`POST ${path}`, form)).code).toBe(50004);
    await server.ask(`POST ${definitions}/${code}/release`, {
      releaseState: 'ONLINE',
    });
    const { data } = await server.ask(`POST ${path}`, form);
    const shapes: Record<string, unknown> = {
      '3.1.9': null,
      '3.2.2': expect.any(Number),
      '3.3.0': [expect.any(Number)],
    };
    expect(data).toEqual(shapes[version]);
    const parameter =
      server.word === 'process'
        ? 'processDefineCode'
        : 'workflowDefinitionCode';
    const list = async () =>
      (
        await server.ask(
          `GET ${PROJECT}/${server.word}-instances?pageNo=1&pageSize=9&${parameter}=${code}`,
        )
      ).data.totalList;
    expect(await list()).toEqual([]);
    server.advance(2_000);
    const [run] = await list();
    expect(run).toMatchObject({
      state: 'SUCCESS',
      dryRun: 1,
      commandType: 'START_PROCESS',
    });
    const tasks = await server.ask(
      `GET ${PROJECT}/task-instances?pageNo=1&pageSize=9&${server.word}InstanceId=${run.id}`,
    );
    expect(
      tasks.data.totalList.map((one: { state: string }) => one.state),
    ).toEqual(['SUCCESS', 'SUCCESS']);
    const log = await server.ask(
      `GET /log/19434550788288/detail?taskInstanceId=${tasks.data.totalList[0].id}&skipLineNum=0&limit=10`,
    );
    expect(log.data).toContain('dry run');
  });

  it('imports under another name, with other codes, offline', async () => {
    const { code, codes } = await make(server);
    const exported = await server.send(
      `POST ${definitions}/batch-export?codes=${code}`,
    );
    const send = async (text: string) => {
      const body = new FormData();
      body.set('file', new Blob([text]), 'workflow.json');
      return (await server.send(`POST ${definitions}/import`, { body })).json();
    };
    const file = await exported.text();
    expect((await send(file)).code).toBe(0);
    server.advance(5);
    expect((await send(file)).code).toBe(0);
    const { data } = await server.ask(
      `GET ${definitions}?pageNo=1&pageSize=50&searchVal=made_import_`,
    );
    expect(data.total).toBe(2);
    expect(data.totalList[0].name).toMatch(/^made_import_\d{17}$/);
    const dag = (
      await server.ask(`GET ${definitions}/${data.totalList[0].code}`)
    ).data;
    expect(dag[`${server.word}Definition`].releaseState).toBe('OFFLINE');
    const fresh = dag.taskDefinitionList.map(
      (one: { code: number }) => one.code,
    );
    expect(fresh.some((one: number) => codes.includes(one))).toBe(false);
    expect(
      dag[`${server.word}TaskRelationList`].map(
        (one: { postTaskCode: number }) => one.postTaskCode,
      ),
    ).toEqual(fresh);
    expect((await send('[{}]')).code).toBe(50018);
    expect((await send('{"a":1}')).code).toBe(50029);
  });
});

describe('time', () => {
  async function online(
    server: Started,
    crontab: string,
    more: Record<string, unknown> = {},
  ) {
    const { code } = await make(server, more);
    await server.ask(`POST ${PROJECT}/process-definition/${code}/release`, {
      releaseState: 'ONLINE',
    });
    const { data } = await server.ask(`POST ${PROJECT}/schedules`, {
      processDefinitionCode: code,
      schedule: { ...SCHEDULE, crontab },
    });
    await server.ask(`POST ${PROJECT}/schedules/${data.id}/online`, {});
    return { code, schedule: data.id };
  }
  const runsOf = async (server: Started, code: number) =>
    (
      await server.ask(
        `GET ${PROJECT}/process-instances?pageNo=1&pageSize=99&processDefineCode=${code}`,
      )
    ).data.totalList;

  it('a schedule that is online fires on the clock, and stops when it is taken offline', async () => {
    const server = start();
    const { code, schedule } = await online(server, '0 0/15 * * * ? *');
    server.advance(3_600_000 + 10_000);
    const runs = await runsOf(server, code);
    expect(
      runs.map((one: { scheduleTime: string }) => one.scheduleTime).sort(),
    ).toEqual([
      '2026-03-02 12:15:00',
      '2026-03-02 12:30:00',
      '2026-03-02 12:45:00',
      '2026-03-02 13:00:00',
    ]);
    expect(runs[0]).toMatchObject({
      commandType: 'SCHEDULER',
      state: 'SUCCESS',
    });
    await server.ask(`POST ${PROJECT}/schedules/${schedule}/offline`, {});
    server.advance(3_600_000);
    expect(await runsOf(server, code)).toHaveLength(4);
  });

  it('complements once for each time that was missed', async () => {
    const server = start();
    const { code } = await online(server, '0 30 6 * * ? *');
    await server.ask(`POST ${PROJECT}/executors/start-process-instance`, {
      processDefinitionCode: code,
      scheduleTime: {
        complementStartDate: '2026-02-01 00:00:00',
        complementEndDate: '2026-02-03 23:59:59',
      },
      failureStrategy: 'CONTINUE',
      warningType: 'NONE',
      execType: 'COMPLEMENT_DATA',
    });
    server.advance(60_000);
    const runs = await runsOf(server, code);
    expect(
      runs
        .map(
          (one: { scheduleTime: string; commandType: string }) =>
            `${one.commandType} ${one.scheduleTime}`,
        )
        .sort(),
    ).toEqual([
      'COMPLEMENT_DATA 2026-02-01 06:30:00',
      'COMPLEMENT_DATA 2026-02-02 06:30:00',
      'COMPLEMENT_DATA 2026-02-03 06:30:00',
    ]);
  });

  it('one run waits for another, or is thrown away, as the definition says', async () => {
    const server = start();
    const states: Record<string, string[]> = {};
    for (const executionType of ['SERIAL_WAIT', 'SERIAL_DISCARD', 'PARALLEL']) {
      const { code } = await make(server, {
        name: executionType,
        executionType,
      });
      await server.ask(`POST ${PROJECT}/process-definition/${code}/release`, {
        releaseState: 'ONLINE',
      });
      for (let at = 0; at < 2; at += 1) {
        await server.ask(`POST ${PROJECT}/executors/start-process-instance`, {
          processDefinitionCode: code,
          scheduleTime: '',
          failureStrategy: 'END',
          warningType: 'NONE',
        });
      }
      server.advance(1_000);
      states[executionType] = (await runsOf(server, code))
        .map((one: { state: string }) => one.state)
        .sort();
    }
    expect(states).toEqual({
      SERIAL_WAIT: ['RUNNING_EXECUTION', 'SERIAL_WAIT'],
      SERIAL_DISCARD: ['RUNNING_EXECUTION', 'STOP'],
      PARALLEL: ['RUNNING_EXECUTION', 'RUNNING_EXECUTION'],
    });
  });

  it('a workflow that was there before keeps its past when somebody changes it, and goes on from there', async () => {
    const server = start();
    const list = await server.ask(
      `GET ${PROJECT}/process-definition?pageNo=1&pageSize=50&searchVal=noaa-weather-hourly`,
    );
    const { code } = list.data.totalList[0];
    const before = await runsOf(server, code);
    await server.ask(`POST ${PROJECT}/process-definition/${code}/release`, {
      releaseState: 'OFFLINE',
    });
    server.advance(3 * 3_600_000);
    const after = await runsOf(server, code);
    expect(after.map((one: { id: number }) => one.id)).toEqual(
      before.map((one: { id: number }) => one.id).slice(0, after.length),
    );
    expect(after[0].scheduleTime).toBe('2026-03-02 11:00:00');
  });
});

it('knows tokens that were stored, until their time is over', async () => {
  const server = start();
  const { data: token } = await server.ask('POST /access-tokens/generate', {
    userId: '1',
    expireTime: '2026-03-02 13:00:00',
  });
  const asked = () => server.send('GET /projects/list', { headers: { token } });
  expect((await asked()).status).toBe(401);
  await server.ask('POST /access-tokens', {
    userId: '1',
    expireTime: '2026-03-02 13:00:00',
    token,
  });
  expect((await asked()).status).toBe(200);
  server.advance(3_600_001);
  expect((await asked()).status).toBe(401);
});

it('makes projects, each once', async () => {
  const server = start();
  const { data } = await server.ask('POST /projects', { projectName: 'mine' });
  expect(data.name).toBe('mine');
  expect(
    (await server.ask('POST /projects', { projectName: 'mine' })).code,
  ).toBe(10019);
  expect(
    (
      await server.ask(
        `GET /projects/${data.code}/process-definition?pageNo=1&pageSize=9`,
      )
    ).data.total,
  ).toBe(0);
  expect(
    (await server.ask('GET /projects?pageNo=1&pageSize=9')).data.total,
  ).toBe(2);
});
