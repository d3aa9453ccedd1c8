import type { RelationRecord, TaskRecord } from '../server/records';
import { Refusal } from './context';

function hasCircle(
  tasks: readonly TaskRecord[],
  relations: readonly RelationRecord[],
): boolean {
  const done = new Set([0]);
  for (let left = tasks.map(({ code }) => code); left.length > 0; ) {
    const ready = left.filter(code =>
      relations.every(
        ({ preTaskCode, postTaskCode }) =>
          postTaskCode !== code || done.has(preTaskCode),
      ),
    );
    if (ready.length === 0) return true;
    for (const code of ready) done.add(code);
    left = left.filter(code => !done.has(code));
  }
  return false;
}

/** @throws Refusal as the server checks the graph of a definition. */
export function assertTasks(
  tasks: readonly TaskRecord[],
  relations: readonly RelationRecord[],
): void {
  const codes = new Set(tasks.map(({ code }) => Number(code)));
  if (!Array.isArray(tasks) || tasks.length === 0) {
    throw new Refusal(50036, 'task definition json is empty');
  }
  for (const task of tasks) {
    const params = task.taskParams;
    if (
      !task.name ||
      !task.taskType ||
      typeof params !== 'object' ||
      params === null
    ) {
      throw new Refusal(50020, `task ${task.name} parameter invalid`);
    }
  }
  const reached = new Set(relations.map(({ postTaskCode }) => postTaskCode));
  const isWhole =
    relations.every(
      ({ preTaskCode, postTaskCode }) =>
        codes.has(postTaskCode) &&
        (preTaskCode === 0 || codes.has(preTaskCode)),
    ) && [...codes].every(code => reached.has(code));
  if (!isWhole)
    throw new Refusal(50037, 'task relation names a task that is not there');
  if (hasCircle(tasks, relations))
    throw new Refusal(50019, 'process node has cycle');
}

/** A parameter that may come as an object or as the same as text. */
export function readTask(task: TaskRecord): TaskRecord {
  const { taskParams } = task;
  if (typeof taskParams !== 'string') return task;
  return { ...task, taskParams: JSON.parse(taskParams) };
}
