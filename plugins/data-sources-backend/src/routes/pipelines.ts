import {
  isTimezone,
  nextRuns,
  parseSchedule,
  PipelineChangeReport,
  PipelineState,
  Preview,
  readKnownPipeline,
} from '@254carbon/backstage-plugin-platform-common';
import {
  HandlerContext,
  nameOf,
} from '@254carbon/backstage-plugin-platform-node';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { z } from 'zod';
import { Context } from '../context';
import { mustReadRepository } from '../pipelines/changeRepository';
import {
  mustFindPipeline,
  mustOwnPipeline,
  repositoryOf,
} from '../pipelines/findPipeline';
import { retirePipeline, workflowsOf } from '../pipelines/retirePipeline';
import { repositoryUrl } from '../portal/localGit';
import { buildPreview, renderOnce } from '../preview/buildPreview';

type ByName = { params: { name: string } };

const RUNS_SHOWN = 5;
const ArchivedSchema = z.object({
  repositories: z.array(
    z.object({
      owner: z.string(),
      name: z.string(),
      archived: z.boolean().default(false),
    }),
  ),
});

function showRuns(
  schedule: string | undefined,
  timezone: string,
  now: number,
): string[] {
  const parsed = schedule ? parseSchedule(schedule) : undefined;
  if (!parsed?.ok || !isTimezone(timezone)) return [];
  return nextRuns({
    schedule: parsed.schedule,
    timezone,
    now,
    count: RUNS_SHOWN,
  }).map(instant => new Date(instant).toISOString());
}

async function isArchived(
  { door }: Context,
  repository: { owner: string; name: string },
): Promise<boolean> {
  const answer = await door.ask({ plugin: 'local-git', path: '/repositories' });
  const { repositories } = ArchivedSchema.parse(answer);
  return repositories.some(
    one =>
      one.owner === repository.owner &&
      one.name === repository.name &&
      one.archived,
  );
}

async function lookAtWorkflow(
  context: Context,
  name: string,
): Promise<PipelineState['workflow']> {
  const [ref] = await workflowsOf(context, name);
  if (ref) return context.scheduler.look(ref);
  return {
    state: 'none',
    reason: 'No workflow of DolphinScheduler is known to run it.',
  };
}

/** `GET /pipelines/:name`. */
export function getPipeline(context: Context) {
  return async (
    { params: { name } }: ByName,
    { credentials }: HandlerContext,
  ): Promise<PipelineState> => {
    const entity = await mustFindPipeline(context, name, credentials);
    const known = readKnownPipeline(entity);
    const { backendUrl } = context.config;
    const repository = repositoryOf(entity, backendUrl);
    const booked = await context.pipelines.find(name);
    const timezone = known.timezone ?? 'UTC';
    const archived = repository
      ? await isArchived(context, repository).catch(() => false)
      : false;
    const isOver = booked?.retired || known.lifecycle === 'deprecated';
    return {
      name,
      entityRef: known.entityRef,
      lifecycle: known.lifecycle ?? 'unknown',
      schedule: known.schedule,
      timezone,
      nextRuns: isOver ? [] : showRuns(known.schedule, timezone, context.now()),
      repository: repository && {
        ref: `${repository.owner}/${repository.name}`,
        url: `${repositoryUrl(backendUrl, repository)}.git`,
        archived,
      },
      workflow: await lookAtWorkflow(context, name),
      madeWith: booked && { template: booked.template, values: booked.values },
      retired: booked?.retired,
    };
  };
}

/** `POST /pipelines/:name/retire`. */
export function retire(context: Context) {
  return async (
    { params, body }: ByName & { body: { reason: string } },
    { credentials, tell }: HandlerContext,
  ): Promise<PipelineChangeReport> => {
    const { name } = params;
    const entity = await mustFindPipeline(context, name, credentials);
    await mustOwnPipeline(context, name, credentials);
    const { reason } = body;
    const report = await retirePipeline({
      context,
      name,
      entity,
      reason,
      credentials,
    });
    if (report.complete)
      await context.pipelines.retire(name, {
        by: nameOf(credentials),
        at: new Date(context.now()).toISOString(),
        reason,
      });
    tell({ name, complete: report.complete, reason });
    return report;
  };
}

type Change = ByName & {
  body: { values: Record<string, unknown>; apply: boolean };
};

/** @throws ConflictError when what is asked may not be written. */
function mustBeCreatable(preview: Preview): void {
  const { problems, approval, mayCreate } = preview;
  if (!mayCreate) {
    const first = problems.find(({ severity }) => severity === 'refused');
    throw new ConflictError(
      `${first?.field ? `${first.field}: ` : ''}${
        first?.message ?? 'A validator fails.'
      }`,
    );
  }
  if (approval.needed && approval.state !== 'approved')
    throw new ConflictError(approval.reason);
}

/**
 * `POST /pipelines/:name/change`: the files that the same template writes for other values, against those that stand; with `apply`
 * they become one commit on top. Files that somebody added by hand stay.
 */
export function change(context: Context) {
  return async (
    { params: { name }, body }: Change,
    { credentials, tell }: HandlerContext,
  ): Promise<{ preview: Preview; report?: PipelineChangeReport }> => {
    const entity = await mustFindPipeline(context, name, credentials);
    await mustOwnPipeline(context, name, credentials);
    const booked = await context.pipelines.find(name);
    const repository = repositoryOf(entity, context.config.backendUrl);
    if (!booked || !repository) {
      throw new NotFoundError(
        `It is not known with which values ${name} was made; change its repository by hand.`,
      );
    }
    if (body.values.name !== name)
      throw new InputError(
        'name: A pipeline keeps its name; make a new one and retire this one.',
      );
    const form = { template: booked.template, values: body.values };
    const preview = await buildPreview({
      context,
      form,
      credentials,
      changing: name,
    });
    if (!body.apply) return { preview };
    mustBeCreatable(preview);
    const { files } = await renderOnce(context, form, credentials);
    const standing = await mustReadRepository(context, repository);
    const write = new Map(
      [...files].filter(
        ([path, content]) => !standing.get(path)?.equals(content),
      ),
    );
    if (write.size > 0) {
      const message = `Change ${name} with the developer portal`;
      await context.commitTo({ repository, message, credentials, write });
      await context.pipelines.write({ ...booked, values: body.values });
    }
    tell({ name, files: [...write.keys()] });
    return {
      preview,
      report: await describeChange(context, name, [...write.keys()]),
    };
  };
}

async function describeChange(
  context: Context,
  name: string,
  paths: string[],
): Promise<PipelineChangeReport> {
  const credentials = await context.own();
  await context.catalog
    .refreshEntity(`component:default/${name}`, { credentials })
    .catch(() => undefined);
  const workflows = await workflowsOf(context, name);
  const isScheduled = paths.some(path => path.startsWith('workflow/'));
  return {
    name,
    complete: true,
    steps: [
      {
        what: 'files',
        outcome: paths.length > 0 ? 'done' : 'already',
        message:
          paths.length > 0
            ? `One commit changes ${paths.join(', ')}.`
            : 'Nothing differs from what stands.',
      },
      ...(workflows.length > 0 && isScheduled
        ? [
            {
              what: 'schedule' as const,
              outcome: 'unknown' as const,
              message: `DolphinScheduler keeps what it runs now (${workflows.join(
                ', ',
              )}); import workflow/dolphinscheduler.json of the repository to change it.`,
            },
          ]
        : []),
    ],
  };
}
