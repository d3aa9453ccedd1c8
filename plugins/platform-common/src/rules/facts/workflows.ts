/** The workflows of a scheduler, and how their runs went. */
import { lastKnown, Observation, observed } from '../../model';
import {
  judgeWorkflows,
  mapObservation,
  TaskLogs,
  WorkflowJudgement,
  WorkflowRun,
} from '../../telemetry';
import { FactContext, isScheduler } from './context';
import { notGiven } from './knowledge';
import { schedulerReading } from './definedPipelines';

/** A workflow of the scheduler and how its runs went. */
export interface WorkflowFact {
  object: string;
  name: string;
  /** `online`, `offline`, `none`, `unknown`. */
  schedule: WorkflowJudgement['schedule'];
  state: WorkflowJudgement['state'];
  crontab?: string;
  /** The schedule is past its end. */
  over: boolean;
  /** How its runs went; from when to when was looked at changes with every look. */
  runs?: Omit<NonNullable<WorkflowJudgement['runs']>, 'from' | 'to'>;
  /** The newest run that has ended. */
  lastEnded?: Pick<WorkflowRun, 'id' | 'outcome' | 'state' | 'endedAt'>;
  /** Runs that are called a success and had a task that failed for good; absent when the tasks that failed are not known. */
  contradicted?: readonly { run: string; task: string }[];
  /** What logs say against the newest run that is called a success; absent when it is not known, or there is no such run. */
  said?: readonly { run: string; task: string; line: string }[];
  /** A run is called a success. */
  succeeded: boolean;
}

function withoutStretch({
  from: _,
  to: __,
  ...runs
}: NonNullable<WorkflowJudgement['runs']>): WorkflowFact['runs'] {
  return runs;
}

/** What is known of tasks. */
interface KnownTasks {
  failed: { byRun: ReadonlyMap<string, string>; complete: boolean };
  logs: TaskLogs | undefined;
}

/** What the logs of a run say; `undefined` when they are not known. */
function saidOf(
  { id, name }: WorkflowRun,
  logs: TaskLogs | undefined,
): WorkflowFact['said'] {
  const own = logs?.logs.filter(({ workflowRunId }) => workflowRunId === id);
  const lines = (own ?? []).flatMap(({ task, says }) =>
    says.slice(0, 1).map(line => ({ run: name, task, line })),
  );
  const isWhole = own?.length ? own.every(({ whole }) => whole) : false;
  return lines.length > 0 || isWhole || logs?.complete ? lines : undefined;
}

function workflowFact(
  judgement: WorkflowJudgement,
  runs: readonly WorkflowRun[],
  { failed, logs }: KnownTasks,
  over: boolean,
): WorkflowFact {
  const own = runs
    .filter(
      ({ workflowCode, dryRun }) => workflowCode === judgement.code && !dryRun,
    )
    .sort((a, b) => (b.startedAt ?? '').localeCompare(a.startedAt ?? ''));
  const lastEnded = own.find(
    ({ outcome }) => outcome === 'succeeded' || outcome === 'failed',
  );
  const contradicted = own.flatMap(({ id, outcome, name }) => {
    const task = failed.byRun.get(id);
    return outcome === 'succeeded' && task ? [{ run: name, task }] : [];
  });
  const isKnown = failed.complete || contradicted.length > 0;
  const newest = own.find(({ outcome }) => outcome === 'succeeded');
  const said = newest && saidOf(newest, logs);
  return {
    object: `workflow ${judgement.projectName}/${judgement.name}`,
    name: judgement.name,
    schedule: judgement.schedule,
    state: judgement.state,
    over,
    ...(judgement.crontab ? { crontab: judgement.crontab } : {}),
    ...(judgement.runs ? { runs: withoutStretch(judgement.runs) } : {}),
    ...(lastEnded ? { lastEnded } : {}),
    ...(isKnown ? { contradicted } : {}),
    ...(said ? { said } : {}),
    succeeded: newest !== undefined,
  };
}

/** The workflows of the scheduler that the service is, and how their runs went; none for other services. */
export function extractWorkflows(
  context: FactContext,
): Observation<readonly WorkflowFact[]> {
  const { now, telemetry, service } = context;
  const source = { kind: 'api' as const, name: service.id };
  if (!isScheduler(context)) return observed({ value: [], now, source });
  const reading = schedulerReading(context);
  if (!telemetry || !reading) return notGiven('telemetry', now);
  const { workflows, schedules, runs, failedTasks, logs } = reading.parts;
  const all = lastKnown(runs)?.value.runs ?? [];
  // A task that failed in a run and succeeded at its next try is not kept as failed.
  const lost = lastKnown(failedTasks)?.value;
  const failed = {
    complete: lost?.complete ?? false,
    byRun: new Map(
      lost?.tasks.map(({ workflowRunId, name }) => [workflowRunId, name]),
    ),
  };
  const tasks = { failed, logs: lastKnown(logs)?.value };
  const ended = new Set(
    (lastKnown(schedules)?.value ?? [])
      .filter(({ endsAt }) => endsAt !== undefined && Date.parse(endsAt) < now)
      .map(({ workflowCode }) => workflowCode),
  );
  return mapObservation(
    judgeWorkflows({ workflows, schedules, runs, now }),
    judged =>
      judged.map(one => workflowFact(one, all, tasks, ended.has(one.code))),
  );
}
