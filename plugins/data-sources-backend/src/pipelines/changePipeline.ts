/*
 * A pipeline with other values: one commit on top of its repository, then its workflow made to be what the new file says (or
 * switched off, when the new values start it otherwise), then the catalog is told. Each part looks before it writes, so that a
 * change that stopped half-way is finished by doing it again, and a change that changes nothing writes nothing.
 */
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotAllowedError,
  stringifyError,
} from '@backstage/errors';
import {
  PipelineChangeReport,
  Preview,
} from '@254carbon/backstage-plugin-platform-common';
import { nameOf } from '@254carbon/backstage-plugin-platform-node';
import { Context } from '../context';
import { RepositoryRef, repositoryUrl } from '../portal/localGit';
import { buildPreview, renderOnce } from '../preview/buildPreview';
import { Rendering } from '../preview/renderForm';
import { readWorkflowStep } from '../scheduler/readWorkflowStep';
import { BookedPipeline } from '../store/PipelineBook';
import { mustReadRepository } from './changeRepository';
import { workflowsOf } from './findWorkflows';
import { attempt, ReportStep } from './reportStep';

/** A change that is wanted. */
export interface WantedChange {
  context: Context;
  booked: BookedPipeline;
  repository: RepositoryRef;
  values: Record<string, unknown>;
  credentials: BackstageCredentials;
  /** It takes a change back, and so is none of its own. */
  isUndo?: boolean;
}

/** What a change would do; nothing is written. */
export function previewChange(wanted: WantedChange): Promise<Preview> {
  const { context, booked, values, credentials } = wanted;
  const { name, template } = booked;
  const form = { template, values };
  return buildPreview({ context, form, credentials, changing: name });
}

/** @throws ConflictError when it may not be written, NotAllowedError when nobody else has agreed. */
function mustBeCreatable({ problems, approval, mayCreate }: Preview): void {
  if (!mayCreate) {
    const first = problems.find(({ severity }) => severity === 'refused');
    throw new ConflictError(
      `${first?.field ? `${first.field}: ` : ''}${
        first?.message ?? 'A validator fails.'
      }`,
    );
  }
  if (approval.needed && approval.state !== 'approved') {
    throw new NotAllowedError(
      `${approval.reason} Ask for it on the preview of the change.`,
    );
  }
}

async function commit(
  wanted: WantedChange,
  { files }: Rendering,
): Promise<string[]> {
  const { context, booked, repository, values, credentials, isUndo } = wanted;
  const { name, taskId } = booked;
  const standing = await mustReadRepository(context, repository);
  const write = new Map(
    [...files].filter(
      ([path, content]) => !standing.get(path)?.equals(content),
    ),
  );
  if (write.size === 0) return [];
  const message = `${
    isUndo ? 'Change back' : 'Change'
  } ${name} with the developer portal`;
  await context.commitTo({ repository, message, credentials, write });
  await context.pipelines.write({ ...booked, values });
  if (isUndo) return [...write.keys()];
  await context.changes.add({
    name,
    taskId,
    before: booked.values,
    after: values,
    files: [...write.keys()],
    by: nameOf(credentials),
    at: new Date(context.now()).toISOString(),
  });
  return [...write.keys()];
}

async function stopWorkflows(wanted: WantedChange): Promise<ReportStep[]> {
  const { context, booked } = wanted;
  const refs = await workflowsOf(context, booked.name);
  return Promise.all(
    refs.map(ref =>
      attempt('workflow', async () => {
        const { message } = await context.scheduler.stopSchedule(ref);
        return { outcome: 'done', message };
      }),
    ),
  );
}

/** The workflow as the new file has it, remembered as something that the pipeline's own task made. */
async function applyWorkflow(
  wanted: WantedChange,
  rendering: Rendering,
): Promise<ReportStep[]> {
  const { context, booked, repository } = wanted;
  const { backendUrl } = context.config;
  const url = `${repositoryUrl(backendUrl, repository)}.git`;
  const step = readWorkflowStep({ rendering, repositoryUrl: url });
  if (step.kind === 'none') return [];
  if (step.kind === 'skipped') return stopWorkflows(wanted);
  const record = (
    kind: 'workflow' | 'schedule',
    effect: { ref: string; url?: string; made: boolean },
  ) =>
    context.effects.record(
      { taskId: booked.taskId, step: 'change', kind, ...effect },
      new Date(context.now()).toISOString(),
    );
  const done = await attempt('workflow', async () => {
    const applied = await context.scheduler.apply({
      ...step,
      made: async effect => {
        await record('workflow', { ...effect, made: true });
      },
    });
    const { ref, url: page, created, changed, online, reason } = applied;
    await record('workflow', { ref, url: page, made: created });
    if (applied.scheduleId !== undefined)
      await record('schedule', { ref, url: page, made: created });
    const [next] = applied.nextRuns;
    return {
      outcome: changed ? 'done' : 'already',
      message: online
        ? `The workflow ${ref} is online as version ${applied.version}${
            next ? `; it runs next at ${next}` : ''
          }.`
        : `The workflow ${ref} stays offline. ${reason ?? ''}`.trim(),
    };
  });
  return [done];
}

async function tellCatalog({ context, booked }: WantedChange) {
  const credentials = await context.own();
  await context.catalog
    .refreshEntity(`component:default/${booked.name}`, { credentials })
    .catch((error: unknown) =>
      context.logger.warn(
        `The catalog reads ${
          booked.name
        } again in its own time: ${stringifyError(error)}`,
      ),
    );
}

/**
 * Changes a pipeline.
 *
 * @throws ConflictError or NotAllowedError when it may not be; then nothing was written. What fails after the commit is in the
 *   report, and done again it goes on from there.
 */
export async function changePipeline(
  wanted: WantedChange,
  preview: Preview,
): Promise<PipelineChangeReport> {
  mustBeCreatable(preview);
  const { context, booked, values, credentials } = wanted;
  const form = { template: booked.template, values };
  const rendering = await renderOnce(context, form, credentials);
  const paths = await commit(wanted, rendering);
  const steps: ReportStep[] = [
    {
      what: 'files',
      outcome: paths.length > 0 ? 'done' : 'already',
      message:
        paths.length > 0
          ? `One commit changes ${paths.join(', ')}.`
          : 'Nothing differs from what stands.',
    },
    ...(await applyWorkflow(wanted, rendering)),
  ];
  await tellCatalog(wanted);
  const complete = !steps.some(({ outcome }) => outcome === 'failed');
  return { name: booked.name, complete, steps };
}
