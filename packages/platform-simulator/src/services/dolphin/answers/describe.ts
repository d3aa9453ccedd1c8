/** Records in the words of a version. */
import type { Dialect } from '../dialect';
import type { DolphinServer } from '../server/DolphinServer';
import type {
  DefinitionRecord,
  InstanceRecord,
  ProjectRecord,
  ScheduleRecord,
} from '../server/records';
import { dateTime } from '../runs';

const USER = { userId: 1, userName: 'admin' };

/** A project as the server lists it. */
export function describeProject(
  project: ProjectRecord,
  server: DolphinServer,
  running: number,
) {
  return {
    ...USER,
    id: project.id,
    code: project.code,
    name: project.name,
    description: project.description,
    createTime: dateTime(project.createTime),
    updateTime: dateTime(project.createTime),
    perm: 7,
    defCount: server.definitionsOf(project.code).length,
    instRunningCount: running,
  };
}

/** A definition without its tasks. */
export function describeHead(
  definition: DefinitionRecord,
  server: DolphinServer,
) {
  return {
    ...USER,
    id: definition.id,
    code: definition.code,
    name: definition.name,
    version: definition.version,
    releaseState: definition.releaseState,
    projectCode: definition.projectCode,
    description: definition.description,
    globalParams: definition.globalParams,
    createTime: dateTime(definition.createTime),
    updateTime: dateTime(definition.updateTime),
    flag: 'YES',
    locations: definition.locations,
    scheduleReleaseState: server.scheduleOf(definition)?.releaseState ?? null,
    timeout: definition.timeout,
    modifyBy: 'admin',
    executionType: definition.executionType,
  };
}

/** A definition with its tasks, as it is asked for and as it is exported. */
export function describeDag(
  definition: DefinitionRecord,
  server: DolphinServer,
  { word }: Dialect,
) {
  return {
    [`${word}Definition`]: describeHead(definition, server),
    [`${word}TaskRelationList`]: definition.relations,
    taskDefinitionList: definition.tasks,
  };
}

/** A schedule. */
export function describeSchedule(
  schedule: ScheduleRecord,
  server: DolphinServer,
  { word }: Dialect,
) {
  const definition = server.definitions.find(
    ({ code }) => code === schedule.definitionCode,
  );
  const project = server.projects.find(
    ({ code }) => code === definition?.projectCode,
  );
  const { definitionCode, firedTo, ...rest } = schedule;
  return {
    ...rest,
    [`${word}DefinitionCode`]: definitionCode,
    [`${word}DefinitionName`]: definition?.name,
    projectName: project?.name,
    warningGroupId: 1,
    [`${word}InstancePriority`]: 'MEDIUM',
  };
}

/** A run. */
export function describeInstance(instance: InstanceRecord, { word }: Dialect) {
  const { definition, version, endTime, scheduleTime } = instance;
  return {
    id: instance.id,
    [`${word}DefinitionCode`]: definition.code,
    [`${word}DefinitionVersion`]: version.version,
    projectCode: definition.projectCode,
    name: instance.name,
    state: instance.state,
    recovery: 'NO',
    startTime: dateTime(instance.startTime),
    endTime: endTime ? dateTime(endTime) : null,
    runTimes: 1,
    host: 'dolphinscheduler-master-0:5678',
    commandType: instance.commandType,
    scheduleTime: scheduleTime ? dateTime(scheduleTime) : null,
    executorName: 'admin',
    tenantCode: 'default',
    duration: endTime
      ? `${Math.floor((endTime - instance.startTime) / 1000)}s`
      : null,
    dryRun: instance.dryRun ? 1 : 0,
  };
}

/** The tasks of a run. */
export function describeTaskRuns(instance: InstanceRecord, { word }: Dialect) {
  return instance.tasks.map(
    ({ id, task, state, startTime, endTime, retryTimes }) => ({
      id,
      name: task.name,
      taskType: task.taskType,
      [`${word}InstanceId`]: instance.id,
      [`${word}InstanceName`]: instance.name,
      projectCode: instance.definition.projectCode,
      taskCode: task.code,
      taskDefinitionVersion: instance.version.version,
      state,
      startTime: dateTime(startTime),
      endTime: endTime ? dateTime(endTime) : null,
      host: 'dolphinscheduler-worker-0:1234',
      retryTimes,
      dryRun: instance.dryRun ? 1 : 0,
    }),
  );
}
