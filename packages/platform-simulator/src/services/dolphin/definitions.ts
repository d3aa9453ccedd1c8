/** Definitions of workflows, as the list tells them and each by itself. */
import type { Dialect } from './dialect';
import { parametersOf, taskOf } from './tasks';
import { codeOf, PROJECT, WORKFLOWS } from './workflows';

/** When everything was made. */
export const MADE = '2025-09-01 08:00:00';

/** Every definition without its tasks. */
export function listDefinitions() {
  return WORKFLOWS.map((seed, index) => ({
    id: index + 1,
    code: codeOf(index),
    name: seed.name,
    version: 1,
    releaseState: seed.online ? 'ONLINE' : 'OFFLINE',
    projectCode: PROJECT,
    description: seed.description,
    globalParams: parametersOf(seed),
    createTime: MADE,
    updateTime: MADE,
    flag: 'YES',
    userId: 1,
    userName: 'admin',
    locations: '[]',
    scheduleReleaseState:
      seed.scheduleOnline && seed.hours.length > 0 ? 'ONLINE' : null,
    timeout: 60,
    modifyBy: 'admin',
    executionType: 'SERIAL_WAIT',
  }));
}

/** The tasks of a workflow, by its place in the list. */
export function listTasks(index: number) {
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

/** Which task follows which: one after the other. */
export function listRelations(index: number) {
  const tasks = listTasks(index);
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

/** One definition with its tasks; `undefined` when there is none of this code. */
export function describeDefinition(code: string, { word }: Dialect) {
  const all = listDefinitions();
  const index = all.findIndex(one => String(one.code) === code);
  if (index < 0) return undefined;
  return {
    [`${word}Definition`]: all[index],
    [`${word}TaskRelationList`]: listRelations(index),
    taskDefinitionList: listTasks(index),
  };
}
