/** From what people write (a name, needs by name, a schedule) to the importable form, which has codes, relations and places. */
import { JsonObject } from '../../kubernetes';
import { placeTasks } from './layers';
import {
  ImportableWorkflow,
  WorkflowRelation,
  WorkflowTask,
  WorkflowTimes,
} from './types';

const FIRST_CODE = 101;
/** What a schedule is bounded by that names no bounds; fixed, so that the same file is the same schedule on every day. */
const FROM = '2026-01-01 00:00:00';
const TO = '2036-01-01 00:00:00';

/** A task with what comes before it, by name. */
export interface TaskDraft {
  name: string;
  description?: string;
  taskType: string;
  taskParams: JsonObject;
  needs: readonly string[];
  retries: number;
  retryMinutes: number;
  /** Minutes; absent for none. */
  timeoutMinutes?: number;
  disabled?: boolean;
}

/** A workflow with its tasks by name. */
export interface WorkflowDraft {
  name: string;
  description: string;
  globalParams: readonly JsonObject[];
  timeoutMinutes: number;
  tasks: readonly TaskDraft[];
  schedule: (Pick<WorkflowTimes, 'crontab'> & Partial<WorkflowTimes>) | null;
}

function buildTask(draft: TaskDraft, code: number): WorkflowTask {
  const { timeoutMinutes } = draft;
  return {
    code,
    name: draft.name,
    version: 1,
    description: draft.description ?? '',
    taskType: draft.taskType,
    taskParams: { localParams: [], resourceList: [], ...draft.taskParams },
    flag: draft.disabled ? 'NO' : 'YES',
    isCache: 'NO',
    taskPriority: 'MEDIUM',
    workerGroup: 'default',
    environmentCode: -1,
    failRetryTimes: draft.retries,
    failRetryInterval: draft.retryMinutes,
    timeoutFlag: timeoutMinutes ? 'OPEN' : 'CLOSE',
    timeoutNotifyStrategy: timeoutMinutes ? 'WARNFAILED' : '',
    timeout: timeoutMinutes ?? 0,
    delayTime: 0,
    taskGroupId: 0,
    taskGroupPriority: 0,
    cpuQuota: -1,
    memoryMax: -1,
    taskExecuteType: 'BATCH',
  };
}

/** That a task comes after another; after 0 it is one to begin with. */
export function relationOf(pre: number, post: number): WorkflowRelation {
  return {
    name: '',
    preTaskCode: pre,
    preTaskVersion: pre === 0 ? 0 : 1,
    postTaskCode: post,
    postTaskVersion: 1,
    conditionType: 'NONE',
    conditionParams: {},
  };
}

/** The schedule with everything that its table may not be without. */
export function completeTimes(
  times: Pick<WorkflowTimes, 'crontab'> & Partial<WorkflowTimes>,
): WorkflowTimes {
  return {
    startTime: FROM,
    endTime: TO,
    timezoneId: 'UTC',
    failureStrategy: 'CONTINUE',
    warningType: 'NONE',
    workerGroup: 'default',
    tenantCode: 'default',
    ...times,
  };
}

/** The importable form; needs that name no task are left out, so check them before. */
export function buildImportable(draft: WorkflowDraft): ImportableWorkflow {
  const codes = new Map(
    draft.tasks.map(({ name }, index) => [name, FIRST_CODE + index]),
  );
  const tasks = draft.tasks.map((task, index) =>
    buildTask(task, FIRST_CODE + index),
  );
  const relations = draft.tasks.flatMap(({ needs }, index) => {
    const before = needs.flatMap(need => codes.get(need) ?? []);
    return (before.length > 0 ? before : [0]).map(pre =>
      relationOf(pre, FIRST_CODE + index),
    );
  });
  return {
    processDefinition: {
      name: draft.name,
      description: draft.description,
      globalParams: JSON.stringify(draft.globalParams),
      timeout: draft.timeoutMinutes,
      executionType: 'SERIAL_WAIT',
      locations: placeTasks(
        tasks.map(({ code }) => code),
        relations,
      ),
    },
    processTaskRelationList: relations,
    taskDefinitionList: tasks,
    schedule: draft.schedule ? completeTimes(draft.schedule) : null,
  };
}
