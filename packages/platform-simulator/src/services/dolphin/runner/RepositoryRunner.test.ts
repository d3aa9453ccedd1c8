import { serve, type ListeningServer } from '../../../http/serve';
import { createGitAnswers } from '../../../declared/git/createGitAnswers';
import { GitObjects } from '../../../declared/git/GitObjects';
import {
  createDolphinScheduler,
  type DolphinScheduler,
} from '../server/serverOf';
import { FINAL, type InstanceRecord, type TaskRecord } from '../server/records';
import { placeIn } from './placeIn';
import { createWorkers } from './RepositoryRunner';

const PROJECT = 19434550788288;

const MAIN = `
import { appendFileSync, readFileSync, existsSync } from 'node:fs';
const [command, ...rest] = process.argv.slice(2);
if (command === 'run') {
  const answer = await fetch(process.env.CONNECTOR_BASE_URL + '/rows');
  appendFileSync(process.env.CONNECTOR_DATA + '/runs', 'x');
  console.log(JSON.stringify({ rows: await answer.json(), runs: readFileSync(process.env.CONNECTOR_DATA + '/runs', 'utf8').length, rest }));
}
if (command === 'environment') console.log(Object.keys(process.env).sort().join());
if (command === 'show') console.log(process.env[rest[0]]);
if (command === 'fail') process.exitCode = 3;
if (command === 'loop') { console.log('up'); setInterval(() => {}, 1000); }
if (command === 'passwd') readFileSync('/etc/passwd');
`;

let git: ListeningServer;
let source: ListeningServer;
let workers: ReturnType<typeof createWorkers>;
let scheduler: DolphinScheduler;
let stop: () => void;

beforeAll(async () => {
  const answers = createGitAnswers({
    path: '/owner/made.git',
    create: async () =>
      new GitObjects({
        files: new Map([
          [
            'package.json',
            '{"type":"module","scripts":{"start":"node src/main.js run"}}',
          ],
          [
            'Containerfile',
            'FROM node:22\nENTRYPOINT ["node", "src/main.js"]\nCMD ["run"]\n',
          ],
          ['src/main.js', MAIN],
          ['src/declaration.json', '{"baseUrl":"https://api.example.com/v2"}'],
        ]),
        message: 'x',
        author: 'portal <portal@example.com>',
        time: 1_780_000_000,
      }),
  });
  git = await serve(answers, { host: '127.0.0.1' });
  source = await serve(
    async request => Response.json([new URL(request.url).pathname]),
    { host: '127.0.0.1' },
  );
  process.env.CANARY_OF_PARENT = 'canary';
});
afterAll(async () => {
  delete process.env.CANARY_OF_PARENT;
  await Promise.all([git.close(), source.close()]);
});

beforeEach(() => {
  workers = createWorkers({
    modules: [],
    environment: () => ({
      TRINO_URL: 'http://127.0.0.1:9',
      S3_ENDPOINT: 'http://127.0.0.1:9',
    }),
    hosts: () => ({ 'api.example.com': `${source.url}/api.example.com` }),
  });
  scheduler = createDolphinScheduler({
    clock: { now: Date.now },
    runner: workers,
  });
  stop = scheduler.masters.start();
});
afterEach(async () => {
  stop();
  await workers.close();
});

