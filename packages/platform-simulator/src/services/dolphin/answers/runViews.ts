/** Runs as they are read: those that really ran here, and those that the workflows are said to have had before. */
import type { ApiContext } from './context';
import { describeInstance, describeTaskRuns } from './describe';
import { dateTime, listRuns, type Run } from '../runs';
import { seedTasks } from '../server/seedRecords';
import { PROJECT, WORKFLOWS } from '../workflows';

/** A run with its tasks, in the words of the version. */
export interface RunView {
  id: number;
  code: number;
  projectCode: number;
  state: string;
  started: number;
  describe(): object;
  tasks(): { state: string }[];
}

/** A failed run has a failed last task, and one workflow calls a run a success whose task failed; the rest went well. */
function describePastTasks(run: Run, word: string) {
  const { ignores } = WORKFLOWS[run.index];
  const tasks = seedTasks(run.index);
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

function describePast(run: Run, word: string) {
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

/** Every run that is known, newest first. */
export function listRunViews({ server, dialect, call }: ApiContext): RunView[] {
  const real = server.instances.map(
    (instance): RunView => ({
      id: instance.id,
      code: instance.definition.code,
      projectCode: instance.definition.projectCode,
      state: instance.state,
      started: instance.startTime,
      describe: () => describeInstance(instance, dialect),
      tasks: () => describeTaskRuns(instance, dialect),
    }),
  );
  const past = listRuns(call.now)
    .filter(
      ({ index, started }) => started < (server.adopted.get(index) ?? Infinity),
    )
    .map(
      (run): RunView => ({
        id: run.id,
        code: run.code,
        projectCode: PROJECT,
        state: run.state,
        started: run.started,
        describe: () => describePast(run, dialect.word),
        tasks: () => describePastTasks(run, dialect.word),
      }),
    );
  return [...real.reverse(), ...past];
}
