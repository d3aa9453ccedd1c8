import { finished, Readable } from 'node:stream';

/** A body in pieces, or as much of it as was wanted. */
interface Pieces {
  pieces: Uint8Array[];
  truncated: boolean;
}

/** Takes pieces until there are `maxBytes`; what is beyond is never held in memory. */
class PieceTaker implements Pieces {
  readonly pieces: Uint8Array[] = [];
  truncated = false;
  #size = 0;
  readonly #maxBytes: number;
  readonly #onBeginning?: (piece: Uint8Array) => void;

  constructor(maxBytes: number, onBeginning?: (piece: Uint8Array) => void) {
    this.#maxBytes = maxBytes;
    this.#onBeginning = onBeginning;
  }

  /** Gives whether more is wanted. */
  take(piece: Uint8Array): boolean {
    if (this.#size === 0) this.#onBeginning?.(piece);
    const room = this.#maxBytes - this.#size;
    this.truncated = piece.length > room;
    this.pieces.push(this.truncated ? piece.subarray(0, room) : piece);
    this.#size += piece.length;
    return !this.truncated;
  }
}

/** A stream that flows gives its pieces as they came; one that is iterated over joins what came meanwhile, and waits a turn for each. */
function takeFlowing(body: Readable, taker: PieceTaker): Promise<void> {
  return new Promise((resolve, reject) => {
    finished(body, { writable: false }, error => {
      if (error && !taker.truncated) reject(error);
      else resolve();
    });
    body.on('data', (piece: Uint8Array) => {
      if (!taker.truncated && !taker.take(piece)) body.destroy();
    });
  });
}

/**
 * Reads a body to its end or to `maxBytes`, whichever comes first, and ends the stream there.
 *
 * @param onBeginning - Is given the first piece as soon as it is there.
 */
export async function readPieces(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
  onBeginning?: (piece: Uint8Array) => void,
): Promise<Pieces> {
  const taker = new PieceTaker(maxBytes, onBeginning);
  if (body instanceof Readable) await takeFlowing(body, taker);
  // Leaving the loop ends the stream.
  else for await (const piece of body) if (!taker.take(piece)) break;
  return taker;
}

/** Room comes in whole ones of these, and no more of them than `MOST_KEPT` is kept for the next body. */
const UNIT = 1024 * 1024;
const MOST_KEPT = 16 * UNIT;
let kept: WeakRef<Buffer> | undefined;

/** Room for a body: that of the one before when it is large enough, because new memory is dear to write to. */
function takeRoom(size: number): Buffer {
  const known = kept?.deref();
  if (known && known.length >= size) return known;
  const room = Buffer.allocUnsafeSlow(Math.ceil(size / UNIT) * UNIT);
  if (size <= MOST_KEPT) kept = new WeakRef(room);
  return room;
}

/** Lends a body in one piece: `use` may write to it, and must let go of it before it returns. */
export function lendJoined<T>(
  pieces: readonly Uint8Array[],
  use: (bytes: Buffer) => T,
): T {
  let size = 0;
  for (const piece of pieces) size += piece.length;
  const room = takeRoom(size);
  let at = 0;
  for (const piece of pieces) {
    room.set(piece, at);
    at += piece.length;
  }
  return use(room.subarray(0, size));
}

/** {@link readPieces} as text. */
export async function readBody(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<{ text: string; truncated: boolean }> {
  const { pieces, truncated } = await readPieces(body, maxBytes);
  return { text: Buffer.concat(pieces).toString('utf8'), truncated };
}
