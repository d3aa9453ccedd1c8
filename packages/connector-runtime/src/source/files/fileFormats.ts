/*
 * Files as rows. Every format is gone through once before its first row is given: a file that breaks in the middle is
 * broken as a whole, and half of it in a table is worse than none. The libraries (csv-parse, hyparquet; both MIT,
 * without dependencies) are loaded when a file of their kind is read and not before.
 */
import { Readable } from 'node:stream';
import type { FilesStream } from '../kindDeclarations';
import { decodeText } from '../readBody';
import { parseJson } from '../exactJson';
import { valueAt } from '../../places';
import { openParquet } from './openParquet';

/** One file, opened. */
export interface FileRows {
  readonly count: number;
  /** The rows from the given one on. */
  rows(from: number): AsyncIterable<unknown>;
}

/** What a reader of a format is told. */
export interface FileOptions {
  readonly files: FilesStream;
  /** Of JSON: dotted place of the rows; empty for the whole file. */
  readonly recordsAt: string;
  /** Keep the digits of numbers that fit no double. */
  readonly exact: boolean;
}

const CHUNK = 1 << 20;

function* chunksOf(text: string): Iterable<string> {
  for (let at = 0; at < text.length; at += CHUNK) {
    yield text.slice(at, at + CHUNK);
  }
}

async function* skip(
  rows: AsyncIterable<unknown>,
  from: number,
): AsyncIterable<unknown> {
  let at = 0;
  for await (const row of rows) {
    if (at >= from) {
      yield row;
    }
    at += 1;
  }
}

async function countOf(rows: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const row of rows) {
    count += row === undefined ? 0 : 1;
  }
  return count;
}

async function openCsv(text: string, options: FileOptions): Promise<FileRows> {
  const { parse } = await import('csv-parse');
  const read = (): AsyncIterable<unknown> =>
    Readable.from(chunksOf(text)).pipe(
      parse({
        columns: true,
        delimiter: options.files.delimiter ?? ',',
        bom: true,
        skip_empty_lines: true,
      }),
    );
  return {
    count: await countOf(read()),
    rows: from => skip(read(), from),
  };
}

function openLines(text: string, options: FileOptions): FileRows {
  const lines = text.split('\n').filter(line => line.trim() !== '');
  for (const [index, line] of lines.entries()) {
    try {
      JSON.parse(line);
    } catch (cause) {
      throw new Error(`line ${index + 1} is no JSON`, { cause });
    }
  }
  return {
    count: lines.length,
    async *rows(from) {
      for (const line of lines.slice(from)) {
        yield parseJson(line, options.exact);
      }
    },
  };
}

function openJson(text: string, options: FileOptions): FileRows {
  const document = parseJson(text, options.exact);
  const found =
    options.recordsAt === '' ? document : valueAt(document, options.recordsAt);
  if (!Array.isArray(found)) {
    throw new Error(`there is no list at '${options.recordsAt || 'the top'}'`);
  }
  const records: readonly unknown[] = found;
  return {
    count: records.length,
    async *rows(from) {
      yield* records.slice(from);
    },
  };
}

/**
 * Opens a file after it was gone through to its end.
 *
 * @throws Error that says what is broken.
 */
export async function openFile(
  bytes: Uint8Array,
  options: FileOptions,
): Promise<FileRows> {
  if (bytes.byteLength === 0) {
    throw new Error('the file is empty');
  }
  if (options.files.format === 'parquet') {
    return openParquet(bytes);
  }
  const charset = options.files.encoding ?? 'utf-8';
  const text = decodeText(bytes, `charset=${charset}`);
  switch (options.files.format) {
    case 'csv':
      return openCsv(text, options);
    case 'ndjson':
      return openLines(text, options);
    default:
      return openJson(text, options);
  }
}
