import {
  FilledForm,
  readForm,
  Reservation,
  ReservationRequest,
} from '@254carbon/backstage-plugin-platform-common';
import {
  HandlerContext,
  nameOf,
} from '@254carbon/backstage-plugin-platform-node';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import { findApproval } from '../approvals/findApproval';
import { Context } from '../context';
import { checkTable, toProblems } from '../lake/checkTable';
import { mustBeScaffolder } from '../mustBeScaffolder';
import { hasBegun, mustBeFree } from '../pipelines/mustBeFree';
import { readTask, ScaffolderTask } from '../portal/readTask';
import { findOwnerProblems } from '../preview/findOwnerProblems';
import { findQuotaProblems } from '../preview/findProblems';
import { readPlatform } from '../preview/readPlatform';
import { sourceOf } from '../preview/sourceOf';
import { HeldName } from '../store/Reservations';

async function mustBeApproved(
  context: Context,
  form: FilledForm,
  by: string,
): Promise<void> {
  const { needed, reason, state } = await findApproval(context, {
    purpose: 'create',
    form,
  });
  if (!needed || state === 'approved') return;
  const waits =
    state === 'requested'
      ? 'The request waits for somebody else to decide.'
      : 'Ask for it on the preview of the form.';
  throw new NotAllowedError(`${reason} ${waits} (${by})`);
}

/** What the preview refuses besides the form itself is refused here too, by the same code, for the task API can be asked without a preview. */
async function mustFitPlatform(
  context: Context,
  { template: ref, values }: FilledForm,
): Promise<void> {
  const credentials = await context.own();
  const template = await context.catalog.getEntityByRef(ref, { credentials });
  const platform = await readPlatform(context, credentials);
  const form = readForm(values);
  const source = template && sourceOf(template, form, platform);
  const problems = [
    ...toProblems(await checkTable({ context, template, values, platform })),
    ...findQuotaProblems({ form, source, planned: 0 }),
    ...(await findOwnerProblems(context, form)),
  ];
  const refused = problems.find(one => one.severity === 'refused');
  if (refused) throw new ConflictError(`${refused.field}: ${refused.message}`);
}

/** A task that has ended holds nothing, whatever its reservation says. */
async function isStillMade(context: Context, held: HeldName): Promise<boolean> {
  const task = await readTask(context.door, held.taskId).catch(() => undefined);
  return task?.isRunning ?? true;
}

function conflict({ name, heldBy, taskId, until }: HeldName): ConflictError {
  return new ConflictError(
    `name: ${name} is being made by ${heldBy} at this moment (task ${taskId}); nothing was made twice. Choose another name, or wait until ${until}.`,
  );
}

async function take(
  context: Context,
  task: ScaffolderTask,
  name: string,
): Promise<HeldName> {
  const { reservations, config, now } = context;
  const wish = {
    name,
    taskId: task.id,
    heldBy: task.createdBy,
    until: new Date(now() + config.reservationMs).toISOString(),
  };
  const at = () => new Date(now()).toISOString();
  const held = await reservations.take(wish, at());
  if (held.taskId === task.id) return held;
  if (await isStillMade(context, held)) throw conflict(held);
  await reservations.release(name, held.taskId);
  const again = await reservations.take(wish, at());
  if (again.taskId === task.id) return again;
  throw conflict(again);
}

async function mustBeFreeOrRelease(
  context: Context,
  task: ScaffolderTask,
  name: string,
): Promise<void> {
  try {
    await mustBeFree(context, task, name);
  } catch (error) {
    await context.reservations.release(name, task.id);
    throw error;
  }
}

/**
 * `POST /reservations`, by the first step of a template: holds a name for its task, or says by name who has it. Two tasks that come
 * at once are told apart by the database. For a production target it also asks whether somebody else has approved exactly the
 * values of the task. In a dry run nothing is held.
 */
export function reserve(context: Context) {
  return async (
    { body }: { body: ReservationRequest },
    { credentials, tell }: HandlerContext,
  ): Promise<Reservation> => {
    const { name, taskId } = body;
    const at = new Date(context.now()).toISOString();
    if (taskId === undefined) {
      const held = await context.reservations.find(name, at);
      if (held && (await isStillMade(context, held))) throw conflict(held);
      return { name, heldBy: nameOf(credentials), until: at };
    }
    mustBeScaffolder(credentials);
    const task = await readTask(context.door, taskId);
    const { template, values, createdBy } = task;
    await mustBeApproved(context, { template, values }, createdBy);
    await mustFitPlatform(context, { template, values });
    const isAgain = await hasBegun(context, task, name);
    const held = await take(context, task, name);
    if (!isAgain) await mustBeFreeOrRelease(context, task, name);
    tell({ ...held });
    return held;
  };
}
