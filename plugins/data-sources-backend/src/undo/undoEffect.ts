/** Takes one thing away that a task made. What a task only used, and what people may need, is left. */
import { NotFoundError, ResponseError } from '@backstage/errors';
import { Context } from '../context';
import { RecordedEffect } from '../store/EffectLedger';

/** How undoing one thing went. */
export interface Undone {
  outcome: 'undone' | 'already-gone' | 'left';
  message: string;
}

type Needed = Pick<Context, 'door' | 'catalog' | 'own' | 'scheduler'>;

async function removeRepository(
  { door }: Needed,
  ref: string,
): Promise<Undone> {
  const [owner, name] = ref.split('/').map(encodeURIComponent);
  try {
    await door.ask({
      plugin: 'local-git',
      path: `/repositories/${owner}/${name}`,
      method: 'DELETE',
    });
  } catch (error) {
    const isGone =
      error instanceof ResponseError && error.response.status === 404;
    if (!isGone) throw error;
    return { outcome: 'already-gone', message: `There is no ${ref} any more.` };
  }
  return {
    outcome: 'undone',
    message: `The repository ${ref} is taken away; its name is free. An operator finds its commits in the folder of removed repositories.`,
  };
}

async function unregister(
  { catalog, own }: Needed,
  ref: string,
): Promise<Undone> {
  const credentials = await own();
  const location = await catalog.getLocationByRef(`url:${ref}`, {
    credentials,
  });
  if (!location)
    return {
      outcome: 'already-gone',
      message: 'It is not registered any more.',
    };
  await catalog.removeLocationById(location.id, { credentials });
  return {
    outcome: 'undone',
    message: `The descriptor is registered no more; its entities leave the catalog.`,
  };
}

/**
 * Undoes one effect.
 *
 * @throws Error with the cure when it could not be undone.
 */
export async function undoEffect(
  context: Needed,
  effect: RecordedEffect,
): Promise<Undone> {
  const { kind, ref, made } = effect;
  if (!made) {
    return {
      outcome: 'left',
      message: 'It stood before the task; it is left as it is.',
    };
  }
  if (kind === 'repository') return removeRepository(context, ref);
  if (kind === 'entity') return unregister(context, ref);
  const { scheduler } = context;
  const ended =
    kind === 'schedule'
      ? await scheduler.stopSchedule(ref)
      : await scheduler.removeWorkflow(ref);
  return {
    outcome: ended.outcome === 'done' ? 'undone' : 'already-gone',
    message: ended.message,
  };
}

/** What undoing would do, in words. */
export const UNDO_NOTES: Readonly<Record<RecordedEffect['kind'], string>> = {
  repository: 'Takes the repository away; its name is free again.',
  workflow: 'Takes the workflow offline and removes it.',
  schedule: 'Switches the schedule off.',
  entity: 'Registers the descriptor no more; its entities leave the catalog.',
};

/** @throws NotFoundError when a task made nothing that is known. */
export function mustHaveMade(
  effects: readonly RecordedEffect[],
  taskId: string,
): void {
  if (effects.length > 0) return;
  throw new NotFoundError(
    `Nothing is known that the task ${taskId} made outside of the portal; there is nothing to undo.`,
  );
}
