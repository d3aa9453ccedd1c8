/** A workflow of DolphinScheduler with its tasks, whose names differ by version: `readPipeline` accepts them all. */
import { z } from 'zod';
import { JsonObject } from '../../kubernetes';
import { PipelineText, readPipeline } from '../../pipelines';

/**
 * `GET /projects/{code}/process-definition/{code}`, or `workflow-definition`: the definition with its tasks. Scripts come without what looks like a
 * credential.
 */
export const DolphinDag = z
  .object({ taskDefinitionList: z.array(z.record(z.string(), z.json())) })
  .catchall(z.json())
  .transform((told): PipelineText => readPipeline(told as JsonObject));
