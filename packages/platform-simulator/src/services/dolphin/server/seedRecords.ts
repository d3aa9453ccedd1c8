/** The project, the workflows and the schedules that are there before anybody writes. */
import { parametersOf, taskOf } from '../tasks';
import { codeOf, PROJECT, WORKFLOWS } from '../workflows';
import type {
  DefinitionRecord,
  DefinitionVersion,
  ProjectRecord,
  RelationRecord,
  ScheduleRecord,
  TaskRecord,
} from './records';

/** When everything was made. */
export const MADE = Date.parse('2025-09-01T08:00:00Z');

/** The project that the reports name. */
export function seedProject(): ProjectRecord {
  return {
    id: 1,
    code: PROJECT,
    name: 'Commodity Data Platform',
    description: 'Ingestion of commodity markets',
    createTime: MADE,
  };
}

/** The tasks of a workflow, by its place in the list. */
export function seedTasks(index: number): TaskRecord[] {
  const seed = WORKFLOWS[index];
  return seed.tasks.map((name, at) => ({
    code: codeOf(index) + at + 1,
    name,
    version: 1,
    description: '',
    flag: 'YES',
    isCache: 'NO',
    taskPriority: 'MEDIUM',
    workerGroup: 'default',
    environmentCode: -1,
    timeoutFlag: 'CLOSE',
    timeoutNotifyStrategy: null,
    timeout: 0,
    delayTime: 0,
    taskGroupId: 0,
    taskGroupPriority: 0,
    cpuQuota: -1,
    memoryMax: -1,
    taskExecuteType: 'BATCH',
    ...taskOf(seed, name),
  }));
}

/** One after the other. */
export function seedRelations(tasks: readonly TaskRecord[]): RelationRecord[] {
  return tasks.map(({ code }, at) => ({
    name: '',
    preTaskCode: at === 0 ? 0 : tasks[at - 1].code,
    preTaskVersion: at === 0 ? 0 : 1,
    postTaskCode: code,
    postTaskVersion: 1,
    conditionType: 'NONE',
    conditionParams: {},
  }));
}

/** Every workflow, oldest first. */
export function seedDefinitions(): DefinitionRecord[] {
  return WORKFLOWS.map((seed, index) => {
    const tasks = seedTasks(index);
    const version: DefinitionVersion = {
      version: 1,
      name: seed.name,
      description: seed.description,
      globalParams: parametersOf(seed),
      locations: '[]',
      timeout: 60,
      executionType: 'SERIAL_WAIT',
      tasks,
      relations: seedRelations(tasks),
      updateTime: MADE,
    };
    return {
      ...version,
      id: index + 1,
      code: codeOf(index),
      projectCode: PROJECT,
      releaseState: seed.online ? 'ONLINE' : 'OFFLINE',
      createTime: MADE,
      versions: [version],
      seed: index,
    };
  });
}

/** The schedules of those that have one. */
export function seedSchedules(now: number): ScheduleRecord[] {
  return WORKFLOWS.flatMap(({ hours, scheduleOnline }, index) =>
    hours.length === 0
      ? []
      : [
          {
            id: index + 1,
            definitionCode: codeOf(index),
            startTime: '2025-09-01 00:00:00',
            endTime: '2035-09-01 00:00:00',
            timezoneId: 'UTC',
            crontab:
              hours.length === 24
                ? '0 0 * * * ? *'
                : `0 0 ${hours.join(',')} * * ? *`,
            failureStrategy: 'END',
            warningType: 'NONE',
            workerGroup: 'default',
            tenantCode: 'default',
            environmentCode: -1,
            releaseState: scheduleOnline
              ? ('ONLINE' as const)
              : ('OFFLINE' as const),
            firedTo: now,
          },
        ],
  );
}
