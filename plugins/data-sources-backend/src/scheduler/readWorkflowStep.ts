/*
 * What the template's own step says about the workflow of a pipeline, so that a change does with it what creating did: the step
 * `dolphinscheduler:workflow:apply`, whether it would run for these values, and its input as far as it is written out.
 */
import {
  carryRepository,
  convertWorkflow,
  ImportableWorkflow,
  JsonValue,
} from '@254carbon/backstage-plugin-platform-common';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { Rendering } from '../preview/renderForm';

const APPLY = 'dolphinscheduler:workflow:apply';

const written = z.string().refine(text => !text.includes('${{'));
const StepSchema = z.object({
  id: z.string().optional(),
  action: z.literal(APPLY),
  input: z.preprocess(
    given => given ?? {},
    z.object({
      path: written.catch('workflow/dolphinscheduler.json'),
      project: written.optional().catch(undefined),
      online: z.boolean().catch(true),
      dryRun: z.boolean().catch(true),
      adopt: z.boolean().catch(false),
    }),
  ),
});

/** What the template does with the workflow of these values. */
export type WorkflowStep =
  /** The template has no such step. */
  | { kind: 'none' }
  /** It has one that these values pass over: somebody else starts the pipeline. */
  | { kind: 'skipped' }
  | {
      kind: 'apply';
      workflow: ImportableWorkflow;
      project?: string;
      online: boolean;
      dryRun: boolean;
      adopt: boolean;
    };

function parseWorkflow(
  rendering: Rendering,
  path: string,
  repositoryUrl: string,
): ImportableWorkflow {
  const text = rendering.files.get(path)?.toString('utf8');
  if (text === undefined) {
    throw new InputError(
      `The template writes no ${path}; correct its step ${APPLY}.`,
    );
  }
  let json: JsonValue;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new InputError(`${path} is no JSON; correct the template.`, cause);
  }
  const { importable, problems } = convertWorkflow(json);
  const [workflow] = importable ?? [];
  if (!workflow) {
    const first = problems.find(({ severity }) => severity === 'error');
    throw new InputError(
      `${path} cannot work as it is: ${first?.problem ?? 'it is empty.'} ${
        first?.cure ?? ''
      }`.trim(),
    );
  }
  return carryRepository(workflow, repositoryUrl);
}

/**
 * Reads the step.
 *
 * @param options.repositoryUrl - Clone URL, which a task that clones is told.
 * @throws InputError when the file of the workflow cannot work.
 */
export function readWorkflowStep(options: {
  rendering: Rendering;
  repositoryUrl: string;
}): WorkflowStep {
  const { rendering, repositoryUrl } = options;
  const steps = z.array(z.unknown()).catch([]);
  const all = steps.parse(rendering.template.spec?.steps);
  for (const [index, given] of all.entries()) {
    const parsed = StepSchema.safeParse(given);
    if (!parsed.success) continue;
    const { id = `step-${index + 1}`, input } = parsed.data;
    const ran = rendering.steps.find(step => step.id === id);
    if (ran?.outcome === 'skipped') return { kind: 'skipped' };
    const { path, ...rest } = input;
    const workflow = parseWorkflow(rendering, path, repositoryUrl);
    return { kind: 'apply', workflow, ...rest };
  }
  return { kind: 'none' };
}
