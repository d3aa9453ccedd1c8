import type { InstanceRecord, RelationRecord, TaskRecord } from './records';

/** Whether a task of a run may start: it has not yet, and all before it went well. */
export function isReady(
  task: TaskRecord,
  { tasks }: InstanceRecord,
  relations: readonly RelationRecord[],
): boolean {
  if (tasks.some(run => run.task.code === task.code)) return false;
  const done = new Set(
    tasks.filter(({ state }) => state === 'SUCCESS').map(run => run.task.code),
  );
  return relations
    .filter(({ postTaskCode }) => postTaskCode === task.code)
    .every(({ preTaskCode }) => preTaskCode === 0 || done.has(preTaskCode));
}
