import {
  Effect,
  EFFECT_KINDS,
  Made,
  MadeEntry,
  readForm,
  UndoReport,
  UndoStep,
} from '@254carbon/backstage-plugin-platform-common';
import {
  HandlerContext,
  nameOf,
} from '@254carbon/backstage-plugin-platform-node';
import { NotAllowedError, stringifyError } from '@backstage/errors';
import { whyProduction } from '../approvals/findApproval';
import { Context } from '../context';
import { mustBeScaffolder } from '../mustBeScaffolder';
import { readTask, ScaffolderTask } from '../portal/readTask';
import { RecordedEffect } from '../store/EffectLedger';
import { listEffects } from '../undo/listEffects';
import { mustHaveMade, UNDO_NOTES, undoEffect } from '../undo/undoEffect';

type ByTask = { params: { taskId: string } };

function showEntry(effect: RecordedEffect): MadeEntry {
  const { id, step, kind, ref, url, made, madeAt } = effect;
  const undone = effect.undoneAt !== undefined;
  return {
    id,
    step,
    kind,
    ref,
    url,
    madeAt,
    undone,
    undoneAt: effect.undoneAt,
    undoneBy: effect.undoneBy,
    undoable: made && !undone,
    note: made
      ? UNDO_NOTES[kind]
      : 'It stood before the task and was only used; undoing leaves it.',
  };
}

/** `POST /effects`: by the scaffolder alone, so that nobody can have things undone that no task of theirs made. */
export function recordEffect(context: Context) {
  return async (
    { body }: { body: Effect },
    { credentials, tell }: HandlerContext,
  ): Promise<MadeEntry> => {
    mustBeScaffolder(credentials);
    const { effects, pipelines, door, now } = context;
    const at = new Date(now()).toISOString();
    const recorded = await effects.record(body, at);
    tell({ ...body });
    if (body.kind === 'repository') {
      const task = await readTask(door, body.taskId);
      const { name } = readForm(task.values);
      const { template, values, createdBy: madeBy } = task;
      const { taskId } = body;
      if (name)
        await pipelines.write({
          name,
          template,
          values,
          taskId,
          madeBy,
          madeAt: at,
        });
    }
    return showEntry(recorded);
  };
}

/** `GET /made/:taskId`. Whoever may see the task may see what it made. */
export function getMade(context: Context) {
  return async (
    { params: { taskId } }: ByTask,
    { credentials }: HandlerContext,
  ): Promise<Made> => {
    const task = await readTask(context.door, taskId, credentials);
    const effects = await listEffects(context, taskId);
    return {
      taskId,
      name: readForm(task.values).name,
      madeBy: task.createdBy,
      entries: effects.map(showEntry),
    };
  };
}

/** The newest first; of two from the same moment, what stands on the other. */
function inReverse(effects: readonly RecordedEffect[]): RecordedEffect[] {
  const rank = ({ kind }: RecordedEffect) => EFFECT_KINDS.indexOf(kind);
  return effects
    .filter(({ undoneAt }) => undoneAt === undefined)
    .sort((one, other) => rank(other) - rank(one));
}

/** What failed half-way is taken back at once; what runs in production ends as pipelines end, with a second person. */
function mustNotRunInProduction(context: Context, task: ScaffolderTask): void {
  if (!task.isComplete || !whyProduction(context, task.values)) return;
  throw new NotAllowedError(
    'It is in production; retire the pipeline on its page, where a second person approves it.',
  );
}

/** `POST /made/:taskId/undo`: whoever may see the task may undo it. It stops at the first step that fails. */
export function undoMade(context: Context) {
  return async (
    { params: { taskId } }: ByTask,
    { credentials, tell }: HandlerContext,
  ): Promise<UndoReport> => {
    const task = await readTask(context.door, taskId, credentials);
    mustNotRunInProduction(context, task);
    const known = await listEffects(context, taskId);
    mustHaveMade(known, taskId);
    const steps: UndoStep[] = [];
    for (const effect of inReverse(known)) {
      const { id: entryId, kind, ref } = effect;
      try {
        const undone = await undoEffect(context, effect);
        steps.push({ entryId, kind, ref, ...undone });
        if (undone.outcome !== 'left')
          await context.effects.markUndone(entryId, {
            by: nameOf(credentials),
            at: new Date(context.now()).toISOString(),
          });
      } catch (error) {
        const message = stringifyError(error);
        steps.push({ entryId, kind, ref, outcome: 'failed', message });
        break;
      }
    }
    const complete = !steps.some(({ outcome }) => outcome === 'failed');
    const { name } = readForm(task.values);
    if (complete && name) await context.reservations.release(name, taskId);
    tell({ taskId, complete, steps: steps.map(step => ({ ...step })) });
    return { taskId, complete, steps };
  };
}
