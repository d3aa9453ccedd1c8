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
import { Zod } from '../actions/schema';
import { convertOrRefuse, readJsonFile } from './readWorkflowFile';

const DEFAULT_PATH = 'workflow/dolphinscheduler.json';

const examples = [
  {
    description: 'Bring the workflow of a published connector online.',
    example: `steps:
  - id: workflow
    action: dolphinscheduler:workflow:apply
    input:
      path: workflow/dolphinscheduler.json
      repositoryUrl: \${{ steps.publish.output.remoteUrl }}
`,
  },
];

/** What applying needs of the backend. */
export interface ApplyDependencies {
  readonly door: Pick<PlatformDoor, 'ask'>;
  /** Remembers what was made, so that it can be undone. */
  readonly effects?: Pick<EffectRecorder, 'record'>;
  /** Absent when `platform.dolphinScheduler` is not configured. */
  readonly settings?: DolphinSettings;
}

function inputSchema(z: Zod) {
  return z.object({
    path: z
      .string()
      .default(DEFAULT_PATH)
      .describe('File of the workspace with one workflow'),
    workflow: z
      .union([z.record(z.any()), z.array(z.record(z.any()))])
      .optional()
      .describe('The workflow itself, in place of a file'),
    project: z
      .string()
      .max(255)
      .optional()
      .describe('Name of the project; the configured one unless told'),
    repositoryUrl: z
      .string()
      .url()
      .optional()
      .describe('Clone URL of the repository that the steps are from'),
    online: z.boolean().default(true).describe('Switch it and its schedule on'),
    dryRun: z
      .boolean()
      .default(true)
      .describe('Walk through it without running its tasks'),
    adopt: z
      .boolean()
      .default(false)
      .describe('Take over a workflow of this name that others wrote'),
    dataSources: z
      .record(z.number().int())
      .optional()
      .describe('Numbers of data sources in the scheduler, by name'),
  });
}

function outputSchema(z: Zod) {
  return z.object({
    name: z.string(),
    project: z.string(),
    projectCode: z.string().optional(),
    code: z.string().optional().describe('Code of the workflow'),
    version: z.number().optional(),
    created: z.boolean().describe('It was not there before'),
    changed: z.boolean().describe('Something was written'),
    online: z.boolean(),
    reason: z.string().optional().describe('Why it is offline'),
    scheduleId: z.string().optional(),
    nextRuns: z.array(z.string()).describe('As the scheduler reads it'),
    url: z.string().optional().describe('Its page in the scheduler'),
  });
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

async function apply(
  ctx: Context,
  workflow: ImportableWorkflow,
  told: { settings: DolphinSettings; door: ApplyDependencies['door'] },
): Promise<Output> {
  const { settings, door } = told;
  const project = ctx.input.project ?? settings.project;
  const applied = await applyWorkflow({
    client: new DolphinClient({ door, settings }),
    workflow,
    project,
    offlineBecause: await findObstacle(ctx, workflow, door),
    dryRun: ctx.input.dryRun,
    adopt: ctx.input.adopt,
    log: message => ctx.logger.info(message),
    signal: ctx.signal,
  });
  const { code, projectCode, scheduleId, revision, ...rest } = applied;
  const { webUrl } = settings;
  return {
    ...rest,
    name: workflow.processDefinition.name,
    project,
    code: String(code),
    projectCode: String(projectCode),
    ...(scheduleId === undefined ? {} : { scheduleId: String(scheduleId) }),
    ...(webUrl
      ? {
          url: `${webUrl}/ui/projects/${projectCode}/workflow/definitions/${code}`,
        }
      : {}),
  };
}

/** What stood before the task is not undone with it. */
async function recordWorkflow(
  ctx: Context,
  { project, name, url, created, scheduleId }: Output,
  effects: ApplyDependencies['effects'],
): Promise<void> {
  const made = {
    taskId: ctx.task.id,
    step: 'workflow',
    ref: `${project}/${name}`,
    url,
    made: created,
  };
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
        fn: () => apply(ctx, workflow, { settings, door }),
      });
      await recordWorkflow(ctx, output, effects);
      outputAll(ctx, output);
      if (output.reason) ctx.logger.warn(output.reason);
    },
  });
}
