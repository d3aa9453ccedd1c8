/**
 * The bytes of objects: in memory up to a bound, or in a folder.
 *
 * A body is written whole before anybody sees it, and is never changed afterwards, so a reader that has begun keeps what it began
 * with. In a folder the process holds no more than the chunk that is passing through.
 */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { S3Error } from './s3Error';

/** Bytes that no longer change. */
export interface Body {
  readonly size: number;
  /** From `start`, `end` not included. */
  stream(start: number, end: number): ReadableStream<Uint8Array>;
  bytes(): Promise<Uint8Array>;
  /** Gives the space back. */
  release(): Promise<void>;
}

/** Keeps bodies. */
export interface BodyStore {
  /**
   * Reads the source to its end.
   *
   * @throws S3Error `XMinioStorageFull` when the bound is reached; nothing is kept then
   */
  write(source: AsyncIterable<Uint8Array>): Promise<Body>;
  /** Removes everything. */
  clear(): Promise<void>;
}

const CHUNK = 256 * 1024;

function streamOf(parts: Uint8Array, start: number, end: number) {
  let at = start;
  return new ReadableStream<Uint8Array>({
    pull: sink => {
      if (at >= end) {
        sink.close();
        return;
      }
      const next = Math.min(end, at + CHUNK);
      sink.enqueue(parts.subarray(at, next));
      at = next;
    },
  });
}

/** Bodies in memory, together never more than `maxBytes`. */
export function createMemoryBodies(options: { maxBytes: number }): BodyStore {
  let used = 0;
  const write: BodyStore['write'] = async source => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    try {
      for await (const chunk of source) {
        size += chunk.length;
        used += chunk.length;
        if (used > options.maxBytes) throw new S3Error('XMinioStorageFull');
        chunks.push(chunk);
      }
    } catch (error) {
      used -= size;
      throw error;
    }
    const whole: Uint8Array = Buffer.concat(chunks, size);
    let kept = true;
    return {
      size,
      stream: (start, end) => streamOf(whole, start, end),
      bytes: async () => whole,
      release: async () => {
        if (kept) used -= size;
        kept = false;
      },
    };
  };
  return {
    write,
    clear: async () => {
      used = 0;
    },
  };
}

/** Bodies as files of a folder, which is made when it is not there and emptied by `clear`. */
export function createFolderBodies(options: { folder: string }): BodyStore {
  const { folder } = options;
  const written = new Set<string>();
  const write: BodyStore['write'] = async source => {
    await mkdir(folder, { recursive: true });
    const path = join(folder, randomUUID());
    written.add(path);
    const drop = async () => {
      written.delete(path);
      await rm(path, { force: true });
    };
    let size = 0;
    const file = await open(path, 'wx');
    try {
      for await (const chunk of source) {
        await file.write(chunk);
        size += chunk.length;
      }
    } catch (error) {
      await file.close();
      await drop();
      throw error;
    }
    await file.close();
    return {
      size,
      stream: (start, end) =>
        end <= start
          ? streamOf(new Uint8Array(), 0, 0)
          : (Readable.toWeb(
              createReadStream(path, { start, end: end - 1 }),
            ) as ReadableStream<Uint8Array>),
      bytes: () => readFile(path),
      release: drop,
    };
  };
  return {
    write,
    clear: async () => {
      await Promise.all([...written].map(path => rm(path, { force: true })));
      written.clear();
    },
  };
}
