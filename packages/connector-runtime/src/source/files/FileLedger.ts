/*
 * Which files were taken. A file is known by the checksum of its bytes and by its key: the same bytes under another
 * name are the same file, and a key that was taken is not fetched again (unless the stream asks for it, for sources
 * that write anew under an old name). Entries are written when the last page of a file is safe, never before.
 */
import { createHash } from 'node:crypto';
import type { ObjectStore } from '../../ports';

/** One file that is done with. */
export interface FileEntry {
  readonly key: string;
  readonly sha256: string;
  /** Why it was set aside, if it was. */
  readonly broken?: string;
  /** Key of the file with the same bytes, if there was one. */
  readonly sameAs?: string;
}

/** Checksum of a file, in hexadecimal. */
export function checksumOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The files of one stream. */
export class FileLedger {
  readonly #store: ObjectStore;
  readonly #stream: string;

  constructor(store: ObjectStore, stream: string) {
    this.#store = store;
    this.#stream = stream;
  }

  /** Keys that were taken or set aside. */
  async knownKeys(): Promise<Set<string>> {
    const prefix = `files/${this.#stream}/keys/`;
    const entries = await this.#store.list(prefix);
    return new Set(
      entries.map(entry =>
        Buffer.from(
          entry.slice(prefix.length, -'.json'.length).replaceAll('/', ''),
          'base64url',
        ).toString(),
      ),
    );
  }

  /** The key under which these bytes were taken, if they were. */
  async keyOf(sha256: string): Promise<string | undefined> {
    const bytes = await this.#store.get(this.#sumKey(sha256));
    if (bytes === undefined) {
      return undefined;
    }
    const entry: FileEntry = JSON.parse(Buffer.from(bytes).toString());
    return entry.key;
  }

  /** Remembers a file; doing so twice is the same as once. */
  async remember(entry: FileEntry): Promise<void> {
    const bytes = Buffer.from(`${JSON.stringify(entry)}\n`);
    if (entry.sameAs === undefined) {
      await this.#store.put(this.#sumKey(entry.sha256), bytes);
    }
    await this.#store.put(this.#nameKey(entry.key), bytes);
  }

  /** Keeps the bytes of a broken file and the reason where a person looks for them. */
  async quarantine(entry: FileEntry, bytes: Uint8Array): Promise<string> {
    const name = entry.key.split('/').at(-1) ?? 'file';
    const at = `quarantine/${this.#stream}/${entry.sha256.slice(
      0,
      16,
    )}-${name}`;
    await this.#store.put(at, bytes);
    await this.#store.put(
      `${at}.reason.json`,
      Buffer.from(`${JSON.stringify(entry)}\n`),
    );
    await this.remember(entry);
    return at;
  }

  #sumKey(sha256: string): string {
    return `files/${this.#stream}/sums/${sha256}.json`;
  }

  #nameKey(key: string): string {
    // File systems bound the length of a name, object stores do not: long keys become folders.
    const encoded = Buffer.from(key).toString('base64url');
    const parts = encoded.match(/.{1,200}/g) ?? [];
    return `files/${this.#stream}/keys/${parts.join('/')}.json`;
  }
}
