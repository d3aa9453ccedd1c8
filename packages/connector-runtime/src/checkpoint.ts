/*
 * Where a stream stands. A checkpoint is written after every page, each under its own number and only when that
 * number is free: two runs at once cannot both win, and a process that dies leaves the last complete one.
 */
import { ConnectorError } from './errors';
import type { ObjectStore } from './ports';

/** A run that has begun and not ended. */
export interface OpenRun {
  /** Made when the run opened; part of every key it writes. */
  readonly id: string;
  /** Where the read started; kept, so that a resumed run asks the same question. */
  readonly start: string;
  /** The next page, from 0. */
  readonly page: number;
}

/** The state of a stream. */
export interface Checkpoint {
  readonly revision: number;
  /** Greatest cursor of a finished run. */
  readonly reached?: string;
  /** Greatest cursor of the open run. */
  readonly pending?: string;
  readonly open?: OpenRun;
}

const KEPT = 3;

function prefixOf(stream: string): string {
  return `state/${stream}/`;
}

function keyOf(stream: string, revision: number): string {
  return `${prefixOf(stream)}${String(revision).padStart(9, '0')}.json`;
}

/** The newest checkpoint; revision 0 when there is none yet. */
export async function readCheckpoint(
  store: ObjectStore,
  stream: string,
): Promise<Checkpoint> {
  const newest = (await store.list(prefixOf(stream))).at(-1);
  if (newest === undefined) {
    return { revision: 0 };
  }
  const bytes = await store.get(newest);
  try {
    const checkpoint: Checkpoint = JSON.parse(
      Buffer.from(bytes ?? []).toString('utf8'),
    );
    return checkpoint;
  } catch (cause) {
    throw new ConnectorError(
      'configuration',
      `The checkpoint ${newest} cannot be read; remove it to go back to the one before.`,
      cause,
    );
  }
}

/**
 * Writes the checkpoint that follows `current` and forgets all but the newest three.
 *
 * @throws ConnectorError `conflict` when another run has written it first.
 */
export async function writeCheckpoint(
  store: ObjectStore,
  stream: string,
  current: Checkpoint,
  next: Omit<Checkpoint, 'revision'>,
): Promise<Checkpoint> {
  const checkpoint = { ...next, revision: current.revision + 1 };
  await store.create(
    keyOf(stream, checkpoint.revision),
    Buffer.from(`${JSON.stringify(checkpoint)}\n`),
  );
  const keys = await store.list(prefixOf(stream));
  for (const old of keys.slice(0, -KEPT)) {
    await store.remove(old);
  }
  return checkpoint;
}
