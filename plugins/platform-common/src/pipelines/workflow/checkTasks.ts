/**
 * What about a workflow's tasks cannot work, whichever form it was written in. Source: the parameter classes of the
 * task plugins and the checks of the API at 3.1.9 and 3.2.2.
 */
import { asObjects, asText } from '../../kubernetes';
import { layersOf } from './layers';
import { ProblemList } from './ProblemList';
import { ImportableWorkflow, WorkflowTask } from './types';

const KUBERNETES_NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/** Types whose parameters name other tasks or workflows by code; an import gives new codes and leaves these as they were. */
const BY_CODE = [
  'DEPENDENT',
  'SUB_PROCESS',
  'SUB_WORKFLOW',
  'SWITCH',
  'CONDITIONS',
];

type Check = (task: WorkflowTask, at: string, list: ProblemList) => void;

function checkScript(
  { taskParams }: WorkflowTask,
  at: string,
  list: ProblemList,
) {
  const lines = (asText(taskParams.rawScript) ?? '').split('\n');
  if (lines.every(line => /^\s*(#.*)?$/.test(line))) {
    list.error(
      `${at}.rawScript`,
      'The script is empty.',
      'Write what the task runs, or remove the task.',
    );
  }
}

function checkSql({ taskParams }: WorkflowTask, at: string, list: ProblemList) {
  if (!asText(taskParams.sql)?.trim()) {
    list.error(`${at}.sql`, 'There is no statement.', 'Write the SQL.');
  }
  const { datasource } = taskParams;
  if (typeof datasource !== 'number' || !Number.isInteger(datasource)) {
    list.error(
      `${at}.datasource`,
      `The data source is ${
        datasource === undefined ? 'missing' : `'${datasource}'`
      }, and the scheduler knows data sources by number.`,
      'Make the data source in the scheduler and write its number, or give its name to the conversion.',
    );
  }
}

function checkK8s(task: WorkflowTask, at: string, list: ProblemList) {
  const { name, taskParams } = task;
  if (!KUBERNETES_NAME.test(name)) {
    list.error(
      `${at}.name`,
      `'${name}' becomes the name of a Kubernetes Job and cannot be one.`,
      'Use lower-case letters, digits and inner hyphens.',
    );
  }
  if (!asText(taskParams.image)) {
    list.error(`${at}.image`, 'There is no image.', 'Name the image to run.');
  }
}

function checkHttp(
  { taskParams }: WorkflowTask,
  at: string,
  list: ProblemList,
) {
  if (!/^(https?:\/\/|\$)/.test(asText(taskParams.url) ?? '')) {
    list.error(
      `${at}.url`,
      'The address is missing or is none.',
      'Write it with http:// or https://.',
    );
  }
}

const CHECKS: Record<string, Check> = {
  SHELL: checkScript,
  PYTHON: checkScript,
  SQL: checkSql,
  K8S: checkK8s,
  HTTP: checkHttp,
};

function checkTask(task: WorkflowTask, at: string, list: ProblemList): void {
  CHECKS[task.taskType]?.(task, at, list);
  if (BY_CODE.includes(task.taskType)) {
    list.warn(
      `${at}.taskType`,
      `A ${task.taskType} task names others by code, and an import gives them new codes.`,
      'Apply the workflow instead of importing its file, and check the codes.',
    );
  }
  if (task.timeoutFlag === 'OPEN' && !asText(task.timeoutNotifyStrategy)) {
    list.error(
      `${at}.timeoutNotifyStrategy`,
      'A limit of time needs to say what happens at its end.',
      'Write WARN, FAILED or WARNFAILED.',
    );
  }
}

function checkNames(tasks: readonly WorkflowTask[], list: ProblemList): void {
  const seen = new Set<string>();
  for (const [index, { name }] of tasks.entries()) {
    if (!name) {
      list.error(`tasks[${index}].name`, 'A task has no name.', 'Name it.');
    } else if (seen.has(name)) {
      list.error(
        `tasks[${index}].name`,
        `Two tasks are called '${name}'.`,
        'Give each a name of its own.',
      );
    }
    seen.add(name);
  }
}

/** Looks at the tasks of a workflow and at how they follow each other. */
export function checkTasks(
  { taskDefinitionList: tasks, processTaskRelationList }: ImportableWorkflow,
  list: ProblemList,
): void {
  if (tasks.length === 0) {
    list.error('tasks', 'The workflow has no task.', 'Add one.');
    return;
  }
  checkNames(tasks, list);
  for (const [index, task] of tasks.entries()) {
    checkTask(task, `tasks[${index}]`, list);
  }
  const codes = tasks.map(({ code }) => code);
  const unknown = asObjects(processTaskRelationList).find(
    ({ preTaskCode, postTaskCode }) =>
      !codes.includes(Number(postTaskCode)) ||
      ![0, ...codes].includes(Number(preTaskCode)),
  );
  if (unknown) {
    list.error(
      'relations',
      'A relation names a task that the workflow does not have.',
      'Correct its code or remove it.',
    );
  } else if (!layersOf(codes, processTaskRelationList)) {
    list.error(
      'relations',
      'The tasks wait for each other in a circle.',
      'Remove one of the dependencies.',
    );
  }
}
