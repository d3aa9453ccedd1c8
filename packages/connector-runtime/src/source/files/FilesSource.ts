/*
 * Files that somebody drops, each taken once. A page is a slice of one file; the token names the file, its checksum and
 * the next row, so a run that died goes on in the middle. The token after the last row says "done": when it comes back
 * the file's rows are safe, and only then the ledger remembers it. Broken files are set aside with the reason and the
 * next one is read: one bad upload must not stop the others.
 */
import type { StreamDeclaration } from '../../declaration';
import { ConnectorError, messageOf } from '../../errors';
import { FileStore } from '../../fileStore';
import type { ObjectStore } from '../../ports';
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
  SourcePorts,
  SourceState,
} from '../types';
import type { FileRows } from './fileFormats';
import { openFile } from './fileFormats';
import { checksumOf, FileLedger } from './FileLedger';

/** `row` is the next row to read; `done` says that none is left. */
interface Token {
  readonly key: string;
  readonly sha256: string;
  readonly row: number;
  readonly done: boolean;
}

interface OpenFile {
  readonly key: string;
  readonly sha256: string;
  readonly rows: FileRows;
  /** The page after page is taken from one pass over the file. */
  pass?: { iterator: AsyncIterator<unknown>; at: number };
}

async function slice(
  file: OpenFile,
  from: number,
  most: number,
): Promise<unknown[]> {
  if (file.pass?.at !== from) {
    const iterator = file.rows.rows(from)[Symbol.asyncIterator]();
    file.pass = { iterator, at: from };
  }
  const { pass } = file;
  const records: unknown[] = [];
  while (pass && records.length < most) {
    const next = await pass.iterator.next();
    if (next.done) {
      break;
    }
    records.push(next.value);
    pass.at += 1;
  }
  return records;
}

const PAGE_ROWS = 10_000;
const MAX_BYTES = 256 * 1024 * 1024;

function isToken(token: unknown): token is Token {
  return (
    typeof token === 'object' &&
    token !== null &&
    'sha256' in token &&
    'row' in token
  );
}

/** The bucket or folder that is watched. */
function inboxOf(options: SourceOptions): ObjectStore {
  const { declaration, ports } = options;
  if (ports.files) {
    return ports.files;
  }
  const url = new URL(declaration.baseUrl);
  if (url.protocol !== 'file:') {
    throw new ConnectorError(
      'configuration',
      `Nothing opens ${url.protocol}//${url.host}; give the run a store for its files (S3_ENDPOINT and its keys), or name a folder as file:///folder.`,
    );
  }
  return new FileStore(decodeURIComponent(url.pathname));
}

/** Reads the files below a prefix. */
export class FilesSource implements Source {
  readonly #stream: StreamDeclaration;
  readonly #files: FilesStream;
  readonly #inbox: ObjectStore;
  readonly #ports: SourcePorts;
  readonly #ledger: FileLedger;
  #open: OpenFile | undefined;
  #read = 0;
  #bytes = 0;

  constructor(options: SourceOptions, files: FilesStream) {
    this.#stream = options.stream;
    this.#files = files;
    this.#inbox = inboxOf(options);
    this.#ports = options.ports;
    this.#ledger = new FileLedger(options.ports.store, options.stream.name);
  }

  async readPage(place: PagePlace): Promise<RawPage> {
    const token = isToken(place.token) ? place.token : undefined;
    if (token?.done) {
      await this.#ledger.remember({ key: token.key, sha256: token.sha256 });
    }
    const file =
      token && !token.done ? await this.#reopen(token) : await this.#next();
    if (!file) {
      return this.#page(place, undefined, [], {});
    }
    const from = token && !token.done ? token.row : 0;
    const records = await slice(
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
    const about: { key?: string; sha256?: string; from?: number; rows?: number } =
      JSON.parse(Buffer.from(answer.raw).toString());
    if (!about.key || !about.sha256) {
      return [];
    }
    const file = await this.#reopen({
      key: about.key,
      sha256: about.sha256,
      row: 0,
      done: false,
    });
    const records = await slice(file, about.from ?? 0, about.rows ?? 0);
    return this.#coerce(records, place.partition);
  }

  state(): SourceState {
    return {
      requests: this.#read,
      requestsByStatus: {},
      retries: 0,
      bytes: this.#bytes,
      rateLimitWaitMs: 0,
    };
  }

  async close(): Promise<void> {
    this.#open = undefined;
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
      ? records.map(record =>
          coerceColumns(columns, record, { answer: undefined, partition }),
        )
      : records;
  }

  async #fetch(key: string): Promise<Uint8Array | undefined> {
    const bytes = await this.#inbox.get(key);
    this.#read += 1;
    this.#bytes += bytes?.byteLength ?? 0;
    return bytes;
  }

  async #reopen(token: Token): Promise<OpenFile> {
    const { key, sha256 } = token;
    if (this.#open?.key === key && this.#open.sha256 === sha256) {
      return this.#open;
    }
    const bytes = await this.#fetch(key);
    if (bytes === undefined || checksumOf(bytes) !== sha256) {
      throw new ConnectorError(
        'contract',
        `${key} was ${
          bytes === undefined ? 'removed' : 'changed'
        } while it was read; put the file back as it was, or remove the stream's open run and let it come under a new name.`,
      );
    }
    this.#open = { key, sha256, rows: await this.#parse(bytes) };
    return this.#open;
  }

  async #next(): Promise<OpenFile | undefined> {
    const { prefix, suffix = '' } = this.#files;
    const known = this.#files.checkKnown
      ? new Set<string>()
      : await this.#ledger.knownKeys();
    for (const key of await this.#inbox.list(prefix)) {
      if (key.endsWith(suffix) && !known.has(key)) {
        const opened = await this.#take(key);
        if (opened) {
          this.#open = opened;
          return opened;
        }
      }
    }
    this.#open = undefined;
    return undefined;
  }

  /** Opens a file that was not taken yet; one that is broken or the same as another gives nothing. */
  async #take(key: string): Promise<OpenFile | undefined> {
    const bytes = await this.#fetch(key);
    if (bytes === undefined) {
      return undefined;
    }
    const sha256 = checksumOf(bytes);
    const sameAs = await this.#ledger.keyOf(sha256);
    if (sameAs !== undefined) {
      if (sameAs !== key) {
        await this.#ledger.remember({ key, sha256, sameAs });
        this.#ports.log('same-file', { stream: this.#stream.name, key, sameAs });
      }
      return undefined;
    }
    try {
      return { key, sha256, rows: await this.#parse(bytes) };
    } catch (error) {
      const broken = messageOf(error);
      const at = await this.#ledger.quarantine({ key, sha256, broken }, bytes);
      this.#ports.log('broken-file', {
        stream: this.#stream.name,
        key,
        broken,
        at,
      });
      return undefined;
    }
  }

  #parse(bytes: Uint8Array): Promise<FileRows> {
    const most = this.#files.maxBytes ?? MAX_BYTES;
    if (bytes.byteLength > most) {
      throw new Error(`the file is larger than ${most} bytes`);
    }
    const columns = Object.values(this.#stream.columns ?? {});
    return openFile(bytes, {
      files: this.#files,
      recordsAt: this.#stream.recordsAt,
      exact: columns.some(column => column.as === 'decimal'),
    });
  }
}
