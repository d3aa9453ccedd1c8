import {
  createDoor,
  DolphinSettings,
  PlatformDoor,
} from '@254carbon/backstage-plugin-platform-node';
import { createWorkflowForTests } from './__fixtures__/workflow';
import { RunningPlatform, startPlatform } from '@254carbon/platform-simulator';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApplyWorkflowAction } from './applyAction';
import { createConvertWorkflowAction } from './convertAction';

let platform: RunningPlatform;
let door: PlatformDoor;
let settings: DolphinSettings;
let workspace: string;

beforeAll(async () => {
  platform = await startPlatform({ scenario: 'calm-day' });
  door = createDoor({
    config: {
      clusters: [],
      routes: new Map(),
      hosts: new Map(Object.entries(platform.hosts)),
      probes: { intervalMs: 1, timeoutMs: 1, concurrency: 1 },
    },
  });
  settings = {
    baseUrl: 'https://dolphin.254carbon.com/dolphinscheduler',
    token: platform.serviceTokens.dolphinscheduler,
    headers: {
      'CF-Access-Client-Id': 'portal',
      'CF-Access-Client-Secret': 'portal',
    },
    apiVersion: 'auto',
    project: 'Pipelines',
    tenant: 'default',
    workerGroup: 'default',
    webUrl: 'https://dolphin.254carbon.com/dolphinscheduler',
  };
}, 60_000);
afterAll(async () => {
  await door.close();
  await platform.close();
});
beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'apply-test-'));
  await mkdir(join(workspace, 'workflow'));
});
afterEach(() => rm(workspace, { recursive: true, force: true }));

const PATH = 'workflow/dolphinscheduler.json';
const write = (workflow: unknown) =>
  writeFile(join(workspace, PATH), JSON.stringify(workflow));

async function apply(
  input: object = {},
  more: { settings?: DolphinSettings; isDryRun?: boolean } = {},
) {
  const lines: string[] = [];
  const tell = (line: string) => lines.push(line);
  const logger = {
    info: tell,
    warn: tell,
    error: tell,
    debug: tell,
    child: () => logger,
  };
  const context = createMockActionContext({
    workspacePath: workspace,
    input: { path: PATH, online: true, dryRun: true, adopt: false, ...input },
    logger: logger as never,
  });
  const action = createApplyWorkflowAction({
    door,
    settings: 'settings' in more ? more.settings : settings,
  });
  await action.handler({ ...context, isDryRun: more.isDryRun } as never);
  const { calls } = jest.mocked(context.output).mock;
  return { output: Object.fromEntries(calls), log: lines.join('\n') };
}

it('brings a workflow online through the edge, and a second time writes nothing', async () => {
  await write(createWorkflowForTests({ name: 'first', taskType: 'SHELL' }));
  const first = await apply();
  expect(first.output).toMatchObject({
    name: 'first',
    project: 'Pipelines',
    created: true,
    online: true,
    url: `${settings.webUrl}/ui/projects/${first.output.projectCode}/workflow/definitions/${first.output.code}`,
  });
  expect(first.output.nextRuns).toHaveLength(5);
  const second = await apply();
  expect(second.output).toMatchObject({
    code: first.output.code,
    created: false,
    changed: false,
  });
  expect(`${first.log}${second.log}`).not.toContain(settings.token);
}, 60_000);

it('leaves a workflow offline whose image nobody can pull, and says why', async () => {
  await write(
    createWorkflowForTests({
      name: 'second',
      taskType: 'K8S',
      image: 'ghcr.io/somebody/else:1.0.0',
    }),
  );
  const { output, log } = await apply();
  expect(output).toMatchObject({ online: false, nextRuns: [] });
  expect(output.reason).toMatch(
    /There is no image ghcr\.io\/somebody\/else:1\.0\.0 that can be pulled/,
  );
  expect(log).toContain(output.reason);
  await write(
    createWorkflowForTests({
      name: 'second',
      taskType: 'K8S',
      image: 'ghcr.io/254carbon/second:1.0.0',
    }),
  );
  expect((await apply()).output).toMatchObject({
    online: true,
    created: false,
  });
}, 60_000);

it('refuses what cannot work before anything is asked, by place', async () => {
  await write({
    name: 'x',
    schedule: '0 6 1 * 1',
    tasks: [{ name: 'a', type: 'shell', script: '' }],
  });
  await expect(apply()).rejects.toThrow(
    /- schedule: .*Quartz cannot say[\s\S]*|- tasks\[0\]/,
  );
  await expect(apply({ path: '../x.json' })).rejects.toThrow();
  await expect(apply({ path: 'none.json' })).rejects.toThrow(
    'has no none.json',
  );
});

it('says what is missing in the configuration', async () => {
  await write(createWorkflowForTests({ name: 'third', taskType: 'SHELL' }));
  await expect(apply({}, { settings: undefined })).rejects.toThrow(
    'set platform.dolphinScheduler.token',
  );
});

it('writes nothing in a dry run', async () => {
  await write(createWorkflowForTests({ name: 'fourth', taskType: 'SHELL' }));
  const { output } = await apply({}, { isDryRun: true, settings: undefined });
  expect(output).toMatchObject({
    name: 'fourth',
    online: false,
    changed: false,
  });
  expect((await apply()).output.created).toBe(true);
}, 60_000);

it('converts a file by hand, and applies it', async () => {
  await writeFile(
    join(workspace, 'old.json'),
    JSON.stringify({
      name: 'by-hand',
      schedule: '5 6 * * 1',
      tasks: [{ name: 'a', type: 'shell', command: 'true' }],
      sla: {},
    }),
  );
  const context = createMockActionContext({
    workspacePath: workspace,
    input: { path: 'old.json', to: PATH },
  });
  await createConvertWorkflowAction().handler(context as never);
  const told = Object.fromEntries(jest.mocked(context.output).mock.calls);
  expect(told.names).toEqual(['by-hand']);
  expect(told.warnings).toEqual([expect.stringMatching(/^sla: /)]);
  expect(
    JSON.parse(await readFile(join(workspace, PATH), 'utf8'))[0].schedule
      .crontab,
  ).toBe('0 5 6 ? * 2 *');
  expect((await apply()).output).toMatchObject({
    name: 'by-hand',
    online: true,
  });
}, 60_000);
