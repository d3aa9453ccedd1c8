/**
 * A start that runs no task: it shows that the masters take the workflow up and that its tasks can be reached. Once for each version; whether it
 * was is told by the scheduler's own list of runs.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { readOutcome } from '@254carbon/backstage-plugin-platform-common';
import { DolphinClient } from './DolphinClient';
import { DolphinError } from './DolphinError';
import { DolphinDefinitionView, DolphinInstanceView } from './shapes';

const LOOK_MS = 500;
const PATIENCE_MS = 120_000;

/** What is walked through. */
export interface Walk {
  client: DolphinClient;
  projectCode: number;
  definition: DolphinDefinitionView;
  lookMs?: number;
  log: (message: string) => void;
  signal?: AbortSignal;
}

/** Judges the runs of a walk; `undefined` as long as none has ended. */
function judge(runs: readonly DolphinInstanceView[]): boolean | undefined {
  const outcomes = runs.map(({ state }) => readOutcome(state));
  if (outcomes.includes('succeeded')) return true;
  return outcomes.length > 0 &&
    outcomes.every(one => one === 'failed' || one === 'stopped')
    ? false
    : undefined;
}

/**
 * Walks through a version unless that was done before.
 *
 * @returns Whether a walk was started.
 * @throws DolphinError when it fails, or is not through after two minutes.
 */
export async function walkThrough(walk: Walk): Promise<boolean> {
  const { client, projectCode, definition, log, signal } = walk;
  const { code, version } = definition;
  const isWalk = (one: DolphinInstanceView) =>
    one.dryRun && one.version === version;
  const before = (await client.runs.listInstances(projectCode, code)).filter(
    isWalk,
  );
  if (judge(before) === true) return false;
  const seen = new Set(before.map(({ id }) => id));
  log(`Walking through version ${version} without running its tasks`);
  const start = await client.runs.startDryRun(projectCode, code);
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    const runs = await client.runs.findStarted(projectCode, code, start);
    const own = runs.filter(
      one => !seen.has(one.id) && (start.by !== 'list' || isWalk(one)),
    );
    const isWell = judge(own);
    if (isWell) return true;
    if (isWell === false) {
      throw new DolphinError(
        `The walk through version ${version} ended as ${own[0].state}; look at its run ${own[0].id} in the scheduler.`,
      );
    }
    await wait(walk.lookMs ?? LOOK_MS, undefined, { signal });
  }
  throw new DolphinError(
    'The walk through the workflow is not through after two minutes; see whether the masters and workers of the scheduler run.',
  );
}
