/**
 * What DolphinScheduler knows, in our words. Its version 3.3 renamed process to workflow nearly everywhere; here it
 * is always *workflow*, and codes are text, because they outgrow what is safe to count with.
 */
import { z } from 'zod';
import { InstantSchema } from '../model';
import { PipelineTextSchema } from '../pipelines';

/** A project. */
export const WorkflowProjectSchema = z.object({
  code: z.string(),
  name: z.string(),
  definitions: z.number().int().optional(),
  running: z.number().int().optional(),
});
/** A project. */
export type WorkflowProject = z.infer<typeof WorkflowProjectSchema>;

/** Whether something takes part in scheduling; `unknown` for a word that we do not know. */
export const ReleaseStateSchema = z.enum(['online', 'offline', 'unknown']);
/** Whether something takes part in scheduling. */
export type ReleaseState = z.infer<typeof ReleaseStateSchema>;

/** A workflow's definition. */
export const WorkflowSchema = z.object({
  code: z.string(),
  name: z.string(),
  projectCode: z.string(),
  projectName: z.string(),
  version: z.number().int().optional(),
  description: z.string(),
  state: ReleaseStateSchema,
  updatedAt: InstantSchema.optional(),
});
/** A workflow's definition. */
export type Workflow = z.infer<typeof WorkflowSchema>;

/** What a workflow does, step by step. */
export const WorkflowTextSchema = PipelineTextSchema.extend({
  workflowCode: z.string(),
});
/** What a workflow does, step by step. */
export type WorkflowText = z.infer<typeof WorkflowTextSchema>;

/** What workflows do; `complete` is false when some of them have not been read yet. */
export const WorkflowTextsSchema = z.object({
  complete: z.boolean(),
  texts: z.array(WorkflowTextSchema),
});
/** What workflows do, as far as it was read. */
export type WorkflowTexts = z.infer<typeof WorkflowTextsSchema>;

/** When a workflow is to run. */
export const WorkflowScheduleSchema = z.object({
  id: z.string(),
  workflowCode: z.string(),
  projectCode: z.string(),
  state: ReleaseStateSchema,
  /** Quartz: seconds first, six or seven fields. */
  crontab: z.string(),
  timezone: z.string().optional(),
  /** The schedule is in force from and to; no zone is told, the service user's zone is taken for UTC. */
  startsAt: InstantSchema.optional(),
  endsAt: InstantSchema.optional(),
});
/** When a workflow is to run. */
export type WorkflowSchedule = z.infer<typeof WorkflowScheduleSchema>;

/** How a run or a task is, in four words; the software has some twenty, and `state` keeps its own. */
export const RunOutcomeSchema = z.enum([
  'succeeded',
  'failed',
  'running',
  'stopped',
  'unknown',
]);
/** How a run or a task is. */
export type RunOutcome = z.infer<typeof RunOutcomeSchema>;

/** A run of a workflow. */
export const WorkflowRunSchema = z.object({
  id: z.string(),
  name: z.string(),
  workflowCode: z.string(),
  projectCode: z.string(),
  /** The software's own word: `SERIAL_WAIT`. */
  state: z.string(),
  outcome: RunOutcomeSchema,
  /** `SCHEDULER`, `START_PROCESS`, `COMPLEMENT_DATA`, ... */
  command: z.string().optional(),
  scheduledFor: InstantSchema.optional(),
  startedAt: InstantSchema.optional(),
  endedAt: InstantSchema.optional(),
  dryRun: z.boolean(),
});
/** A run of a workflow. */
export type WorkflowRun = z.infer<typeof WorkflowRunSchema>;

/** A run of one task. */
export const TaskRunSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  workflowRunId: z.string(),
  state: z.string(),
  outcome: RunOutcomeSchema,
  startedAt: InstantSchema.optional(),
  endedAt: InstantSchema.optional(),
  retries: z.number().int().optional(),
  host: z.string().optional(),
});
/** A run of one task. */
export type TaskRun = z.infer<typeof TaskRunSchema>;

/** Runs of a stretch of time; `complete` is false when there were more than were read. */
export const RunsViewSchema = z.object({
  complete: z.boolean(),
  /** The stretch that was asked for. */
  from: InstantSchema,
  to: InstantSchema,
  runs: z.array(WorkflowRunSchema),
});
/** Runs of a stretch of time. */
export type RunsView = z.infer<typeof RunsViewSchema>;

/** Tasks that failed in a stretch of time. */
export const FailedTasksSchema = z.object({
  complete: z.boolean(),
  tasks: z.array(TaskRunSchema),
});
/** Tasks that failed in a stretch of time. */
export type FailedTasks = z.infer<typeof FailedTasksSchema>;

/** What the log of a task that is called a success says against that. Logs themselves are not kept: they hold anything. */
export const TaskLogSchema = z.object({
  workflowRunId: z.string(),
  taskRunId: z.string(),
  /** Name of the task. */
  task: z.string(),
  /** Lines that say that something broke; see `judgeTaskLog`. */
  says: z.array(z.string()),
  /** It was read to its end. */
  whole: z.boolean(),
});
/** What the log of a task says against its success. */
export type TaskLog = z.infer<typeof TaskLogSchema>;

/** Logs of the tasks of each workflow's newest run that is called a success. */
export const TaskLogsSchema = z.object({
  /** Those of every workflow were read, each to its end. */
  complete: z.boolean(),
  logs: z.array(TaskLogSchema),
});
/** Logs of tasks that are called a success. */
export type TaskLogs = z.infer<typeof TaskLogsSchema>;

/** How many runs, or tasks, there were in each state, by the software's own count. */
export const RunStatisticsSchema = z.object({
  total: z.number().int(),
  byState: z.array(
    z.object({
      state: z.string(),
      outcome: RunOutcomeSchema,
      count: z.number().int(),
    }),
  ),
});
/** How many runs there were in each state. */
export type RunStatistics = z.infer<typeof RunStatisticsSchema>;
