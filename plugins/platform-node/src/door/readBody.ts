/** A body, or as much of it as was wanted. */
interface Body {
  bytes: Buffer;
  truncated: boolean;
}

/**
 * Reads a body to its end or to `maxBytes`, whichever comes first. What is beyond is never held in memory:
 * leaving the loop ends the stream.
 *
 * @param onBeginning - Is given the first piece as soon as it is there.
 */
export async function readBytes(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
  onBeginning?: (piece: Uint8Array) => void,
): Promise<Body> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  let truncated = false;
  for await (const piece of body) {
    if (size === 0) onBeginning?.(piece);
    const room = maxBytes - size;
    if (piece.length > room) {
      pieces.push(piece.subarray(0, room));
      truncated = true;
      break;
    }
    pieces.push(piece);
    size += piece.length;
  }
  return { bytes: Buffer.concat(pieces), truncated };
}

/** {@link readBytes} as text. */
export async function readBody(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<{ text: string; truncated: boolean }> {
  const { bytes, truncated } = await readBytes(body, maxBytes);
  return { text: bytes.toString('utf8'), truncated };
}
