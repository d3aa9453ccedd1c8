/** What a pipeline's definition says, whoever holds it: the scheduler's own API, or a file of a tree. */
import { z } from 'zod';

/** A step of a pipeline, as its definition writes it. */
export const PipelineStepSchema = z.object({
  name: z.string(),
  /** `SHELL`, `PYTHON`, `SQL`, ... in the scheduler's word. */
  type: z.string(),
  /** What it runs, without credentials; absent when the definition does not hold it. */
  script: z.string().optional(),
  /** It was switched off: the scheduler passes over it. */
  disabled: z.boolean().optional(),
  /** Retries after a failure; absent when the definition does not say. */
  retries: z.number().optional(),
  /** Minutes between two tries. */
  retryMinutes: z.number().optional(),
  /** Files that it refers to, as paths of the tree that holds it. */
  files: z.array(z.string()).readonly().optional(),
});
/** A step of a pipeline. */
export type PipelineStep = z.infer<typeof PipelineStepSchema>;

/** A place where results of a pipeline go. */
export const PipelineSinkSchema = z.object({
  kind: z.enum(['topic', 'table', 'bucket']),
  name: z.string(),
  /** Whether it is there; absent when nobody knows. */
  exists: z.boolean().optional(),
});
/** A place where results of a pipeline go. */
export type PipelineSink = z.infer<typeof PipelineSinkSchema>;

/** Requests that a pipeline makes of a source a day, and what the source allows. */
export const PipelineQuotaSchema = z.object({
  source: z.string(),
  requestsPerDay: z.number(),
  allowedPerDay: z.number(),
});
/** Requests that a pipeline makes of a source a day, and what the source allows. */
export type PipelineQuota = z.infer<typeof PipelineQuotaSchema>;

/** What the definition of a pipeline says of what it does. */
export const PipelineTextSchema = z.object({
  steps: z.array(PipelineStepSchema),
  /** Absent when the definition does not say where its results go. */
  sinks: z.array(PipelineSinkSchema).optional(),
  quota: PipelineQuotaSchema.optional(),
});
/** What the definition of a pipeline says of what it does. */
export type PipelineText = z.infer<typeof PipelineTextSchema>;
