import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError, ResponseError } from '@backstage/errors';
import { z } from 'zod';
import { PluginDoor } from './createPluginDoor';

const TaskSchema = z.object({
  id: z.string(),
  status: z.string(),
  createdBy: z.string().nullish(),
  spec: z.object({
    parameters: z.record(z.string(), z.unknown()).default({}),
    templateInfo: z.object({ entityRef: z.string() }).optional(),
  }),
});

/** What the scaffolder knows about a task. */
export interface ScaffolderTask {
  id: string;
  /** It has not ended. */
  isRunning: boolean;
  /** It ended, and well. */
  isComplete: boolean;
  createdBy: string;
  template: string;
  values: Record<string, unknown>;
}

/**
 * Reads a task.
 *
 * @param credentials - With whose rights; the portal's own when absent.
 * @throws NotFoundError when there is none, or they may not see it.
 */
export async function readTask(
  door: PluginDoor,
  id: string,
  credentials?: BackstageCredentials,
): Promise<ScaffolderTask> {
  const path = `/v2/tasks/${encodeURIComponent(id)}`;
  const answer = await door
    .ask({ plugin: 'scaffolder', path, credentials })
    .catch((cause: unknown) => {
      if (cause instanceof ResponseError && cause.response.status < 500) {
        throw new NotFoundError(
          `There is no task ${id} that you may see; look at the list of your tasks.`,
          cause,
        );
      }
      throw cause;
    });
  const task = TaskSchema.parse(answer);
  return {
    id: task.id,
    isRunning: task.status === 'open' || task.status === 'processing',
    isComplete: task.status === 'completed',
    createdBy: task.createdBy ?? 'service:unknown',
    template: task.spec.templateInfo?.entityRef ?? 'template:default/unknown',
    values: task.spec.parameters,
  };
}
