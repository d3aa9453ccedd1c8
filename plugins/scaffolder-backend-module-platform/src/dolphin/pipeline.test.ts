/**
 * From a filled form to rows in the lake, without a browser: the repository is generated, proves itself, is published, its workflow is applied, a run
 * is started by the scheduler's API, and what it wrote is selected.
 */
import {
  createDoor,
  PlatformDoor,
} from '@254carbon/backstage-plugin-platform-node';
import { RunningPlatform, startPlatform } from '@254carbon/platform-simulator';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGenerateConnectorAction } from '../actions/generateConnector';
import { filledForm } from '../__fixtures__/templates';
import { proveRepository } from '../prove/proveRepository';
import { serveGit, ServedRepository } from './__fixtures__/serveGit';
import { createApplyWorkflowAction } from './applyAction';

let platform: RunningPlatform;
let door: PlatformDoor;
let folder: string;
let repository: ServedRepository;

beforeAll(async () => {
  platform = await startPlatform({ scenario: 'calm-day' });
  folder = await mkdtemp(join(tmpdir(), 'pipeline-test-'));
  door = createDoor({
    config: {
      clusters: [],
      routes: new Map(),
      hosts: new Map(Object.entries(platform.hosts)),
      probes: { intervalMs: 1, timeoutMs: 1, concurrency: 1 },
    },
  });
}, 60_000);
afterAll(async () => {
  await repository?.close();
  await door.close();
  await platform.close();
  await rm(folder, { recursive: true, force: true });
});

const dolphin = (path: string, form?: Record<string, string>) =>
  fetch(`${platform.hosts['dolphin.254carbon.com']}/dolphinscheduler${path}`, {
    method: form ? 'POST' : 'GET',
    body: form && new URLSearchParams(form),
    headers: {
      token: platform.serviceTokens.dolphinscheduler,
      'cf-access-client-id': 'x',
      'cf-access-client-secret': 'x',
    },
  }).then(async answer => (await answer.json()).data);

/** The rows of a statement, page by page as Trino gives them. */
async function select(sql: string): Promise<unknown[][]> {
  const rows: unknown[][] = [];
  const headers = { 'x-trino-user': 'analyst' };
  let answer = await fetch(`${platform.lake.trino.url}/v1/statement`, {
    method: 'POST',
    body: sql,
    headers,
  });
  for (;;) {
    const page = await answer.json();
    if (page.error) throw new Error(page.error.message);
    rows.push(...(page.data ?? []));
    if (!page.nextUri) return rows;
    answer = await fetch(page.nextUri, { headers });
  }
}

async function logOf(project: string, run: number): Promise<string> {
  const tasks = await dolphin(
    `/projects/${project}/task-instances?pageNo=1&pageSize=20&processInstanceId=${run}`,
  );
  const logs = tasks.totalList.map(({ id }: { id: number }) =>
    dolphin(
      `/log/${project}/detail?taskInstanceId=${id}&skipLineNum=0&limit=500`,
    ),
  );
  return (await Promise.all(logs)).join('\n');
}

it('EIA: generated, proven, published, applied, run, selected', async () => {
  const workspace = join(folder, 'workspace');
  await mkdir(workspace);
  const values = await filledForm('eia-connector');
  const generate = createMockActionContext({
    workspacePath: workspace,
    input: { kind: 'eia', values },
  });
  await createGenerateConnectorAction({
    repositoryHost: 'http://127.0.0.1:1',
  }).handler(generate as never);

  const proof = await proveRepository({
    folder: workspace,
    settings: {
      connect: [],
      timeoutMs: 60_000,
      memoryMb: 512,
      needsNamespace: false,
    },
    log: () => undefined,
  });
  expect(proof.problem).toBeUndefined();

  repository = await serveGit({ folder: workspace, root: folder, name: 'eia' });
  const apply = createMockActionContext({
    workspacePath: workspace,
    input: {
      path: 'workflow/dolphinscheduler.json',
      repositoryUrl: repository.url,
      online: true,
      dryRun: true,
      adopt: false,
    },
  });
  await createApplyWorkflowAction({
    door,
    settings: {
      baseUrl: 'https://dolphin.254carbon.com/dolphinscheduler',
      token: platform.serviceTokens.dolphinscheduler,
      headers: { 'CF-Access-Client-Id': 'x', 'CF-Access-Client-Secret': 'x' },
      apiVersion: 'auto',
      project: 'Commodity Data Platform',
      tenant: 'default',
      workerGroup: 'default',
    },
  }).handler(apply as never);
  const output = Object.fromEntries(jest.mocked(apply.output).mock.calls);
  expect(output).toMatchObject({ online: true, created: true });

  await dolphin(
    `/projects/${output.projectCode}/executors/start-process-instance`,
    {
      processDefinitionCode: output.code,
      scheduleTime: '',
      failureStrategy: 'END',
      warningType: 'NONE',
    },
  );
  let run: { id: number; state: string; dryRun: number } | undefined;
  while (!run || !['SUCCESS', 'FAILURE'].includes(run.state)) {
    await new Promise(done => setTimeout(done, 250));
    const page = await dolphin(
      `/projects/${output.projectCode}/process-instances?pageNo=1&pageSize=20&processDefineCode=${output.code}`,
    );
    run = page.totalList.find((one: { dryRun: number }) => one.dryRun === 0);
    const log = run ? await logOf(output.projectCode, run.id) : '';
    if (/exit code [1-9]|stopped: /.test(log)) throw new Error(log);
  }
  expect([run.state, await logOf(output.projectCode, run.id)]).toEqual([
    'SUCCESS',
    expect.stringContaining('exit code 0'),
  ]);

  const { streams } = JSON.parse(
    await readFile(join(workspace, 'src/connector.json'), 'utf8'),
  );
  const { namespace, name } = streams[0].table;
  const [[rows]] = await select(
    `SELECT count(*) FROM iceberg.${namespace}.${name}`,
  );
  expect(Number(rows)).toBeGreaterThan(100);
}, 240_000);
