/** The few fields of the scheduler's answers that writing needs, under the names of every version. */
import { z } from 'zod';

const Text = z
  .string()
  .nullish()
  .transform(told => told ?? '');

/** A page of a list. */
export const PageShape = z.object({ totalList: z.array(z.unknown()) });

/** A project. */
export const ProjectShape = z.object({ code: z.number(), name: z.string() });

/** The half of a definition that is not its tasks. */
export const HeadShape = z.object({
  code: z.number(),
  name: z.string(),
  version: z.number().int(),
  description: Text,
  releaseState: z.string(),
});

/** A definition with its tasks. */
export const DagShape = z
  .object({
    processDefinition: HeadShape.optional(),
    workflowDefinition: HeadShape.optional(),
    taskDefinitionList: z.array(
      z.object({ code: z.number(), name: z.string() }),
    ),
  })
  .transform((told, context) => {
    const head = told.processDefinition ?? told.workflowDefinition;
    if (head) return { ...head, tasks: told.taskDefinitionList };
    context.addIssue({ code: 'custom', message: 'no definition' });
    return z.NEVER;
  });
/** A definition with its tasks. */
export type DolphinDefinitionView = z.output<typeof DagShape>;

/** A schedule. */
export const ScheduleShape = z
  .object({
    id: z.number(),
    processDefinitionCode: z.number().optional(),
    workflowDefinitionCode: z.number().optional(),
    crontab: z.string(),
    timezoneId: Text,
    startTime: Text,
    endTime: Text,
    failureStrategy: Text,
    warningType: Text,
    releaseState: z.string(),
  })
  .transform(({ processDefinitionCode, workflowDefinitionCode, ...rest }) => ({
    ...rest,
    definitionCode: workflowDefinitionCode ?? processDefinitionCode,
  }));
/** A schedule. */
export type DolphinScheduleView = z.output<typeof ScheduleShape>;

/** A run. */
export const InstanceShape = z
  .object({
    id: z.number(),
    state: z.string(),
    dryRun: z.union([z.number(), z.boolean()]).nullish(),
    processDefinitionVersion: z.number().optional(),
    workflowDefinitionVersion: z.number().optional(),
  })
  .transform(one => ({
    id: one.id,
    state: one.state,
    dryRun: Boolean(one.dryRun),
    version: one.workflowDefinitionVersion ?? one.processDefinitionVersion,
  }));
/** A run. */
export type DolphinInstanceView = z.output<typeof InstanceShape>;
