import { ConnectorError } from '../errors';
import type { Scrub } from '../scrub';

/**
 * The body of an answer, no larger than allowed.
 *
 * @throws ConnectorError `contract` when it is larger; whatever the network throws when it breaks off.
 */
export async function readBody(
  response: Response,
  maxBytes: number,
): Promise<Buffer> {
  if (response.body === null) {
    return Buffer.alloc(0);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      throw new ConnectorError(
        'contract',
        `An answer is larger than ${maxBytes} bytes; ask for smaller pages or raise limits.maxAnswerBytes.`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Bytes without secrets, every other byte as it was, whatever the charset. */
export function scrubBytes(bytes: Buffer, scrub: Scrub): Buffer {
  const before = bytes.toString('latin1');
  const after = scrub(before);
  return after === before ? bytes : Buffer.from(after, 'latin1');
}

/**
 * Text in the charset that the content type names, UTF-8 unless it names one; a byte order mark is dropped.
 *
 * @throws ConnectorError `contract` when the bytes are not in that charset: a wrong letter is never let in silently.
 */
export function decodeText(bytes: Uint8Array, contentType: string): string {
  const charset = /charset\s*=\s*"?([^;"\s]+)/i.exec(contentType)?.[1];
  try {
    return new TextDecoder(charset ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ConnectorError(
      'contract',
      `The answer is not in the charset ${
        charset ?? 'utf-8'
      } that it says; tell the source, nothing was taken from it.`,
      cause,
    );
  }
}
