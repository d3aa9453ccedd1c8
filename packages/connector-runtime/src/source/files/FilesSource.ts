/*
 * Files that somebody drops, each taken once. A page is a slice of one file; the token names the file, its checksum and
 * the next row, so a run that died goes on in the middle. The token after the last row says "done": when it comes back
 * the file's rows are safe, and only then the ledger remembers it. Broken files are set aside with the reason and the
 * next one is read: one bad upload must not stop the others.
 */
import type { StreamDeclaration } from '../../declaration';
import { coerceColumns } from '../coerceColumns';
import type { FilesStream } from '../kindDeclarations';
import { keepWindow } from '../keepWindow';
import type {
  PagePlace,
  PageToken,
  RawAnswer,
  RawPage,
  Source,
  SourceOptions,
  SourceState,
} from '../types';
import { FileQueue, sliceRows } from './FileQueue';

/** `row` is the next row to read; `done` says that none is left. */
interface Token {
  readonly key: string;
  readonly sha256: string;
  readonly row: number;
  readonly done: boolean;
}

const PAGE_ROWS = 10_000;

function isToken(token: unknown): token is Token {
  return (
    typeof token === 'object' &&
    token !== null &&
    'sha256' in token &&
    'row' in token
  );
}

/** Reads the files below a prefix. */
export class FilesSource implements Source {
  readonly #stream: StreamDeclaration;
  readonly #files: FilesStream;
  readonly #queue: FileQueue;

  constructor(options: SourceOptions, files: FilesStream) {
    const { declaration, stream, ports } = options;
    this.#stream = stream;
    this.#files = files;
    this.#queue = new FileQueue({ declaration, stream, files, ports });
  }

  async readPage(place: PagePlace): Promise<RawPage> {
    const token = isToken(place.token) ? place.token : undefined;
    if (token?.done) {
      await this.#queue.settle(token);
    }
    const file =
      token && !token.done
        ? await this.#queue.reopen(token)
        : await this.#queue.next();
    if (!file) {
      return this.#page(place, undefined, [], {});
    }
    const from = token && !token.done ? token.row : 0;
    const records = await sliceRows(
      file,
      from,
      this.#files.pageRows ?? PAGE_ROWS,
    );
    const row = from + records.length;
    const { key, sha256 } = file;
    const done = row >= file.rows.count;
    return this.#page(place, { key, sha256, row, done }, records, {
      key,
      sha256,
      from,
      rows: records.length,
    });
  }

  async parse(
    answer: RawAnswer,
    place: Pick<PagePlace, 'partition'>,
  ): Promise<readonly unknown[]> {
    const about: {
      key?: string;
      sha256?: string;
      from?: number;
      rows?: number;
    } = JSON.parse(Buffer.from(answer.raw).toString());
    if (!about.key || !about.sha256) {
      return [];
    }
    const { key, sha256 } = about;
    const file = await this.#queue.reopen({ key, sha256 });
    const records = await sliceRows(file, about.from ?? 0, about.rows ?? 0);
    return this.#coerce(records, place.partition);
  }

  state(): SourceState {
    return {
      requests: this.#queue.fetched.files,
      requestsByStatus: {},
      retries: 0,
      bytes: this.#queue.fetched.bytes,
      rateLimitWaitMs: 0,
    };
  }

  async close(): Promise<void> {
    this.#queue.close();
  }

  async #page(
    place: PagePlace,
    next: PageToken | undefined,
    records: readonly unknown[],
    about: Record<string, string | number>,
  ): Promise<RawPage> {
    const answer: RawAnswer = {
      raw: Buffer.from(JSON.stringify(about)),
      contentType: 'application/json',
      request: String(about.key ?? this.#files.prefix),
      status: 200,
    };
    await place.archive?.(answer);
    return {
      ...answer,
      token: place.token,
      ...(next !== undefined && { next }),
      records: keepWindow(
        this.#stream,
        place.window,
        this.#coerce(records, place.partition),
      ),
    };
  }

  #coerce(
    records: readonly unknown[],
    partition: PagePlace['partition'],
  ): readonly unknown[] {
    const { columns } = this.#stream;
    return columns
      ? coerceColumns(columns, records, { answer: undefined, partition })
      : records;
  }
}