/** Starts a workflow of these tasks, one after the other. */
function begin(
  tasks: Partial<TaskRecord>[],
  more: Partial<{ scheduleTime: number }> = {},
) {
  const { server, masters } = scheduler;
  const url = `${git.url}/owner/made.git`;
  const records = tasks.map(
    (task, at): TaskRecord => ({
      code: at + 1,
      name: `t${at}`,
      taskType: 'SHELL',
      failRetryTimes: 0,
      ...task,
      taskParams: {
        localParams: [{ prop: 'CONNECTOR_REPOSITORY', value: url }],
        ...task.taskParams,
      },
    }),
  );
  const version = {
    version: 1,
    name: 'made',
    description: '',
    globalParams: '[]',
    locations: '[]',
    timeout: 0,
    executionType: 'PARALLEL',
    tasks: records,
    relations: records.map(({ code }) => ({
      preTaskCode: code - 1,
      postTaskCode: code,
    })),
    updateTime: 0,
  };
  const definition = {
    ...version,
    id: 1,
    code: 99,
    projectCode: PROJECT,
    releaseState: 'ONLINE' as const,
    createTime: 0,
    versions: [version],
  };
  const { instanceId } = masters.command(
    {
      definition,
      commandType: 'START_PROCESS',
      dryRun: false,
      failureStrategy: 'END',
      triggerCode: 1,
      startParams: {},
      ...more,
    },
    Date.now(),
  );
  return async (
    isReached = (one: InstanceRecord) => FINAL.includes(one.state),
  ) => {
    for (;;) {
      const found = server.instances.find(({ id }) => id === instanceId);
      if (found && isReached(found)) return found;
      await new Promise(done => setTimeout(done, 20));
    }
  };
}

const shell = (rawScript: string): Partial<TaskRecord> => ({
  taskParams: { rawScript },
});

it('runs what the repository holds, against the simulated source, and keeps its data from run to run', async () => {
  const lines: string[] = [];
  for (let at = 0; at < 2; at += 1) {
    const run = await begin(
      [
        shell(
          'cd "$CONNECTOR_HOME" && npm start -s -- --day ${system.biz.date}',
        ),
      ],
      {
        scheduleTime: Date.UTC(2026, 2, 2, 6),
      },
    )();
    expect([run.state, run.tasks[0].log.join('\n')]).toEqual([
      'SUCCESS',
      expect.any(String),
    ]);
    lines.push(run.tasks[0].log.join('\n'));
  }
  expect(lines[0]).toContain(
    '{"rows":["/api.example.com/v2/rows"],"runs":1,"rest":["--day","20260301"]}',
  );
  expect(lines[1]).toContain('"runs":2');
  expect(lines[1]).toContain('exit code 0');
}, 30_000);

it('gives a program an environment of the platform and nothing of this process', async () => {
  const run = await begin([shell('node src/main.js environment')])();
  expect(run.tasks[0].log.join('\n')).toContain(
    'CONNECTOR_BASE_URL,CONNECTOR_DATA,CONNECTOR_HOME,CONNECTOR_KEYLESS,CONNECTOR_REPOSITORY,CONNECTOR_SINK,HOME,LANG,TMPDIR,TRINO_URL,TRINO_USER,TZ',
  );
}, 30_000);

it('runs what a script of the shell clones, prepares and starts', async () => {
  const script = [
    'set -eu',
    'work="${TMPDIR:-/tmp}/connectors/made"',
    'mkdir -p "$(dirname "$work")"',
    'if [ -d "$work/.git" ]; then git -C "$work" pull --quiet; else git clone --quiet "${CONNECTOR_REPOSITORY}" "$work"; fi',
    'cd "$work"',
    'npm ci --omit=dev --ignore-scripts',
    'node src/main.js run',
  ].join('\n');
  const run = await begin([shell(script)])();
  expect([run.state, run.tasks[0].log.join('\n')]).toEqual([
    'SUCCESS',
    expect.stringContaining('node src/main.js run'),
  ]);
}, 30_000);

it('an address of the cluster leads to where it is simulated, also when a script exports it', async () => {
  const script =
    'export TRINO_URL="${TRINO_URL}"\nnode src/main.js show TRINO_URL';
  const localParams = [
    { prop: 'CONNECTOR_REPOSITORY', value: `${git.url}/owner/made.git` },
    { prop: 'TRINO_URL', value: 'http://trino.data-platform:8080' },
  ];
  const run = await begin([
    { taskParams: { rawScript: script, localParams } },
  ])();
  expect(run.tasks[0].log.join('\n')).toContain('-> http://127.0.0.1:9');
}, 30_000);

