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
import { repositoryUrl } from '../portal/localGit';
import { buildPreview } from '../preview/buildPreview';
import { Rendering } from '../preview/renderForm';
import { renderOnce } from '../preview/renderOnce';
import { readWorkflowStep } from '../scheduler/readWorkflowStep';
import { mustReadRepository } from './changeRepository';
import { workflowsOf } from './findWorkflows';
import { ChangePlan, planChange, Standing } from './planChange';
import { attempt, ReportStep } from './reportStep';

/** A change that is wanted. */
export interface WantedChange extends Standing {
  context: Context;
  values: Record<string, unknown>;
  credentials: BackstageCredentials;
}

/** What a change would do; nothing is written. */
export function previewChange(wanted: WantedChange): Promise<Preview> {
  const { context, values, credentials, ...standing } = wanted;
  const { template } = standing.booked;
  const form = { template, values };
  return buildPreview({ context, form, credentials, standing });
}

/** @throws ConflictError when it may not be written, NotAllowedError when nobody else has approved it. */
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

/** One commit, remembered with what it can be taken back to. */
async function commit(
  wanted: WantedChange,
  rendering: Rendering,
): Promise<{ paths: string[]; plan: ChangePlan }> {
  const { context, booked, repository, values, credentials } = wanted;
  const { name, taskId } = booked;
  const standing = await mustReadRepository(context, repository);
  const plan = await planChange({
    ...wanted,
    files: standing.files,
    rendering,
  });
  const { write, remove, edited } = plan;
  if (edited.some(({ outcome }) => outcome === 'undecided')) {
    throw new ConflictError(
      `Files of ${name} were edited while you looked; look at the change again.`,
    );
  }
  const paths = [...write.keys(), ...remove];
  if (paths.length === 0) return { paths, plan };
  const message = `Change ${name} with the developer portal`;
  const { commitTo } = context;
  const commitAfter = await commitTo({
    repository,
    message,
    credentials,
    write,
    remove,
  });
  await context.pipelines.write({ ...booked, values });
  await context.changes.add({
    name,
    taskId,
    before: booked.values,
    after: values,
    files: paths,
    by: nameOf(credentials),
    at: new Date(context.now()).toISOString(),
    commitBefore: standing.commit,
    commitAfter,
  });
  return { paths, plan };
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

/** What today's template refuses it does not run, so that nobody can say whether it would have brought a workflow online. */
function refusalOf({ problems }: Rendering): ReportStep[] {
  const [first] = problems;
  return first
    ? [
        {
          what: 'workflow',
          outcome: 'failed',
          message: `The workflow is as it was, for the template takes these values no more: ${first.message} Change the pipeline to values that it takes.`,
        },
      ]
    : [];
}

/** The workflow as the new file has it, remembered as something that the pipeline's own task made. */
export async function applyWorkflow(
  wanted: WantedChange,
  rendering: Rendering,
): Promise<ReportStep[]> {
  const { context, booked, repository } = wanted;
  const refusal = refusalOf(rendering);
  if (refusal.length > 0) return refusal;
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

/** The catalog reads the descriptor again at once, if it can. */
export async function tellCatalog({ context, booked }: WantedChange) {
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

/** What was edited by hand and stands still. */
function keptSteps({ edited }: ChangePlan): ReportStep[] {
  return edited
    .filter(({ outcome }) => outcome !== 'replaced')
    .map(({ path, message }) => ({
      what: 'files',
      outcome: 'kept',
      message: `${path}: ${message}`,
    }));
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
  const { paths, plan } = await commit(wanted, rendering);
  const steps: ReportStep[] = [
    {
      what: 'files',
      outcome: paths.length > 0 ? 'done' : 'already',
      message:
        paths.length > 0
          ? `One commit changes ${paths.join(', ')}.`
          : 'Nothing differs from what stands.',
    },
    ...keptSteps(plan),
    ...(await applyWorkflow(wanted, { ...rendering, files: plan.files })),
  ];
  await tellCatalog(wanted);
  const complete = !steps.some(({ outcome }) => outcome === 'failed');
  return { name: booked.name, complete, steps };
}
