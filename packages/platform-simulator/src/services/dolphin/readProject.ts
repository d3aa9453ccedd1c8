/** What can be read of a project: its workflows, schedules, runs, tasks. The writing half has a place of its own. */
import { springNotFound } from '../reply';
import type { ServiceCall } from '../types';
import {
  describeDefinition,
  listDefinitions,
  listTasks,
  MADE,
} from './definitions';
import { Dialect } from './dialect';
import { envelope, page, success } from './envelope';
import { dateTime, listRuns, type Run } from './runs';
import { codeOf, PROJECT, WORKFLOWS } from './workflows';

/** The project as the server lists it. */
export function describeProject(now: number) {
  const running = listRuns(now).filter(
    ({ state }) => state === 'RUNNING_EXECUTION',
  );
  return {
    id: 1,
    userId: 1,
    userName: 'admin',
    code: PROJECT,
    name: 'Commodity Data Platform',
    description: 'Ingestion of commodity markets',
    createTime: MADE,
    updateTime: MADE,
    perm: 7,
    defCount: WORKFLOWS.length,
    instRunningCount: running.length,
  };
}

function schedules({ word }: Dialect) {
  return WORKFLOWS.flatMap(({ hours, scheduleOnline, name }, index) =>
    hours.length === 0
      ? []
      : [
          {
            id: index + 1,
            [`${word}DefinitionCode`]: codeOf(index),
            [`${word}DefinitionName`]: name,
            projectName: 'Commodity Data Platform',
            startTime: '2025-09-01 00:00:00',
            endTime: '2035-09-01 00:00:00',
            timezoneId: 'UTC',
            crontab:
              hours.length === 24
                ? '0 0 * * * ? *'
                : `0 0 ${hours.join(',')} * * ? *`,
            failureStrategy: 'END',
            warningType: 'NONE',
            releaseState: scheduleOnline ? 'ONLINE' : 'OFFLINE',
            workerGroup: 'default',
            tenantCode: 'default',
            environmentCode: -1,
          },
        ],
  );
}

function describeRun(run: Run, { word }: Dialect) {
  return {
    id: run.id,
    [`${word}DefinitionCode`]: run.code,
    [`${word}DefinitionVersion`]: 1,
    projectCode: PROJECT,
    name: run.name,
    state: run.state,
    recovery: 'NO',
    startTime: dateTime(run.started),
    endTime: run.ended ? dateTime(run.ended) : null,
    runTimes: 1,
    host: 'dolphinscheduler-master-0:5678',
    commandType: 'SCHEDULER',
    scheduleTime: dateTime(run.scheduled),
    executorName: 'admin',
    tenantCode: 'default',
    duration: run.ended
      ? `${Math.floor((run.ended - run.started) / 1000)}s`
      : null,
    dryRun: 0,
  };
}

/** A failed run has a failed last task, and one workflow calls a run a success whose task failed; the rest went well. */
function describeTasks(run: Run, { word }: Dialect) {
  const { ignores } = WORKFLOWS[run.index];
  const tasks = listTasks(run.index);
  return tasks.map(({ code, name, taskType }, at) => {
    const last = at === tasks.length - 1;
    const told = last ? run.state : 'SUCCESS';
    const state = name === ignores && run.ended ? 'FAILURE' : told;
    return {
      id: run.id * 8 + at,
      name,
      taskType,
      [`${word}InstanceId`]: run.id,
      [`${word}InstanceName`]: run.name,
      projectCode: PROJECT,
      taskCode: code,
      taskDefinitionVersion: 1,
      state,
      startTime: dateTime(run.started + at * 10_000),
      endTime: run.ended ? dateTime(run.ended) : null,
      host: 'dolphinscheduler-worker-0:1234',
      retryTimes: state === 'FAILURE' ? 3 : 0,
      dryRun: 0,
    };
  });
}

function within(call: ServiceCall): Run[] {
  const { query, now } = call;
  const from = query.get('startDate') ?? '';
  const to = query.get('endDate') || '9999';
  return listRuns(now).filter(
    ({ started }) => dateTime(started) >= from && dateTime(started) <= to,
  );
}

function wanted(
  call: ServiceCall,
  name: string,
  value: string | number,
): boolean {
  const told = call.query.get(name);
  return !told || told === '0' || told === String(value);
}

function runsOf(call: ServiceCall, dialect: Dialect): Response {
  // Its own name in 3.1 and 3.2: `processDefineCode`.
  const parameter =
    dialect.word === 'process' ? 'processDefineCode' : 'workflowDefinitionCode';
  const found = within(call).filter(
    run =>
      wanted(call, parameter, run.code) && wanted(call, 'stateType', run.state),
  );
  return page(
    call,
    found.map(run => describeRun(run, dialect)),
  );
}

function tasksOf(call: ServiceCall, dialect: Dialect): Response {
  const found = within(call)
    .filter(run => wanted(call, `${dialect.word}InstanceId`, run.id))
    .flatMap(run => describeTasks(run, dialect))
    .filter(task => wanted(call, 'stateType', task.state));
  return page(call, found);
}

const STATES = ['SUCCESS', 'FAILURE', 'RUNNING_EXECUTION', 'STOP'];

/** How many of these were in each state, in the shape of the version. */
function countStates(
  all: readonly { state: string }[],
  { newStatistics }: Dialect,
  newName: string,
): Response {
  const counts = STATES.map(state => ({
    state,
    count: all.filter(one => one.state === state).length,
  }));
  const old = counts.map(({ state, count }) => ({
    taskStateType: state,
    count,
  }));
  const shape = newStatistics ? { [newName]: counts } : { taskCountDtos: old };
  return success({ totalCount: all.length, ...shape });
}

/** How many runs were in each state. */
export function countRuns(call: ServiceCall, dialect: Dialect): Response {
  return countStates(within(call), dialect, 'workflowInstanceStatusCounts');
}

/** How many tasks were in each state. */
export function countTasks(call: ServiceCall, dialect: Dialect): Response {
  const tasks = within(call).flatMap(run => describeTasks(run, dialect));
  return countStates(tasks, dialect, 'taskInstanceStatusCounts');
}

function readOne(call: ServiceCall, rest: string, dialect: Dialect): Response {
  const [kind, code, ...more] = rest.split('/');
  if (kind !== dialect.definitions || !/^\d+$/.test(code) || more.length > 0)
    return springNotFound(call);
  const found = describeDefinition(code, dialect);
  return found
    ? success(found)
    : envelope(50003, `${dialect.word} definition ${code} does not exist`);
}

/** Answers below `/projects/<code>/`. */
export function readProject(
  call: ServiceCall,
  code: string,
  rest: string,
  dialect: Dialect,
): Response {
  if (code !== String(PROJECT)) {
    return envelope(10018, `project ${code} not found`);
  }
  const search = call.query.get('searchVal') ?? '';
  switch (rest) {
    case '':
      return success(describeProject(call.now));
    case dialect.definitions:
      return page(
        call,
        listDefinitions().filter(({ name }) => name.includes(search)),
      );
    case `${dialect.definitions}/list`:
      return success(
        listDefinitions().map(definition => ({
          [`${dialect.word}Definition`]: definition,
        })),
      );
    case 'schedules':
      return page(call, schedules(dialect));
    case dialect.runs:
      return runsOf(call, dialect);
    case 'task-instances':
      return tasksOf(call, dialect);
    default:
      return readOne(call, rest, dialect);
  }
}
