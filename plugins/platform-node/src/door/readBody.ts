/**
 * Reads a body to its end or to `maxBytes`, whichever comes first. What is beyond is never held in memory:
 * leaving the loop ends the stream.
 */
export async function readBody(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<{ text: string; truncated: boolean }> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  let truncated = false;
  for await (const piece of body) {
    const room = maxBytes - size;
    if (piece.length > room) {
      pieces.push(piece.subarray(0, room));
      truncated = true;
      break;
    }
    pieces.push(piece);
    size += piece.length;
  }
  return { text: Buffer.concat(pieces).toString('utf8'), truncated };
}
