/**
 * What logs say against the success of their tasks: of each workflow's newest run that is called a success, the logs of its tasks. What has
 * ended does not change any more, so a run is read once; a round asks few questions and leaves the rest to the next, and a log that is longer
 * than is polite is read as far as that. Lines are judged here and only what they say is kept.
 */
import {
  DolphinLog,
  DolphinRunTasks,
  judgeTaskLog,
  TaskLog,
  TaskLogs,
  TaskRun,
  WorkflowRun,
} from '@254carbon/backstage-plugin-platform-common';
import { Asker, AskError } from '../createAsker';
import { askOne } from './dolphinPages';

/** What earlier rounds read, by the id of the run. */
export type KeptLogs = Map<string, readonly TaskLog[]>;

/** Lines of one question, and questions about one log. */
const PAGE_LINES = 1_000;
const MOST_PAGES = 5;
/** Questions of one round; the rest waits for the next. */
const MOST_QUESTIONS = 40;
/** Questions that may remain without an answer before a round gives up. */
const MOST_FAILURES = 3;

interface Reading {
  asker: Asker;
  /** What runs are called in paths. */
  runs: string;
  kept: KeptLogs;
}

/** The newest run of each workflow that is called a success. */
function newestGood(runs: readonly WorkflowRun[]): WorkflowRun[] {
  const newest = new Map<string, WorkflowRun>();
  for (const run of runs) {
    if (run.outcome !== 'succeeded' || run.dryRun) continue;
    const known = newest.get(run.workflowCode);
    if (!known || (run.startedAt ?? '') > (known.startedAt ?? ''))
      newest.set(run.workflowCode, run);
  }
  return [...newest.values()];
}

/** How many questions a round still has. */
class Budget {
  left = MOST_QUESTIONS;

  take(): boolean {
    this.left -= 1;
    return this.left >= 0;
  }
}

/** Gives `undefined` when the round has no more questions. */
async function readLog(
  asker: Asker,
  { id }: TaskRun,
  budget: Budget,
): Promise<{ lines: string[]; whole: boolean } | undefined> {
  const lines: string[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    if (!budget.take()) return undefined;
    const found = await askOne(
      asker,
      `/log/detail?taskInstanceId=${id}&skipLineNum=${lines.length}&limit=${PAGE_LINES}`,
      DolphinLog,
    );
    lines.push(...found);
    if (found.length < PAGE_LINES) return { lines, whole: true };
  }
  return { lines, whole: false };
}

async function readRun(
  { asker, runs }: Reading,
  run: WorkflowRun,
  budget: Budget,
): Promise<TaskLog[] | undefined> {
  if (!budget.take()) return undefined;
  const tasks = await askOne(
    asker,
    `/projects/${run.projectCode}/${runs}/${run.id}/tasks`,
    DolphinRunTasks,
  );
  const logs: TaskLog[] = [];
  for (const task of tasks) {
    if (task.outcome !== 'succeeded') continue;
    const log = await readLog(asker, task, budget);
    if (!log) return undefined;
    logs.push({
      workflowRunId: run.id,
      taskRunId: task.id,
      task: task.name,
      says: judgeTaskLog(log.lines),
      whole: log.whole,
    });
  }
  return logs;
}

/**
 * What logs say; brings `kept` up to date.
 *
 * @throws AskError when nothing of any log is known because questions remain without an answer.
 */
export async function readLogs(
  reading: Reading,
  runs: readonly WorkflowRun[],
): Promise<TaskLogs> {
  const { kept } = reading;
  const wanted = newestGood(runs);
  const ids = new Set(wanted.map(({ id }) => id));
  for (const id of kept.keys()) if (!ids.has(id)) kept.delete(id);
  const budget = new Budget();
  const failures: AskError[] = [];
  for (const run of wanted) {
    if (kept.has(run.id)) continue;
    if (budget.left <= 0 || failures.length >= MOST_FAILURES) break;
    try {
      const logs = await readRun(reading, run, budget);
      if (logs) kept.set(run.id, logs);
    } catch (error) {
      if (!(error instanceof AskError)) throw error;
      failures.push(error);
    }
  }
  if (failures.length > 0 && kept.size === 0) throw failures[0];
  const logs = wanted.flatMap(({ id }) => kept.get(id) ?? []);
  const isRead = wanted.every(({ id }) => kept.has(id));
  return { complete: isRead && logs.every(({ whole }) => whole), logs };
}
