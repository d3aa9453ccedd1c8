import { randomUUID } from 'node:crypto';
import {
  EditDecision,
  PipelineChangeReport,
  Preview,
} from '@254carbon/backstage-plugin-platform-common';
import {
  HandlerContext,
  nameOf,
} from '@254carbon/backstage-plugin-platform-node';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { Context } from '../context';
import { digestOfValue } from '../digestOf';
import {
  changePipeline,
  previewChange,
  WantedChange,
} from '../pipelines/changePipeline';
import {
  mustFindPipeline,
  mustOwnPipeline,
  repositoryOf,
} from '../pipelines/findPipeline';
import { undoPipelineChange } from '../pipelines/undoPipelineChange';

type Credentials = HandlerContext['credentials'];

/** A change that takes longer has died; then the next one may begin. */
const CHANGE_MS = 5 * 60_000;

/** @throws NotFoundError, NotAllowedError or InputError when this pipeline cannot be changed to these values by them. */
async function readWanted(
  context: Context,
  name: string,
  credentials: Credentials,
): Promise<Omit<WantedChange, 'values' | 'decisions'>> {
  const entity = await mustFindPipeline(context, name, credentials);
  await mustOwnPipeline(context, name, credentials);
  const booked = await context.pipelines.find(name);
  const repository = repositoryOf(entity, context.config.backendUrl);
  if (!booked || !repository) {
    throw new NotFoundError(
      `It is not known with which values ${name} was made; change its repository by hand.`,
    );
  }
  if (booked.retired) {
    throw new ConflictError(
      `${name} was retired by ${booked.retired.by}; make a new pipeline.`,
    );
  }
  return { context, booked, repository, credentials };
}

/** What is held for a change: no name of a pipeline, for the dry run of the template looks whether that one is held. */
function turnOf(name: string): string {
  return `~${digestOfValue(['change', name])}`;
}

/** Holds the turn for as long as `act` takes: two who change a pipeline at once are told of each other. */
async function alone<T>(
  {
    context,
    booked,
    credentials,
  }: Pick<WantedChange, 'context' | 'booked' | 'credentials'>,
  act: () => Promise<T>,
): Promise<T> {
  const { reservations, now } = context;
  const { name } = booked;
  const at = now();
  const taskId = `change-${randomUUID()}`;
  const until = new Date(at + CHANGE_MS).toISOString();
  const heldBy = nameOf(credentials);
  const held = await reservations.take(
    { name: turnOf(name), taskId, heldBy, until },
    new Date(at).toISOString(),
  );
  if (held.taskId !== taskId) {
    throw new ConflictError(
      `${name} is being changed by ${held.heldBy} at this moment; look at it again when they are done.`,
    );
  }
  try {
    return await act();
  } finally {
    await reservations.release(turnOf(name), taskId);
  }
}

type Change = {
  params: { name: string };
  body: {
    values: Record<string, unknown>;
    edits: Record<string, EditDecision>;
    apply: boolean;
  };
};

/**
 * `POST /pipelines/:name/change`: the files that the same template writes for other values, against those that stand; with `apply`
 * they become one commit on top, and the workflow follows. Files that somebody added by hand stay; those that somebody edited by hand are
 * kept, put together with what the template writes, or decided about in `edits`.
 */
export function change(context: Context) {
  return async (
    { params: { name }, body }: Change,
    { credentials, tell }: HandlerContext,
  ): Promise<{ preview: Preview; report?: PipelineChangeReport }> => {
    const known = await readWanted(context, name, credentials);
    const { values, edits, apply } = body;
    if (values.name !== name)
      throw new InputError(
        'name: A pipeline keeps its name; make a new one and retire this one.',
      );
    const wanted = { ...known, values, decisions: edits };
    if (!apply) return { preview: await previewChange(wanted) };
    return alone(known, async () => {
      const preview = await previewChange(wanted);
      const report = await changePipeline(wanted, preview);
      tell({
        name,
        complete: report.complete,
        steps: report.steps.map(one => ({ ...one })),
      });
      return { preview, report };
    });
  };
}

/**
 * `POST /pipelines/:name/changes/:id/undo`: the files and values before the newest change that stands. What needs a second person to be
 * changed needs one to be changed back.
 */
export function undoChange(context: Context) {
  return async (
    { params: { name, id } }: { params: { name: string; id: string } },
    { credentials, tell }: HandlerContext,
  ): Promise<PipelineChangeReport> => {
    const known = await readWanted(context, name, credentials);
    return alone(known, async () => {
      const { taskId } = known.booked;
      const all = await context.changes.list(name, taskId);
      const newest = all.find(({ undoneAt }) => undoneAt === undefined);
      if (!newest || newest.id !== id) {
        throw new ConflictError(
          `Only the newest change of ${name} that stands can be undone; look at the page again.`,
        );
      }
      const booked = (await context.pipelines.find(name)) ?? known.booked;
      const values = newest.before;
      const wanted = { ...known, booked, values, decisions: {} };
      const preview = await previewChange(wanted);
      const report = await undoPipelineChange(wanted, newest, preview);
      const by = nameOf(credentials);
      const at = new Date(context.now()).toISOString();
      if (report.complete) await context.changes.markUndone(id, { by, at });
      tell({ name, undone: id, complete: report.complete });
      return report;
    });
  };
}
