/*
 * Some sources give only so much of the past in one request (a year of daily data, a month of hours) and refuse more. Such a window is asked for
 * piece by piece within one run, each piece with its own pages; the token says which piece it is in, so a run that died goes on there.
 */
import { compareCursor, moveCursor } from '../../cursor';
import type { StreamDeclaration } from '../../declaration';
import { windowValues } from '../address';
import type { Window } from '../types';

/** A piece of a window. */
export interface Piece {
  readonly window: Window;
  /** Where the next piece begins; absent when this is the last. */
  readonly next?: string;
}

/** The piece of a window that begins at `from`, the first without it; all of it when the source takes any length. */
export function pieceOf(
  stream: StreamDeclaration,
  window: Window,
  { from, now }: { from: string | undefined; now: number },
): Piece {
  const { cursor } = stream;
  const ends = windowValues(stream, window, now);
  const start = from ?? ends.from;
  if (cursor?.span === undefined || start === undefined || !ends.to) {
    return { window };
  }
  const last = moveCursor(cursor, start, cursor.span - 1);
  return compareCursor(cursor.granularity, last, ends.to) < 0
    ? {
        window: { from: start, to: last },
        next: moveCursor(cursor, start, cursor.span),
      }
    : { window: { ...window, from: start } };
}
