/*
 * The files that wait, in the order of their names: the next one that was neither taken nor set aside, opened. What is
 * broken or the same as another file is done with here and never reaches a page.
 */
import type {
  ConnectorDeclaration,
  StreamDeclaration,
} from '../../declaration';
import { ConnectorError, messageOf } from '../../errors';
import { FileStore } from '../../fileStore';
import type { ObjectStore } from '../../ports';
import type { FilesStream } from '../kindDeclarations';
import type { SourcePorts } from '../types';
import type { FileRows } from './fileFormats';
import { openFile } from './fileFormats';
import { checksumOf, FileLedger } from './FileLedger';

/** A file whose rows are read. */
export interface OpenFile {
  readonly key: string;
  readonly sha256: string;
  readonly rows: FileRows;
  /** The page after page is taken from one pass over the file. */
  pass?: { iterator: AsyncIterator<unknown>; at: number };
}

const MAX_BYTES = 256 * 1024 * 1024;

/** At most `most` rows of a file from the given one on. */
export async function sliceRows(
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
  while (records.length < most) {
    const next = await pass.iterator.next();
    if (next.done) {
      break;
    }
    records.push(next.value);
    pass.at += 1;
  }
  return records;
}

/** The bucket or folder that is watched. */
function inboxOf(
  declaration: ConnectorDeclaration,
  ports: SourcePorts,
): ObjectStore {
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

/** The files of one stream. */
export class FileQueue {
  readonly #stream: StreamDeclaration;
  readonly #files: FilesStream;
  readonly #inbox: ObjectStore;
  readonly #ports: SourcePorts;
  readonly #ledger: FileLedger;
  #open: OpenFile | undefined;
  #fetched = 0;
  #bytes = 0;

  constructor(options: {
    declaration: ConnectorDeclaration;
    stream: StreamDeclaration;
    files: FilesStream;
    ports: SourcePorts;
  }) {
    const { declaration, stream, files, ports } = options;
    this.#stream = stream;
    this.#files = files;
    this.#inbox = inboxOf(declaration, ports);
    this.#ports = ports;
    this.#ledger = new FileLedger(ports.store, stream.name);
  }

  /** Files and bytes that were fetched. */
  get fetched(): { files: number; bytes: number } {
    return { files: this.#fetched, bytes: this.#bytes };
  }

  /** The rows of this file are safe. */
  async settle(file: { key: string; sha256: string }): Promise<void> {
    await this.#ledger.remember({ key: file.key, sha256: file.sha256 });
  }

  /** The next file, or undefined when none waits. */
  async next(): Promise<OpenFile | undefined> {
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

  /**
   * A file that was opened before.
   *
   * @throws ConnectorError `contract` when it is not what it was.
   */
  async reopen(file: { key: string; sha256: string }): Promise<OpenFile> {
    const { key, sha256 } = file;
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

  /** Forgets the file that is open. */
  close(): void {
    this.#open = undefined;
  }

  async #fetch(key: string): Promise<Uint8Array | undefined> {
    const bytes = await this.#inbox.get(key);
    this.#fetched += 1;
    this.#bytes += bytes?.byteLength ?? 0;
    return bytes;
  }

  /** Opens a file that was not taken yet; one that is broken or the same as another gives nothing. */
  async #take(key: string): Promise<OpenFile | undefined> {
    const bytes = await this.#fetch(key);
    if (bytes === undefined) {
      return undefined;
    }
    const stream = this.#stream.name;
    const sha256 = checksumOf(bytes);
    const sameAs = await this.#ledger.keyOf(sha256);
    if (sameAs !== undefined) {
      if (sameAs !== key) {
        await this.#ledger.remember({ key, sha256, sameAs });
        this.#ports.log('same-file', { stream, key, sameAs });
      }
      return undefined;
    }
    try {
      return { key, sha256, rows: await this.#parse(bytes) };
    } catch (error) {
      const broken = messageOf(error);
      const at = await this.#ledger.quarantine({ key, sha256, broken }, bytes);
      this.#ports.log('broken-file', { stream, key, broken, at });
      return undefined;
    }
  }

  async #parse(bytes: Uint8Array): Promise<FileRows> {
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
