/**
 * The answers of DolphinScheduler's API server, versions 3.1 to 3.3.
 *
 * HTTP 200 says nothing: success is `code: 0` in the envelope. No login is 401 with an empty body. Times have no
 * zone and are taken for UTC. Version 3.3 says `workflow` where older ones say `process`; both are accepted in
 * every field, so that only paths depend on the version. Statistics have one shape up to 3.2.0 and another from
 * 3.2.2 on. Source: the upstream controllers and entities at 3.1.9, 3.2.0, 3.2.2 and its development branch.
 */
import { z } from 'zod';
import {
  ReleaseState,
  RunOutcome,
  RunStatistics,
  TaskRun,
  Workflow,
  WorkflowProject,
  WorkflowRun,
  WorkflowSchedule,
} from '../workflows';
import { readTime, WireText } from './wire';

/** Codes are longs; they fit a number today, and are text from here on. */
const Code = z.union([z.number(), z.string()]).transform(String);

const DATE_TIME = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?$/;

/** `yyyy-MM-dd HH:mm:ss` without a zone, milliseconds, or nothing. */
const DolphinTime = z
  .union([z.string(), z.number(), z.null()])
  .optional()
  .transform(told => {
    if (typeof told === 'number') return readTime(told / 1000);
    const parts = DATE_TIME.exec(told ?? '');
    return readTime(parts ? `${parts[1]}T${parts[2]}Z` : told);
  });

function readRelease(told: string): ReleaseState {
  const state = told.toLowerCase();
  return state === 'online' || state === 'offline' ? state : 'unknown';
}

const OUTCOMES: Record<Exclude<RunOutcome, 'unknown'>, readonly string[]> = {
  succeeded: ['SUCCESS', 'FORCED_SUCCESS'],
  failed: ['FAILURE', 'NEED_FAULT_TOLERANCE'],
  stopped: ['STOP', 'KILL', 'PAUSE', 'BLOCK'],
  running: [
    'SUBMITTED_SUCCESS',
    'RUNNING_EXECUTION',
    'READY_PAUSE',
    'READY_STOP',
    'DELAY_EXECUTION',
    'SERIAL_WAIT',
    'READY_BLOCK',
    'WAIT_TO_RUN',
    'DISPATCH',
    'FAILOVER',
  ],
};

/** The software's own word for a state in ours; a word that we do not know is `unknown`. */
export function readOutcome(state: string): RunOutcome {
  for (const [outcome, words] of Object.entries(OUTCOMES)) {
    if (words.includes(state)) return outcome as RunOutcome;
  }
  return 'unknown';
}

/** `GET /projects`. */
export const DolphinProject = z
  .object({
    code: Code,
    name: z.string(),
    defCount: z.number().int().nullish(),
    instRunningCount: z.number().int().nullish(),
  })
  .transform(
    ({ code, name, defCount, instRunningCount }): WorkflowProject => ({
      code,
      name,
      ...(typeof defCount === 'number' ? { definitions: defCount } : {}),
      ...(typeof instRunningCount === 'number'
        ? { running: instRunningCount }
        : {}),
    }),
  );

/** `GET /projects/{code}/process-definition`, or `workflow-definition`; the project is filled in by the caller. */
export const DolphinDefinition = z
  .object({
    code: Code,
    name: z.string(),
    version: z.number().int().optional(),
    description: WireText,
    releaseState: WireText,
    updateTime: DolphinTime,
  })
  .transform(
    ({
      code,
      name,
      version,
      description,
      releaseState,
      updateTime,
    }): Omit<Workflow, 'projectCode' | 'projectName'> => ({
      code,
      name,
      description,
      state: readRelease(releaseState),
      ...(version === undefined ? {} : { version }),
      ...(updateTime ? { updatedAt: updateTime } : {}),
    }),
  );

