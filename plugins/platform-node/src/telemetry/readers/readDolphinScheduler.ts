/**
 * Reads DolphinScheduler 3.1 to 3.3. The versions differ by paths and by the names of a few parameters; fields are
 * told apart where answers are read. Which version it is shows by which path it has, and `apiVersion` of its entry in
 * `platform.telemetry` saves the question.
 */
import {
  DolphinDefinition,
  DolphinProject,
  DolphinRun,
  DolphinSchedule,
  DolphinStatistics,
  DolphinTaskRun,
  FailedTasks,
  RunStatistics,
  RunsView,
  Workflow,
  WorkflowProject,
  WorkflowSchedule,
} from '@254carbon/backstage-plugin-platform-common';
import { Asker, AskError } from '../createAsker';
import { askOne, askPages, needAll } from './dolphinPages';
import { DolphinVersion, ReadParts } from '../types';
import { Kept, nothingKept } from './kept';
import { readLogs } from './readLogs';
import { readTexts } from './readTexts';

/** What the versions call things. */
interface Dialect {
  definitions: string;
  runs: string;
  statistics: string;
}

const PROCESS: Dialect = {
  definitions: 'process-definition',
  runs: 'process-instances',
  statistics: 'process-state-count',
};
const WORKFLOW: Dialect = {
  definitions: 'workflow-definition',
  runs: 'workflow-instances',
  statistics: 'workflow-state-count',
};

/** Tasks kept their name in every version. */
const TASK_STATISTICS = 'task-state-count';

const DAY_MS = 86_400_000;
const SPAN_DAYS = 7;

/** `yyyy-MM-dd HH:mm:ss` in UTC, as the API takes it. */
function dateTime(time: number): string {
  return encodeURIComponent(
    new Date(time).toISOString().slice(0, 19).replace('T', ' '),
  );
}

/** The dialect of the server: told, or by which path it has. */
async function chooseDialect(
  asker: Asker,
  version: DolphinVersion,
  projects: readonly WorkflowProject[],
): Promise<Dialect> {
  if (version !== 'auto') return version === '3.3' ? WORKFLOW : PROCESS;
  if (projects.length === 0) return PROCESS;
  const ask = (dialect: Dialect) =>
    askPages(
      asker,
      `/projects/${projects[0].code}/${dialect.definitions}`,
      DolphinDefinition,
      1,
    );
  try {
    await ask(PROCESS);
    return PROCESS;
  } catch (error) {
    if (!(error instanceof AskError) || error.status !== 404) throw error;
    await ask(WORKFLOW);
    return WORKFLOW;
  }
}

interface Round {
  asker: Asker;
  now: number;
  projects: readonly WorkflowProject[];
  dialect: Dialect;
}

async function readWorkflows({
  asker,
  projects,
  dialect,
}: Round): Promise<Workflow[]> {
  const all: Workflow[] = [];
  for (const { code, name } of projects) {
    const found = await needAll(
      asker,
      `/projects/${code}/${dialect.definitions}`,
      DolphinDefinition,
    );
    all.push(
      ...found.map(one => ({ ...one, projectCode: code, projectName: name })),
    );
  }
  return all;
}

async function readSchedules({
  asker,
  projects,
}: Round): Promise<WorkflowSchedule[]> {
  const all: WorkflowSchedule[] = [];
  for (const { code } of projects) {
    const found = await needAll(
      asker,
      `/projects/${code}/schedules`,
      DolphinSchedule,
    );
    all.push(...found.map(one => ({ ...one, projectCode: code })));
  }
  return all;
}

async function readRuns({
  asker,
  now,
  projects,
  dialect,
}: Round): Promise<RunsView> {
  const from = now - SPAN_DAYS * DAY_MS;
  const view: RunsView = {
    complete: true,
    from: new Date(from).toISOString(),
    to: new Date(now).toISOString(),
    runs: [],
  };
  for (const { code } of projects) {
    const { items, complete } = await askPages(
      asker,
      `/projects/${code}/${dialect.runs}?startDate=${dateTime(
        from,
      )}&endDate=${dateTime(now)}`,
      DolphinRun,
    );
    view.runs.push(...items.map(one => ({ ...one, projectCode: code })));
    view.complete &&= complete;
  }
  return view;
}

async function readFailedTasks({
  asker,
  now,
  projects,
}: Round): Promise<FailedTasks> {
  const view: FailedTasks = { complete: true, tasks: [] };
  for (const { code } of projects) {
    const { items, complete } = await askPages(
      asker,
      `/projects/${code}/task-instances?stateType=FAILURE&startDate=${dateTime(
        now - DAY_MS,
      )}&endDate=${dateTime(now)}`,
      DolphinTaskRun,
      3,
    );
    view.tasks.push(...items);
    view.complete &&= complete;
  }
  return view;
}

/** How many there were in each state in the last days, of whatever this statistic counts. */
function readStatistics(
  { asker, now }: Round,
  statistic: string,
): Promise<RunStatistics> {
  const from = dateTime(now - SPAN_DAYS * DAY_MS);
  return askOne(
    asker,
    `/projects/analysis/${statistic}?startDate=${from}&endDate=${dateTime(
      now,
    )}`,
    DolphinStatistics,
  );
}

/** Reads a DolphinScheduler; paths are below its context path. */
export async function readDolphinScheduler(
  asker: Asker,
  now: number,
  version: DolphinVersion,
  kept: Kept = nothingKept(),
): Promise<ReadParts<'dolphinscheduler'>> {
  const projects = await asker.part('/projects', () =>
    needAll(asker, '/projects', DolphinProject),
  );
  const dialect = await asker.part('/projects', async () => {
    if (!projects.ok)
      throw new AskError(projects.reason, { failure: projects.failure });
    return chooseDialect(asker, version, projects.value);
  });
  const later = <T>(path: string, read: (round: Round) => Promise<T>) =>
    asker.part(path, () => {
      if (!projects.ok || !dialect.ok) {
        const { reason, failure } = dialect.ok
          ? { reason: '', failure: undefined }
          : dialect;
        throw new AskError(reason, { failure });
      }
      return read({
        asker,
        now,
        projects: projects.value,
        dialect: dialect.value,
      });
    });
  const workflows = await later('/projects/*/definitions', readWorkflows);
  const runs = await later('/projects/*/instances', readRuns);
  return {
    projects,
    workflows,
    definitions: await later('/projects/*/definitions/*', round => {
      if (!workflows.ok)
        throw new AskError(workflows.reason, { failure: workflows.failure });
      const { definitions } = round.dialect;
      const { texts } = kept;
      return readTexts({ asker, definitions, kept: texts }, workflows.value);
    }),
    schedules: await later('/projects/*/schedules', readSchedules),
    runs,
    logs: await later('/log/detail', round => {
      if (!runs.ok) throw new AskError(runs.reason, { failure: runs.failure });
      const from = { asker, runs: round.dialect.runs, kept: kept.logs };
      return readLogs(from, runs.value.runs);
    }),
    failedTasks: await later('/projects/*/task-instances', readFailedTasks),
    statistics: await later('/projects/analysis', round =>
      readStatistics(round, round.dialect.statistics),
    ),
    taskStatistics: await later('/projects/analysis', round =>
      readStatistics(round, TASK_STATISTICS),
    ),
  };
}
