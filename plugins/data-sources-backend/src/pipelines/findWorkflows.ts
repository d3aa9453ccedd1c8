import { Context } from '../context';

/** Workflows that a pipeline has, as `project/name`: those that its task, or a change of it, made or updated. */
export async function workflowsOf(
  { pipelines, effects }: Pick<Context, 'pipelines' | 'effects'>,
  name: string,
): Promise<string[]> {
  const booked = await pipelines.find(name);
  const made = booked ? await effects.list(booked.taskId) : [];
  const refs = made
    .filter(({ kind }) => kind === 'workflow' || kind === 'schedule')
    .filter(({ undoneAt }) => undoneAt === undefined)
    .map(({ ref }) => ref);
  return [...new Set(refs)];
}
