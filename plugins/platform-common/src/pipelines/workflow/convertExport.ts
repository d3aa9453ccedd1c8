/**
 * The scheduler's own form, of any version and as far as a file has it: an export, what its API tells, or either without what
 * only its pages need (places, ids, flags). Missing relations make the tasks follow each other as they are listed.
 */
import {
  asNumber,
  asObject,
  asObjects,
  asText,
  JsonObject,
  JsonValue,
} from '../../kubernetes';
import { readJson } from '../readTask';
import { completeTimes, relationOf } from './buildImportable';
import { checkTasks } from './checkTasks';
import { DataSourceNumbers } from './convertHandTask';
import { placeTasks } from './layers';
import { ProblemList } from './ProblemList';
import { readTimes } from './readTimes';
import {
  ExecutionType,
  ImportableWorkflow,
  WorkflowRelation,
  WorkflowTask,
} from './types';

const EXECUTIONS: readonly ExecutionType[] = [
  'PARALLEL',
  'SERIAL_WAIT',
  'SERIAL_DISCARD',
  'SERIAL_PRIORITY',
];

/** What only the database of the server that wrote the file knows. */
const SERVER_OWN = [
  'id',
  'userId',
  'userName',
  'projectCode',
  'projectName',
  'createTime',
  'updateTime',
  'modifyBy',
  'operator',
  'operateTime',
  'version',
];

function withoutServersOwn(task: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(task).filter(([key]) => !SERVER_OWN.includes(key)),
  );
}

function readParams(task: JsonObject, sources: DataSourceNumbers): JsonObject {
  const params = asObject(readJson(task.taskParams));
  const { datasource } = params;
  return typeof datasource === 'string' && Object.hasOwn(sources, datasource)
    ? { ...params, datasource: sources[datasource] }
    : params;
}

function readTasks(
  told: JsonObject,
  list: ProblemList,
  sources: DataSourceNumbers,
): WorkflowTask[] {
  return asObjects(told.taskDefinitionList).map((task, index) => {
    const taskType = asText(task.taskType) ?? asText(task.type) ?? '';
    if (!taskType) {
      list.error(
        `tasks[${index}].taskType`,
        'A task has no type.',
        'Write it.',
      );
    }
    return {
      ...withoutServersOwn(task),
      version: 1,
      code: asNumber(task.code) ?? Number(asText(task.code) ?? index + 1),
      name: asText(task.name)?.trim() ?? '',
      taskType,
      taskParams: readParams(task, sources),
    };
  });
}

function readRelations(
  told: JsonObject,
  tasks: readonly WorkflowTask[],
  list: ProblemList,
): WorkflowRelation[] {
  const listed = asObjects(
    told.processTaskRelationList ?? told.workflowTaskRelationList,
  );
  if (listed.length === 0 && tasks.length > 0) {
    list.warn(
      'relations',
      'The file does not say which task follows which.',
      'They are taken to follow each other as they are listed; correct that in the file if they do not.',
    );
    return tasks.map(({ code }, at) =>
      relationOf(at === 0 ? 0 : tasks[at - 1].code, code),
    );
  }
  const relations = listed.map(relation => ({
    ...relationOf(
      Number(relation.preTaskCode ?? 0),
      Number(relation.postTaskCode),
    ),
    conditionType: relation.conditionType ?? 'NONE',
    conditionParams: asObject(readJson(relation.conditionParams)),
  }));
  const reached = new Set(relations.map(({ postTaskCode }) => postTaskCode));
  const roots = tasks.filter(({ code }) => !reached.has(code));
  return [...roots.map(({ code }) => relationOf(0, code)), ...relations];
}

function textOfParams(told: JsonValue | undefined): string {
  const text = asText(told);
  return text && Array.isArray(readJson(text))
    ? text
    : JSON.stringify(Array.isArray(told) ? told : []);
}

/** Converts the scheduler's own form; what cannot work is in `list`. */
export function convertExport(
  told: JsonObject,
  list: ProblemList,
  sources: DataSourceNumbers,
): ImportableWorkflow {
  const head = asObject(told.processDefinition ?? told.workflowDefinition);
  const name = asText(head.name)?.trim() ?? '';
  if (!name)
    list.error(
      'processDefinition.name',
      'The workflow has no name.',
      'Name it.',
    );
  const tasks = readTasks(told, list, sources);
  const relations = readRelations(told, tasks, list);
  const schedule = readTimes(
    asObject(told.schedule),
    {
      crontab: 'crontab',
      zone: 'timezoneId',
      from: 'startTime',
      to: 'endTime',
    },
    list,
  );
  const execution = EXECUTIONS.find(one => one === head.executionType);
  const workflow: ImportableWorkflow = {
    processDefinition: {
      name,
      description: asText(head.description) ?? '',
      globalParams: textOfParams(head.globalParams),
      timeout: asNumber(head.timeout) ?? 0,
      executionType: execution ?? 'PARALLEL',
      locations: placeTasks(
        tasks.map(({ code }) => code),
        relations,
      ),
    },
    processTaskRelationList: relations,
    taskDefinitionList: tasks,
    schedule: schedule ? completeTimes(schedule) : null,
  };
  checkTasks(workflow, list);
  return workflow;
}
