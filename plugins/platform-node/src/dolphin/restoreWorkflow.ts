/** After a step failed: what was before is put back, as far as there was something; a workflow that is new stays, offline. */
import { DolphinError } from './DolphinError';
import { DolphinDefinitionView } from './shapes';
import { Work } from './work';

/** The definition before anything was written, and as it is. */
export interface WorkflowStates {
  before?: DolphinDefinitionView;
  now: DolphinDefinitionView;
}

async function restoreSchedule(
  { client, projectCode, scheduleBefore }: Work,
  code: number,
) {
  const found = await client.findSchedule(projectCode, code);
  if (!scheduleBefore || !found) return;
  const { id, definitionCode, releaseState, ...times } = scheduleBefore;
  if (found.releaseState === 'ONLINE') {
    await client.switchSchedule(projectCode, id, 'offline');
  }
  await client.saveSchedule(projectCode, { code, id, times });
  if (releaseState === 'ONLINE') {
    await client.switchSchedule(projectCode, id, 'online');
  }
}

async function restore(work: Work, { before, now }: WorkflowStates) {
  const { client, projectCode, log } = work;
  await client.release(projectCode, now.code, 'OFFLINE');
  if (!before) {
    log('The workflow stays offline');
    return;
  }
  if (before.version !== now.version) {
    await client.switchVersion(projectCode, now.code, before.version);
  }
  if (before.releaseState === 'ONLINE') {
    await client.release(projectCode, now.code, 'ONLINE');
    await restoreSchedule(work, now.code);
  }
  log(`Version ${before.version} was put back`);
}

/**
 * Puts back what was before, and throws what it is because of.
 *
 * @throws DolphinError always: with the cause, and with what could not be put back.
 */
export async function restoreWorkflow(
  work: Work,
  states: WorkflowStates,
  cause: unknown,
): Promise<never> {
  const why = cause instanceof Error ? cause.message : String(cause);
  try {
    await restore(work, states);
  } catch (error) {
    const also = error instanceof Error ? error.message : String(error);
    throw new DolphinError(
      `${why} What was before could not be put back either: ${also} Look at the workflow in the scheduler.`,
      { cause },
    );
  }
  throw new DolphinError(
    `${why} ${
      states.before
        ? 'What was before stands again.'
        : 'The new workflow stays offline.'
    }`,
    { cause },
  );
}
