import {
  ApprovalState,
  isTimezone,
  listChanges,
  nextRuns,
  parseSchedule,
  PipelineChangeReport,
  PipelineState,
  readKnownPipeline,
} from '@254carbon/backstage-plugin-platform-common';
import {
  HandlerContext,
  nameOf,
} from '@254carbon/backstage-plugin-platform-node';
import { Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { z } from 'zod';
import { findApproval } from '../approvals/findApproval';
import { Context } from '../context';
import {
  mustFindPipeline,
  mustOwnPipeline,
  repositoryOf,
} from '../pipelines/findPipeline';
import { workflowsOf } from '../pipelines/findWorkflows';
import { withDescriptor } from '../pipelines/readDescriptor';
import { retirePipeline } from '../pipelines/retirePipeline';
import { repositoryUrl } from '../portal/localGit';
import { BookedPipeline } from '../store/PipelineBook';

type ByName = { params: { name: string } };

const RUNS_SHOWN = 5;
const VERSION = '254carbon.com/template-version';
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

async function showChanges(
  { changes }: Context,
  booked: BookedPipeline | undefined,
): Promise<PipelineState['changes']> {
  if (!booked) return [];
  const known = await changes.list(booked.name, booked.taskId);
  return known.map(
    ({ id, by, at, files, before, after, undoneAt, undoneBy }) => ({
      id,
      by,
      at,
      files,
      fields: listChanges(before, after),
      undoneAt,
      undoneBy,
    }),
  );
}

/** Whether the end of a pipeline needs a second person. */
function findRetirement(
  context: Context,
  { metadata: { name }, spec }: Entity,
  standing: BookedPipeline | undefined,
): Promise<ApprovalState> {
  const lifecycle = spec?.lifecycle;
  return findApproval(context, {
    purpose: 'retire',
    form: { template: standing?.template ?? '', values: { name } },
    standing,
    lifecycle: typeof lifecycle === 'string' ? lifecycle : undefined,
  });
}

/** The template, with the version that made the pipeline and today's; undefined where no template is known. */
async function findTemplate(
  { catalog }: Context,
  { metadata }: Entity,
  booked: BookedPipeline | undefined,
  credentials: HandlerContext['credentials'],
): Promise<PipelineState['template']> {
  if (!booked) return undefined;
  const ref = booked.template;
  const template = await catalog.getEntityByRef(ref, { credentials });
  return {
    ref,
    madeBy: metadata.annotations?.[VERSION],
    today: template?.metadata.annotations?.[VERSION],
  };
}

/** `GET /pipelines/:name`. */
export function getPipeline(context: Context) {
  return async (
    { params: { name } }: ByName,
    { credentials }: HandlerContext,
  ): Promise<PipelineState> => {
    const found = await mustFindPipeline(context, name, credentials);
    const { backendUrl } = context.config;
    const repository = repositoryOf(found, backendUrl);
    const [entity, booked, workflow] = await Promise.all([
      withDescriptor(context, found, repository),
      context.pipelines.find(name),
      lookAtWorkflow(context, name),
    ]);
    const known = readKnownPipeline(entity);
    const timezone = known.timezone ?? 'UTC';
    const isOver =
      booked?.retired !== undefined || known.lifecycle === 'deprecated';
    const [archived, template, changes, retirement] = await Promise.all([
      // Only what is retired is archived, and the list of all repositories takes a moment for each.
      repository && isOver
        ? isArchived(context, repository).catch(() => false)
        : false,
      findTemplate(context, entity, booked, credentials),
      showChanges(context, booked),
      findRetirement(context, entity, booked),
    ]);
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
      workflow,
      template,
      madeWith: booked && { template: booked.template, values: booked.values },
      changes,
      retirement,
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
    const standing = await context.pipelines.find(name);
    const approval = await findRetirement(context, entity, standing);
    if (approval.needed && approval.state !== 'approved') {
      throw new NotAllowedError(
        `${approval.reason} Ask for it on the page of the pipeline.`,
      );
    }
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
