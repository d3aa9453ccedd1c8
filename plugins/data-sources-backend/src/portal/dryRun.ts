/** The scaffolder's own dry run: what a template writes is never computed here a second time. */
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { ResponseError, ServiceUnavailableError } from '@backstage/errors';
import { z } from 'zod';
import { PluginDoor } from './createPluginDoor';
import { TemplateFile } from './readTemplate';

const LogSchema = z.object({
  body: z.object({
    message: z.string().default(''),
    stepId: z.string().optional(),
    status: z.string().optional(),
  }),
});
const StepSchema = z.object({
  id: z.string(),
  name: z.string(),
  action: z.string(),
});
const DoneSchema = z.object({
  log: z.array(LogSchema),
  steps: z.array(StepSchema),
  directoryContents: z.array(
    z.object({ path: z.string(), base64Content: z.string() }),
  ),
});
const RefusedSchema = z.object({
  errors: z.array(
    z.object({
      property: z.string().optional(),
      name: z.string().optional(),
      argument: z.unknown().optional(),
      message: z.string().default('is not valid'),
    }),
  ),
});
const FailedSchema = z.object({ error: z.object({ message: z.string() }) });

/** Why a value of the form is refused by the template's own schema. */
export interface FieldProblem {
  field?: string;
  message: string;
}

/** What a dry run gave. */
export type DryRun =
  | {
      outcome: 'done';
      files: Map<string, Buffer>;
      log: Array<{ stepId?: string; status?: string; message: string }>;
    }
  | { outcome: 'refused'; problems: FieldProblem[] }
  | { outcome: 'failed'; message: string };

/** A template and what somebody filled in. */
export interface DryRunRequest {
  entity: Entity;
  files: readonly TemplateFile[];
  values: Record<string, unknown>;
  credentials: BackstageCredentials;
  /** Only these steps are run; all of them when absent. */
  keep?: (step: { action: string }) => boolean;
}

type Problem = z.infer<typeof RefusedSchema>['errors'][number];

function toFieldProblem({ property, name, argument, message }: Problem) {
  const path = property?.replace(/^instance\.?/, '') ?? '';
  const missing =
    name === 'required' && typeof argument === 'string' ? argument : undefined;
  const field = (missing ?? path.split(/[.[]/)[0]) || undefined;
  return {
    field,
    message: missing ? 'is missing; fill it in' : message,
  };
}

function trim(entity: Entity, keep: DryRunRequest['keep']): unknown {
  const { name, namespace, title, annotations } = entity.metadata;
  const spec = { ...entity.spec };
  const steps = Array.isArray(spec.steps) ? spec.steps : [];
  if (keep) {
    spec.steps = steps.filter(step =>
      keep(StepSchema.pick({ action: true }).parse(step)),
    );
    // What a step that is left out would have said cannot be put out.
    delete spec.output;
  }
  return {
    apiVersion: entity.apiVersion,
    kind: entity.kind,
    metadata: { name, namespace, title, annotations },
    spec,
  };
}

async function readRefusal(response: Response): Promise<DryRun> {
  const copy = response.clone();
  const json: unknown = await response.json().catch(() => undefined);
  const refused = RefusedSchema.safeParse(json);
  if (refused.success) {
    const problems = refused.data.errors.map(toFieldProblem);
    return { outcome: 'refused', problems };
  }
  const failed = FailedSchema.safeParse(json);
  // 4xx and 5xx of a step's own error both carry a message; what has none is the scaffolder itself.
  if (failed.success && ![401, 403].includes(response.status)) {
    return { outcome: 'failed', message: failed.data.error.message };
  }
  throw await ResponseError.fromResponse(copy);
}

/**
 * Runs a template without effects, with the rights of whoever asks.
 *
 * @throws ResponseError when they may not, ServiceUnavailableError when the scaffolder's answer is not understood.
 */
export async function dryRun(
  door: PluginDoor,
  request: DryRunRequest,
): Promise<DryRun> {
  const { entity, files, values, credentials, keep } = request;
  const response = await door.send({
    plugin: 'scaffolder',
    path: '/v2/dry-run',
    method: 'POST',
    credentials,
    body: {
      template: trim(entity, keep),
      values,
      directoryContents: files.map(({ path, content }) => ({
        path,
        base64Content: content.toString('base64'),
      })),
    },
  });
  if (!response.ok) return readRefusal(response);
  const parsed = DoneSchema.safeParse(await response.json());
  if (!parsed.success) {
    throw new ServiceUnavailableError(
      'The answer of the scaffolder to a dry run is not understood; compare its version with the one that this portal was built for.',
      parsed.error,
    );
  }
  const { directoryContents, log } = parsed.data;
  return {
    outcome: 'done',
    files: new Map(
      directoryContents.map(({ path, base64Content }) => [
        path,
        Buffer.from(base64Content, 'base64'),
      ]),
    ),
    log: log.map(({ body }) => body),
  };
}
