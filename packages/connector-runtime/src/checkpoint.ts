/*
 * Where a stream stands. A checkpoint is written after every page, each under its own number and only when that
 * number is free: two runs at once cannot both win, and a process that dies leaves the last complete one. A stream
 * without partitions has one state; each partition and each chunk of a backfill has its own, under its own name.
 */
import { createHash } from 'node:crypto';
import { ConnectorError } from './errors';
import type { ObjectStore } from './ports';
import type { Tally } from './quality/tally';
import type { PageToken } from './source/types';

/** What a run has done so far; it travels in the checkpoint, so that a resumed run tells of all its pages. */
export interface Progress {
  readonly pages: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly duplicates: number;
  /** Rows outside the window that the source gave nevertheless. */
  readonly skipped: number;
  readonly tally: Tally;
}

/** A run that has begun and not ended. */
export interface OpenRun {
  /** Made when the run opened; part of every key it writes. */
  readonly id: string;
  /** ISO time of the opening; its day is part of the keys of archives and dead letters. */
  readonly at?: string;
  /** Where the read started; kept, so that a resumed run asks the same question. */
  readonly start?: string;
  /** Where it ends, for a backfill. */
  readonly end?: string;
  /** Number of the next page, from 0. */
  readonly page: number;
  /** The source's own name for the next page; absent for the first. */
  readonly token?: PageToken;
  readonly progress?: Progress;
}

/** The state of a stream. */
export interface Checkpoint {
  readonly revision: number;
  /** Greatest cursor of a finished run. */
  readonly reached?: string;
  /** Greatest cursor of the open run. */
  readonly pending?: string;
  /** Where a source without a cursor (a topic) goes on in the next run. */
  readonly position?: PageToken;
  readonly open?: OpenRun;
}

const KEPT = 3;

/** Name of the state of one stream, partition and part of a backfill. Streams hold no `@` and no `~`. */
export function stateName(
  stream: string,
  partition?: Readonly<Record<string, string>>,
  part?: string,
): string {
  const of = partition ? `@${partitionName(partition)}` : '';
  return `${stream}${of}${part ? `~${part}` : ''}`;
}

/** A partition as a part of a key: readable, and told apart by a digest. */
export function partitionName(
  partition: Readonly<Record<string, string>>,
): string {
  const pairs = Object.entries(partition).sort(([a], [b]) => (a < b ? -1 : 1));
  const digest = createHash('sha256').update(JSON.stringify(pairs));
  const readable = pairs
    .map(([, value]) => value)
    .join('-')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, 40);
  return `${readable}-${digest.digest('hex').slice(0, 8)}`;
}

function prefixOf(name: string): string {
  return `state/${name}/`;
}

function keyOf(name: string, revision: number): string {
  return `${prefixOf(name)}${String(revision).padStart(9, '0')}.json`;
}

/** The newest checkpoint; revision 0 when there is none yet. */
export async function readCheckpoint(
  store: ObjectStore,
  name: string,
): Promise<Checkpoint> {
  const newest = (await store.list(prefixOf(name))).at(-1);
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
  name: string,
  current: Checkpoint,
  next: Omit<Checkpoint, 'revision'>,
): Promise<Checkpoint> {
  const checkpoint = { ...next, revision: current.revision + 1 };
  await store.create(
    keyOf(name, checkpoint.revision),
    Buffer.from(`${JSON.stringify(checkpoint)}\n`),
  );
  if (checkpoint.revision > KEPT) {
    await store.remove(keyOf(name, checkpoint.revision - KEPT));
  }
  return checkpoint;
}