it('starts an image as its container file says, unless the task says otherwise', async () => {
  const plain = await begin([
    { taskType: 'K8S', taskParams: { image: 'x:1', command: '', args: '' } },
  ])();
  expect(plain.state).toBe('SUCCESS');
  const told = await begin([
    { taskType: 'K8S', taskParams: { image: 'x:1', args: '["fail"]' } },
  ])();
  expect(told.state).toBe('FAILURE');
  expect(told.tasks[0].log.join('\n')).toContain('exit code 3');
}, 30_000);

it('a task that fails ends the run, and what comes after it is not started', async () => {
  const run = await begin([
    shell('node src/main.js fail'),
    shell('node src/main.js environment'),
  ])();
  expect(run.tasks.map(({ state }) => state)).toEqual(['FAILURE']);
}, 30_000);

it('refuses what is no program of a repository, and what the sandbox refuses is in the log', async () => {
  const other = await begin([shell('curl http://example.com')])();
  expect([other.state, other.tasks[0].log.join('\n')]).toEqual([
    'FAILURE',
    expect.stringContaining('curl is not a program that this worker has'),
  ]);
  const hostile = await begin([shell('node src/main.js passwd')])();
  expect(hostile.tasks[0].log.join('\n')).toContain(
    'refused: FileSystemRead /etc/passwd',
  );
  const far = await begin([
    {
      taskParams: {
        rawScript: 'node x',
        localParams: [
          { prop: 'CONNECTOR_REPOSITORY', value: 'http://example.com/x.git' },
        ],
      },
    },
  ])();
  expect(far.tasks[0].log.join('\n')).toContain(
    'repositories on this machine only',
  );
}, 30_000);

it('ends a program whose run is stopped', async () => {
  const running = begin([shell('node src/main.js loop')]);
  const run = await running(one =>
    one.tasks.some(({ log }) => log.some(line => line.endsWith('-> up'))),
  );
  scheduler.masters.stop(run);
  expect(run.state).toBe('STOP');
  for (;;) {
    if (run.tasks[0].log.some(line => line.includes('stopped: cancelled')))
      break;
    await new Promise(done => setTimeout(done, 20));
  }
  expect(run.tasks[0].state).toBe('KILL');
}, 30_000);

it('tries again after its minutes', async () => {
  const waiting = begin([
    {
      ...shell('node src/main.js fail'),
      failRetryTimes: 1,
      failRetryInterval: 5,
    },
  ]);
  const run = await waiting(one =>
    one.tasks.some(({ againAt }) => againAt !== undefined),
  );
  expect(run.state).toBe('RUNNING_EXECUTION');
  expect(run.tasks[0].againAt! - run.tasks[0].endTime!).toBe(5 * 60_000);
}, 30_000);

describe('placeIn', () => {
  const platform = {
    TRINO_URL: 'sim',
    S3_ENDPOINT: 'sim',
    ICEBERG_REST_URL: 'sim',
  };
  it.each([
    [
      {},
      [],
      { CONNECTOR_SINK: 'trino', TRINO_USER: 'connectors', TRINO_URL: 'sim' },
    ],
    [{ CONNECTOR_SINK: 'files' }, [], { CONNECTOR_SINK: 'files' }],
    [
      { CONNECTOR_SINK: 'files' },
      ['aws4fetch@1.0.0'],
      { CONNECTOR_SINK: 'files', S3_ENDPOINT: 'sim' },
    ],
    [
      { CONNECTOR_SINK: 'iceberg', ICEBERG_REST_URL: 'http://catalog:8181' },
      [],
      {
        CONNECTOR_SINK: 'iceberg',
        ICEBERG_REST_URL: 'sim',
        S3_ENDPOINT: 'sim',
      },
    ],
    [
      { CONNECTOR_SINK: 'files', TRINO_URL: 'http://trino:8080' },
      [],
      { CONNECTOR_SINK: 'files', TRINO_URL: 'sim' },
    ],
  ])('%j with %j', (parameters, packages, expected) => {
    expect(placeIn(platform, { parameters, packages })).toEqual(expected);
  });
});
