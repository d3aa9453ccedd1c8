/**
 * How workflows do: whether they are online and scheduled, when they last ran and last succeeded, and how many of
 * their runs succeed. Dry runs and runs that somebody stopped say nothing about success; no ended run is *unmeasured*
 * and not zero.
 */
import { lastKnown, Observation } from '../../model';
import { mapObservation } from '../observations';
import {
  ReleaseState,
  RunsView,
  Workflow,
  WorkflowRun,
  WorkflowSchedule,
} from '../workflows';

/** What is known of a workflow. */
export interface WorkflowJudgement {
  code: string;
  name: string;
  projectName: string;
  state: ReleaseState;
  /** `none`: it has no schedule. `unknown`: schedules cannot be read. */
  schedule: ReleaseState | 'none';
  crontab?: string;
  timezone?: string;
  /** Absent when runs cannot be read. */
  runs?: {
    /** The stretch that was looked at, ISO 8601 UTC. */
    from: string;
    to: string;
    /** False when there were more runs than were read; numbers are then of the newest. */
    complete: boolean;
    succeeded: number;
    failed: number;
    running: number;
    /** Stopped by somebody, or in a state that we do not know. */
    other: number;
    /** 0 to 1; absent when no run ended in that time: unmeasured. */
    successRate?: number;
    last?: WorkflowRun;
    lastSuccess?: WorkflowRun;
    /** Failed runs since the last success, newest first. */
    failuresInARow: number;
  };
  /** Schedules or runs are of an earlier read. */
  stale: boolean;
  /** What keeps it from running by itself, or from being known; each one sentence. */
  caveats: string[];
}

function startOf(run: WorkflowRun): string {
  return run.startedAt ?? run.scheduledFor ?? '';
}

function countRuns(
  all: readonly WorkflowRun[],
  view: RunsView,
): NonNullable<WorkflowJudgement['runs']> {
  const runs = all
    .filter(({ dryRun }) => !dryRun)
    .sort((one, other) => startOf(other).localeCompare(startOf(one)));
  const count = (outcome: WorkflowRun['outcome']) =>
    runs.filter(run => run.outcome === outcome).length;
  const [succeeded, failed, running] = [
    count('succeeded'),
    count('failed'),
    count('running'),
  ];
  const ended = runs.filter(
    ({ outcome }) => outcome === 'succeeded' || outcome === 'failed',
  );
  const firstGood = ended.findIndex(({ outcome }) => outcome === 'succeeded');
  const lastSuccess = runs.find(({ outcome }) => outcome === 'succeeded');
  return {
    from: view.from,
    to: view.to,
    complete: view.complete,
    succeeded,
    failed,
    running,
    other: runs.length - succeeded - failed - running,
    failuresInARow: firstGood < 0 ? ended.length : firstGood,
    ...(ended.length > 0 ? { successRate: succeeded / ended.length } : {}),
    ...(runs.length > 0 ? { last: runs[0] } : {}),
    ...(lastSuccess ? { lastSuccess } : {}),
  };
}

interface Known {
  schedules: Observation<WorkflowSchedule[]>;
  runs: Observation<RunsView>;
  now: number;
}

interface ScheduleState
  extends Pick<WorkflowJudgement, 'schedule' | 'crontab' | 'timezone'> {
  /** Its last day is past. */
  over: boolean;
}

function describeSchedule(
  workflow: Workflow,
  { schedules, now }: Known,
): ScheduleState {
  const all = lastKnown(schedules)?.value;
  if (!all) return { schedule: 'unknown', over: false };
  const own = all.filter(({ workflowCode }) => workflowCode === workflow.code);
  const schedule = own.find(({ state }) => state === 'online') ?? own[0];
  if (!schedule) return { schedule: 'none', over: false };
  const { state, crontab, timezone, endsAt } = schedule;
  const over = endsAt !== undefined && Date.parse(endsAt) < now;
  return { schedule: state, crontab, ...(timezone ? { timezone } : {}), over };
}

function listCaveats(
  workflow: Workflow,
  schedule: ScheduleState,
  known: Known,
): string[] {
  const caveats: string[] = [];
  const { name } = workflow;
  if (workflow.state === 'offline')
    caveats.push(`${name} is offline: it cannot run; release it.`);
  if (schedule.schedule === 'none')
    caveats.push(
      `${name} has no schedule: it runs only when somebody starts it.`,
    );
  if (schedule.schedule === 'offline')
    caveats.push(
      `The schedule of ${name} is offline: it does not run by itself.`,
    );
  if (schedule.over)
    caveats.push(
      `The schedule of ${name} is over: it does not run by itself any more.`,
    );
  for (const [what, observation] of [
    ['Schedules', known.schedules],
    ['Runs', known.runs],
  ] as const) {
    if (!observation.ok)
      caveats.push(`${what} cannot be read: ${observation.reason}`);
  }
  return caveats;
}

/** What is known of every workflow; schedules or runs that cannot be read leave their part open and say why. */
export function judgeWorkflows(options: {
  workflows: Observation<Workflow[]>;
  schedules: Observation<WorkflowSchedule[]>;
  runs: Observation<RunsView>;
  /** Milliseconds since the epoch. */
  now: number;
}): Observation<WorkflowJudgement[]> {
  const { schedules, runs } = options;
  const view = lastKnown(runs)?.value;
  const byWorkflow = new Map<string, WorkflowRun[]>();
  for (const run of view?.runs ?? []) {
    const list = byWorkflow.get(run.workflowCode) ?? [];
    byWorkflow.set(run.workflowCode, list);
    list.push(run);
  }
  return mapObservation(options.workflows, workflows =>
    workflows.map((workflow): WorkflowJudgement => {
      const described = describeSchedule(workflow, options);
      const { over: _, ...schedule } = described;
      return {
        code: workflow.code,
        name: workflow.name,
        projectName: workflow.projectName,
        state: workflow.state,
        ...schedule,
        ...(view
          ? { runs: countRuns(byWorkflow.get(workflow.code) ?? [], view) }
          : {}),
        stale: !schedules.ok || !runs.ok,
        caveats: listCaveats(workflow, described, options),
      };
    }),
  );
}