/** `GET /projects/{code}/schedules`. */
export const DolphinSchedule = z
  .object({
    id: Code,
    processDefinitionCode: Code.optional(),
    workflowDefinitionCode: Code.optional(),
    releaseState: WireText,
    crontab: z.string(),
    timezoneId: WireText,
    startTime: DolphinTime,
    endTime: DolphinTime,
  })
  .transform(
    (schedule): Omit<WorkflowSchedule, 'projectCode'> => ({
      id: schedule.id,
      workflowCode:
        schedule.workflowDefinitionCode ?? schedule.processDefinitionCode ?? '',
      state: readRelease(schedule.releaseState),
      crontab: schedule.crontab,
      ...(schedule.timezoneId ? { timezone: schedule.timezoneId } : {}),
      ...(schedule.startTime ? { startsAt: schedule.startTime } : {}),
      ...(schedule.endTime ? { endsAt: schedule.endTime } : {}),
    }),
  );

/** `GET /projects/{code}/process-instances`, or `workflow-instances`. */
export const DolphinRun = z
  .object({
    id: Code,
    name: z.string(),
    processDefinitionCode: Code.optional(),
    workflowDefinitionCode: Code.optional(),
    state: WireText,
    commandType: WireText,
    scheduleTime: DolphinTime,
    startTime: DolphinTime,
    endTime: DolphinTime,
    dryRun: z.union([z.number(), z.boolean()]).nullish(),
  })
  .transform(
    (run): Omit<WorkflowRun, 'projectCode'> => ({
      id: run.id,
      name: run.name,
      workflowCode:
        run.workflowDefinitionCode ?? run.processDefinitionCode ?? '',
      state: run.state,
      outcome: readOutcome(run.state),
      dryRun: Boolean(run.dryRun),
      ...(run.commandType ? { command: run.commandType } : {}),
      ...(run.scheduleTime ? { scheduledFor: run.scheduleTime } : {}),
      ...(run.startTime ? { startedAt: run.startTime } : {}),
      ...(run.endTime ? { endedAt: run.endTime } : {}),
    }),
  );

/** `GET /projects/{code}/task-instances`. */
export const DolphinTaskRun = z
  .object({
    id: Code,
    name: z.string(),
    taskType: WireText,
    processInstanceId: Code.optional(),
    workflowInstanceId: Code.optional(),
    state: WireText,
    startTime: DolphinTime,
    endTime: DolphinTime,
    retryTimes: z.number().int().nullish(),
    host: WireText,
  })
  .transform(
    (task): TaskRun => ({
      id: task.id,
      name: task.name,
      type: task.taskType,
      workflowRunId: task.workflowInstanceId ?? task.processInstanceId ?? '',
      state: task.state,
      outcome: readOutcome(task.state),
      ...(task.startTime ? { startedAt: task.startTime } : {}),
      ...(task.endTime ? { endedAt: task.endTime } : {}),
      ...(typeof task.retryTimes === 'number'
        ? { retries: task.retryTimes }
        : {}),
      ...(task.host ? { host: task.host } : {}),
    }),
  );

function toStatistics(
  total: number,
  counts: readonly { state: string; count: number }[],
): RunStatistics {
  return {
    total,
    byState: counts.map(({ state, count }) => ({
      state,
      count,
      outcome: readOutcome(state),
    })),
  };
}

/** Counts under a name of their own, as newer versions tell them. */
function namedStatistics(name: string) {
  const counts = z.array(
    z.object({ state: z.string(), count: z.number().int() }),
  );
  return z
    .object({ totalCount: z.number().int() })
    .and(z.object({ [name]: counts }))
    .transform(told => toStatistics(told.totalCount, counts.parse(told[name])));
}

/** `GET /projects/analysis/process-state-count` (`workflow-state-count` in 3.3) and `.../task-state-count`, in all of their shapes. */
export const DolphinStatistics = z.union([
  z
    .object({
      totalCount: z.number().int(),
      taskCountDtos: z.array(
        z.object({ taskStateType: z.string(), count: z.number().int() }),
      ),
    })
    .transform(({ totalCount, taskCountDtos }) =>
      toStatistics(
        totalCount,
        taskCountDtos.map(({ taskStateType, count }) => ({
          state: taskStateType,
          count,
        })),
      ),
    ),
  namedStatistics('workflowInstanceStatusCounts'),
  namedStatistics('taskInstanceStatusCounts'),
]);
