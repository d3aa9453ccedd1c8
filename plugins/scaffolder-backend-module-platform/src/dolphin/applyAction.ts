/**
 * `dolphinscheduler:workflow:apply`: the thin shell around `applyWorkflow` of platform-node, where the work is described.
 */
import {
  carryRepository,
  ImportableWorkflow,
  JsonValue,
  workflowImages,
} from '@254carbon/backstage-plugin-platform-common';
import {
  applyWorkflow,
  DolphinClient,
  DolphinSettings,
  EffectRecorder,
  findImage,
  PlatformDoor,
} from '@254carbon/backstage-plugin-platform-node';
import { InputError } from '@backstage/errors';
import {
  ActionContext,
  createTemplateAction,
} from '@backstage/plugin-scaffolder-node';
import type { z as zod } from 'zod/v3';
import { examples, inputSchema, outputSchema } from './applySchema';
import { convertOrRefuse, readJsonFile } from './readWorkflowFile';

/** What applying needs of the backend. */
export interface ApplyDependencies {
  readonly door: Pick<PlatformDoor, 'ask'>;
  /** Remembers what was made, so that it can be undone. */
  readonly effects?: Pick<EffectRecorder, 'record'>;
  /** Absent when `platform.dolphinScheduler` is not configured. */
  readonly settings?: DolphinSettings;
}

type Input = zod.infer<ReturnType<typeof inputSchema>>;
type Output = zod.infer<ReturnType<typeof outputSchema>>;
type Context = ActionContext<Input, Output>;

async function readOne(ctx: Context): Promise<ImportableWorkflow> {
  const { path, workflow, dataSources, repositoryUrl } = ctx.input;
  const json =
    workflow === undefined
      ? await readJsonFile(ctx.workspacePath, path)
      : (workflow as JsonValue);
  const what = workflow === undefined ? path : 'The workflow';
  const { importable, warnings } = convertOrRefuse(json, { what, dataSources });
  for (const warning of warnings) ctx.logger.warn(warning);
  const [one, ...more] = importable;
  if (more.length > 0) {
    throw new InputError(
      `${what} holds ${importable.length} workflows; apply one at a time.`,
    );
  }
  return repositoryUrl ? carryRepository(one, repositoryUrl) : one;
}

/** Why the workflow is to stay offline; `undefined` when it may run. */
async function findObstacle(
  ctx: Context,
  workflow: ImportableWorkflow,
  door: ApplyDependencies['door'],
): Promise<string | undefined> {
  if (!ctx.input.online) return 'It was asked to stay offline.';
  for (const image of workflowImages(workflow)) {
    const state = await findImage(door, image);
    if (!state.ok) return `There is ${state.reason}`;
  }
  return undefined;
}

function tellDryRun(ctx: Context, told: Pick<Output, 'name' | 'project'>) {
  ctx.logger.info(
    `Would apply the workflow '${told.name}' in the project '${told.project}'`,
  );
  outputAll(ctx, {
    ...told,
    created: false,
    changed: false,
    online: false,
    reason: 'Nothing is written in a dry run.',
    nextRuns: [],
  });
}

function outputAll(ctx: Context, output: Output): void {
  for (const [name, value] of Object.entries(output)) {
    if (value !== undefined) ctx.output(name as keyof Output, value);
  }
}

/** Where people look at a workflow. */
function pageOf(
  { webUrl }: DolphinSettings,
  { projectCode, code }: { projectCode: number; code: number },
): { url?: string } {
  return webUrl
    ? {
        url: `${webUrl}/ui/projects/${projectCode}/workflow/definitions/${code}`,
      }
    : {};
}

async function apply(
  ctx: Context,
  workflow: ImportableWorkflow,
  told: ApplyDependencies & { settings: DolphinSettings },
): Promise<Output> {
  const { settings, door, effects } = told;
  const project = ctx.input.project ?? settings.project;
  const { name } = workflow.processDefinition;
  const applied = await applyWorkflow({
    client: new DolphinClient({ door, settings }),
    workflow,
    project,
    // A step that fails after this leaves a workflow behind: it is known before anything else is tried.
    made: async codes => {
      await effects?.record({
        ...effectOf(ctx, `${project}/${name}`, true),
        ...pageOf(settings, codes),
        kind: 'workflow',
      });
    },
    offlineBecause: await findObstacle(ctx, workflow, door),
    dryRun: ctx.input.dryRun,
    adopt: ctx.input.adopt,
    log: message => ctx.logger.info(message),
    signal: ctx.signal,
  });
  const { code, projectCode, scheduleId, revision, ...rest } = applied;
  return {
    ...rest,
    name,
    project,
    code: String(code),
    projectCode: String(projectCode),
    ...(scheduleId === undefined ? {} : { scheduleId: String(scheduleId) }),
    ...pageOf(settings, { projectCode, code }),
  };
}

function effectOf(ctx: Context, ref: string, made: boolean) {
  return { taskId: ctx.task.id, step: 'workflow', ref, made };
}

/** What stood before the task is not undone with it. */
async function recordWorkflow(
  ctx: Context,
  { project, name, url, created, scheduleId }: Output,
  effects: ApplyDependencies['effects'],
): Promise<void> {
  const made = { ...effectOf(ctx, `${project}/${name}`, created), url };
  await effects?.record({ ...made, kind: 'workflow' });
  if (scheduleId !== undefined)
    await effects?.record({ ...made, kind: 'schedule' });
}

/** Makes the action. */
export function createApplyWorkflowAction({
  door,
  effects,
  settings,
}: ApplyDependencies) {
  return createTemplateAction({
    id: 'dolphinscheduler:workflow:apply',
    description:
      'Creates or updates a workflow of DolphinScheduler by its name and brings it online with its schedule; a second time writes nothing.',
    examples,
    supportsDryRun: true,
    schema: { input: inputSchema, output: outputSchema },
    async handler(ctx) {
      const workflow = await readOne(ctx);
      const { name } = workflow.processDefinition;
      const project = ctx.input.project ?? settings?.project ?? '';
      if (ctx.isDryRun) {
        tellDryRun(ctx, { name, project });
        return;
      }
      if (!settings) {
        throw new InputError(
          'The portal is not told how to write to DolphinScheduler; set platform.dolphinScheduler.token.',
        );
      }
      const output = await ctx.checkpoint({
        key: `dolphinscheduler.${project}.${name}`,
        fn: () => apply(ctx, workflow, { settings, door, effects }),
      });
      await recordWorkflow(ctx, output, effects);
      outputAll(ctx, output);
      if (output.reason) ctx.logger.warn(output.reason);
    },
  });
}
