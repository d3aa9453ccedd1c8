/*
 * The past, read again in pieces. Each piece is a closed window with a state of its own, so pieces can be read side
 * by side, a backfill that died goes on where it was, and the live cursor is never touched.
 */
import { readCheckpoint, stateName } from '../checkpoint';
import { compareCursor, moveCursor } from '../cursor';
import type { CursorDeclaration, StreamDeclaration } from '../declaration';
import { ConnectorError } from '../errors';
import { runStream } from '../runStream';
import type { StreamReport } from '../runStream';
import type { RunOptions } from './session';
import { partOf } from './session';

/** What is read again. */
export interface BackfillOptions extends Omit<RunOptions, 'window'> {
  /** In the cursor's granularity; both ends included. */
  readonly from: string;
  readonly to: string;
  /** Units of the cursor in one piece, such as 30 for `30d` of a daily stream. */
  readonly chunk: number;
  /** Pieces read side by side, 1 unless given. */
  readonly maxParallel?: number;
  /** Reads pieces again that are done. */
  readonly again?: boolean;
}

/** What a backfill did. */
export interface BackfillReport {
  readonly stream: string;
  readonly chunks: number;
  /** Pieces that an earlier call had finished. */
  readonly done: number;
  readonly accepted: number;
  readonly rejected: number;
}

/** A window whose ends are known. */
export interface Chunk {
  readonly from: string;
  readonly to: string;
}

const UNITS: Readonly<
  Record<
    string,
    { granularity: CursorDeclaration['granularity']; days: number }
  >
> = {
  h: { granularity: 'hour', days: 1 / 24 },
  d: { granularity: 'day', days: 1 },
  m: { granularity: 'month', days: 30 },
  y: { granularity: 'year', days: 365 },
};

const DAYS_OF: Readonly<Record<CursorDeclaration['granularity'], number>> = {
  second: 1 / 86_400,
  hour: 1 / 24,
  day: 1,
  month: 30,
  year: 365,
  number: 1,
};

/**
 * `30d`, `12m`, `1y`, `6h` or a bare number, in units of the cursor; at least one.
 *
 * @throws ConnectorError `configuration` when it is none of these.
 */
export function parseChunk(cursor: CursorDeclaration, text: string): number {
  const parts = /^(\d+)([hdmy]?)$/.exec(text);
  if (!parts || Number(parts[1]) === 0) {
    throw new ConnectorError(
      'configuration',
      `--chunk '${text}' is no length; write it like 30d, 12m, 1y or 6h.`,
    );
  }
  const count = Number(parts[1]);
  const unit = UNITS[parts[2]];
  if (!unit || cursor.granularity === 'number') {
    return count;
  }
  const units =
    unit.granularity === cursor.granularity
      ? count
      : (count * unit.days) / DAYS_OF[cursor.granularity];
  return Math.max(1, Math.floor(units));
}

/**
 * The pieces of a window: they meet, do not overlap, and together are the window.
 *
 * @throws ConnectorError `configuration` when the ends are the wrong way round or there are too many pieces.
 */
export function planChunks(
  cursor: CursorDeclaration,
  window: Chunk,
  units: number,
): Chunk[] {
  const { granularity } = cursor;
  if (compareCursor(granularity, window.from, window.to) > 0) {
    throw new ConnectorError(
      'configuration',
      `--from ${window.from} is after --to ${window.to}; turn them round.`,
    );
  }
  const chunks: Chunk[] = [];
  let { from } = window;
  while (compareCursor(granularity, from, window.to) <= 0) {
    const end = moveCursor(cursor, from, units - 1);
    const to = compareCursor(granularity, end, window.to) > 0 ? window.to : end;
    chunks.push({ from, to });
    from = moveCursor(cursor, to, 1);
    if (chunks.length > 10_000) {
      throw new ConnectorError(
        'configuration',
        'The backfill would have more than 10000 pieces; take a larger --chunk.',
      );
    }
  }
  return chunks;
}

function assertCursor(stream: StreamDeclaration): CursorDeclaration {
  if (!stream.cursor) {
    throw new ConnectorError(
      'configuration',
      `'${stream.name}' has no cursor: every run reads everything, so run it instead.`,
    );
  }
  return stream.cursor;
}

async function isDone(
  options: BackfillOptions,
  chunk: Chunk,
): Promise<boolean> {
  const { stream, ports } = options;
  for (const partition of options.partition
    ? [options.partition]
    : stream.partitions ?? [undefined]) {
    const name = stateName(stream.name, partition, partOf(chunk));
    const { revision, open } = await readCheckpoint(ports.store, name);
    if (revision === 0 || open) {
      return false;
    }
  }
  return true;
}

/**
 * Reads a part of the past again.
 *
 * @throws ConnectorError the first failure, after the pieces under way have ended.
 */
export async function backfillStream(
  options: BackfillOptions,
): Promise<BackfillReport> {
  const { stream, ports, from, to, maxParallel = 1 } = options;
  const cursor = assertCursor(stream);
  const waiting = planChunks(cursor, { from, to }, options.chunk);
  const chunks = waiting.length;
  const reports: StreamReport[] = [];
  const failures: unknown[] = [];
  let done = 0;
  const work = async () => {
    for (
      let chunk = waiting.shift();
      chunk && failures.length === 0 && !ports.stop?.aborted;
      chunk = waiting.shift()
    ) {
      try {
        if (!options.again && (await isDone(options, chunk))) {
          done += 1;
        } else {
          reports.push(await runStream({ ...options, window: chunk }));
        }
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, maxParallel) }, work));
  if (failures.length > 0) {
    throw failures[0];
  }
  return {
    stream: stream.name,
    chunks,
    done,
    accepted: reports.reduce((total, one) => total + one.accepted, 0),
    rejected: reports.reduce((total, one) => total + one.rejected, 0),
  };
}
