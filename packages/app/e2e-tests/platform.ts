/**
 * What the journeys ask the demo platform itself, over the protocols of the real software: DolphinScheduler's API, Trino's
 * statements. The addresses are those that the demo platform told at its start.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface DemoPlatform {
  hosts: Record<string, string>;
  serviceTokens: { dolphinscheduler: string };
  lake: { trino: { url: string; catalog: string } };
}

function readPlatform(): DemoPlatform {
  const path = join(process.env.PORTAL_DATA ?? '', 'demo-platform.json');
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** Asks DolphinScheduler; a form makes it a POST. Gives what is in the envelope. */
export async function askScheduler(
  path: string,
  form?: Record<string, string>,
) {
  const { hosts, serviceTokens } = readPlatform();
  const answer = await fetch(
    `${hosts['dolphin.254carbon.com']}/dolphinscheduler${path}`,
    {
      method: form ? 'POST' : 'GET',
      body: form && new URLSearchParams(form),
      headers: {
        token: serviceTokens.dolphinscheduler,
        'cf-access-client-id': 'journey',
        'cf-access-client-secret': 'journey',
      },
    },
  );
  const { code, msg, data } = await answer.json();
  if (code !== 0) throw new Error(`${path}: ${code} ${msg}`);
  return data;
}

/** A workflow as the scheduler has it. */
export interface Workflow {
  project: string;
  code: string;
  releaseState: string;
  schedule?: { crontab: string; timezoneId: string; releaseState: string };
}

const PAGE = 'pageNo=1&pageSize=200';

/** The workflow of a name; undefined when the scheduler has none. */
export async function findWorkflow(
  name: string,
): Promise<Workflow | undefined> {
  for (const { code: project } of await askScheduler('/projects/list')) {
    const { totalList: all } = await askScheduler(
      `/projects/${project}/process-definition?${PAGE}`,
    );
    const found = all.find((one: { name: string }) => one.name === name);
    if (!found) continue;
    const { totalList: schedules } = await askScheduler(
      `/projects/${project}/schedules?${PAGE}&processDefinitionCode=${found.code}`,
    );
    const schedule = schedules.find(
      (one: { processDefinitionCode: number }) =>
        one.processDefinitionCode === found.code,
    );
    return {
      project: String(project),
      code: String(found.code),
      releaseState: found.releaseState,
      schedule,
    };
  }
  return undefined;
}

/** The next times of a schedule, as the scheduler reads it. */
export async function previewSchedule({
  project,
  schedule,
}: Workflow): Promise<string[]> {
  return askScheduler(`/projects/${project}/schedules/preview`, {
    schedule: JSON.stringify({
      startTime: '2026-01-01 00:00:00',
      endTime: '2036-01-01 00:00:00',
      crontab: schedule?.crontab,
      timezoneId: schedule?.timezoneId,
    }),
  });
}

/** Starts a workflow, as a person would. */
export async function startRun({ project, code }: Workflow): Promise<void> {
  await askScheduler(`/projects/${project}/executors/start-process-instance`, {
    processDefinitionCode: code,
    scheduleTime: '',
    failureStrategy: 'END',
    warningType: 'NONE',
  });
}

/** How the newest run that really ran its tasks stands, with the log of its tasks once it has ended. */
export async function readRun({
  project,
  code,
}: Workflow): Promise<{ state: string; log: string }> {
  const { totalList: runs } = await askScheduler(
    `/projects/${project}/process-instances?pageNo=1&pageSize=20&processDefineCode=${code}`,
  );
  const run = runs.find((one: { dryRun: number }) => one.dryRun === 0);
  if (!run) return { state: 'none', log: '' };
  if (!['SUCCESS', 'FAILURE'].includes(run.state))
    return { state: run.state, log: '' };
  const { totalList: tasks } = await askScheduler(
    `/projects/${project}/task-instances?pageNo=1&pageSize=20&processInstanceId=${run.id}`,
  );
  const logs: string[] = [];
  for (const { id } of tasks) {
    logs.push(
      await askScheduler(
        `/log/${project}/detail?taskInstanceId=${id}&skipLineNum=0&limit=500`,
      ).then(told => JSON.stringify(told)),
    );
  }
  return { state: run.state, log: logs.join('\n') };
}

/** The rows of a statement, from page to page as Trino gives them. */
export async function select(sql: string): Promise<unknown[][]> {
  const { trino } = readPlatform().lake;
  const headers = { 'x-trino-user': 'analyst' };
  const rows: unknown[][] = [];
  let answer = await fetch(`${trino.url}/v1/statement`, {
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
