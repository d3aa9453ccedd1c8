/** What is told of runs: one by one, by their start, by their tasks, in numbers, and what their tasks printed. */
import { page, success } from '../envelope';
import { dateTime } from '../runs';
import { projectOf, Refusal, type ApiAnswer, type ApiContext } from './context';
import { listRunViews, type RunView } from './runViews';

function within(context: ApiContext): RunView[] {
  const from = context.parameters.get('startDate');
  const to = context.parameters.get('endDate') || '9999';
  return listRunViews(context).filter(
    ({ started }) => dateTime(started) >= from && dateTime(started) <= to,
  );
}

function isWanted(
  context: ApiContext,
  name: string,
  value: string | number,
): boolean {
  const told = context.parameters.get(name);
  return !told || told === '0' || told === String(value);
}

/** `GET .../{runs}`; definitions go by another name here in 3.1 and 3.2. */
export const listInstances: ApiAnswer = context => {
  const { code } = projectOf(context);
  const parameter =
    context.dialect.word === 'process'
      ? 'processDefineCode'
      : 'workflowDefinitionCode';
  const found = within(context).filter(
    run =>
      run.projectCode === code &&
      isWanted(context, parameter, run.code) &&
      isWanted(context, 'stateType', run.state),
  );
  return page(
    context.call,
    found.map(run => run.describe()),
  );
};

function runOf(context: ApiContext): RunView {
  const { code } = projectOf(context);
  const found = listRunViews(context).find(
    run => run.projectCode === code && String(run.id) === context.segments[1],
  );
  if (!found)
    throw new Refusal(
      50001,
      `${context.dialect.word} instance ${context.segments[1]} does not exist`,
    );
  return found;
}

/** `GET .../{runs}/{id}`. */
export const readInstance: ApiAnswer = context =>
  success(runOf(context).describe());

/** `GET .../{runs}/{id}/tasks`. */
export const readInstanceTasks: ApiAnswer = context => {
  const run = runOf(context);
  const state = `${context.dialect.word}InstanceState`;
  return success({ [state]: run.state, taskList: run.tasks() });
};

/** `GET .../{runs}/trigger`: nothing as long as the masters have not taken it up. */
export const readByTrigger: ApiAnswer = context => {
  const { code } = projectOf(context);
  const trigger = context.parameters.needNumber('triggerCode');
  const ids = context.server.instances
    .filter(({ triggerCode }) => triggerCode === trigger)
    .map(({ id }) => id);
  const found = listRunViews(context).filter(
    run => run.projectCode === code && ids.includes(run.id),
  );
  return success(found.map(run => run.describe()));
};

/** `GET .../task-instances`. */
export const listTaskRuns: ApiAnswer = context => {
  const { code } = projectOf(context);
  const found = within(context)
    .filter(
      run =>
        run.projectCode === code &&
        isWanted(context, `${context.dialect.word}InstanceId`, run.id),
    )
    .flatMap(run => run.tasks())
    .filter(({ state }) => isWanted(context, 'stateType', state));
  return page(context.call, found);
};

const STATES = ['SUCCESS', 'FAILURE', 'RUNNING_EXECUTION', 'STOP'];

/** How many of these were in each state, in the shape of the version. */
function countStates(
  all: readonly { state: string }[],
  isNew: boolean,
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
  const shape = isNew ? { [newName]: counts } : { taskCountDtos: old };
  return success({ totalCount: all.length, ...shape });
}

/** `GET /projects/analysis/...-state-count` of runs. */
export const countRuns: ApiAnswer = context =>
  countStates(
    within(context),
    context.dialect.newStatistics,
    'workflowInstanceStatusCounts',
  );

/** The same of tasks. */
export const countTasks: ApiAnswer = context =>
  countStates(
    within(context).flatMap(run => run.tasks()),
    context.dialect.newStatistics,
    'taskInstanceStatusCounts',
  );

/** What a task of a run that is only said to have been would have printed. */
function pastLog(context: ApiContext, id: number): string[] | undefined {
  const task = listRunViews(context)
    .flatMap(view => view.tasks())
    .find(one => 'id' in one && one.id === id);
  if (!task) return undefined;
  const code = task.state === 'FAILURE' ? 1 : 0;
  return [
    `[LOG-PATH]: /opt/dolphinscheduler/worker-server/logs/${id}.log`,
    '[INFO] - Begin to pulling task',
    ` -> ${code ? 'the task failed' : 'the task is done'}`,
    `[INFO] - process has exited, processId:${id} ,exitStatusCode:${code} ,processWaitForStatus:true ,processExitValue:${code}`,
  ];
}

/** The lines of a task's log; `undefined` for a task that did not run here. */
function linesOf(context: ApiContext): string[] {
  const id = context.parameters.needNumber('taskInstanceId');
  const run = context.server.instances
    .flatMap(({ tasks }) => tasks)
    .find(one => one.id === id);
  const log = run?.log ?? pastLog(context, id);
  if (!log) throw new Refusal(10103, 'task instance does not exist');
  const skip = Number(context.parameters.get('skipLineNum', '0')) || 0;
  const limit = Number(context.parameters.get('limit', '100')) || 100;
  return log.slice(skip, skip + limit);
}

/** `GET /log/{project}/detail`: text. */
export const readLog: ApiAnswer = context => {
  projectOf(context);
  return success(linesOf(context).join('\n'));
};

/** `GET /log/detail`: the lines and how many they are. */
export const readLogPart: ApiAnswer = context => {
  const lines = linesOf(context);
  return success({ lineNum: lines.length, message: lines.join('\n') });
};
