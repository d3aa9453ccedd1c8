/** Objects that arrive in parts. */
import { createHash, randomUUID } from 'node:crypto';
import type { Body } from './BodyStore';
import type { Buckets, StoredObject, WriteCondition } from './Buckets';
import type { Upload } from './readUpload';
import { S3Error } from './s3Error';

const MIN_PART_BYTES = 5 * 1024 * 1024;
const MAX_PARTS = 10_000;

/** A part that was told when completing. */
export interface ToldPart {
  number: number;
  etag: string;
}

/** An upload that was begun. */
export interface OpenUpload {
  id: string;
  bucket: string;
  key: string;
  headers: Readonly<Record<string, string>>;
  parts: Map<number, Upload>;
}

async function* join(parts: readonly Body[]): AsyncIterable<Uint8Array> {
  for (const part of parts) {
    const reader = part.stream(0, part.size).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
  }
}

/** The uploads of one object store that are neither completed nor aborted. */
export class Uploads {
  readonly #open = new Map<string, OpenUpload>();
  readonly #buckets: Buckets;

  constructor(buckets: Buckets) {
    this.#buckets = buckets;
  }

  /** @throws S3Error `NoSuchBucket` */
  begin(upload: Pick<OpenUpload, 'bucket' | 'key' | 'headers'>): string {
    this.#buckets.bucket(upload.bucket);
    const id = randomUUID();
    this.#open.set(id, { ...upload, id, parts: new Map() });
    return id;
  }

  list(bucket: string): OpenUpload[] {
    return [...this.#open.values()].filter(open => open.bucket === bucket);
  }

  /** @throws S3Error `NoSuchUpload` */
  find(place: { id: string; bucket: string; key: string }): OpenUpload {
    const open = this.#open.get(place.id);
    if (!open || open.bucket !== place.bucket || open.key !== place.key) {
      throw new S3Error('NoSuchUpload');
    }
    return open;
  }

  /** @throws S3Error `InvalidArgument` for a number out of bounds; the part is released then */
  async add(open: OpenUpload, number: number, part: Upload): Promise<void> {
    if (!(Number.isInteger(number) && number >= 1 && number <= MAX_PARTS)) {
      await part.body.release();
      throw new S3Error('InvalidArgument');
    }
    const before = open.parts.get(number);
    open.parts.set(number, part);
    await before?.body.release();
  }

  async abort(open: OpenUpload): Promise<void> {
    this.#open.delete(open.id);
    for (const part of open.parts.values()) await part.body.release();
  }

  /**
   * Makes the object of its parts. A failure leaves the upload open.
   *
   * @throws S3Error `InvalidPart`, `InvalidPartOrder`, `EntityTooSmall`, `PreconditionFailed`
   */
  async complete(
    open: OpenUpload,
    told: readonly ToldPart[],
    condition: WriteCondition,
  ): Promise<StoredObject> {
    if (
      told.some(({ number }, at) => at > 0 && told[at - 1].number >= number)
    ) {
      throw new S3Error('InvalidPartOrder');
    }
    const parts = told.map(({ number, etag }, at) => {
      const part = open.parts.get(number);
      if (!part || part.md5 !== etag) throw new S3Error('InvalidPart');
      if (at < told.length - 1 && part.body.size < MIN_PART_BYTES) {
        throw new S3Error('EntityTooSmall');
      }
      return part;
    });
    if (parts.length === 0) throw new S3Error('MalformedXML');
    const digest = createHash('md5');
    for (const { md5 } of parts) digest.update(Buffer.from(md5, 'hex'));
    const body = await this.#buckets.bodies.write(
      join(parts.map(part => part.body)),
    );
    const { bucket, key, headers } = open;
    const etag = `${digest.digest('hex')}-${parts.length}`;
    const object = { key, headers, body, etag };
    const placed = await this.#buckets.place(bucket, object, condition);
    await this.abort(open);
    return placed;
  }
}
