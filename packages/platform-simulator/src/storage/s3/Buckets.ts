/** Buckets with their objects: an ordered index in memory over bodies that are kept elsewhere. */
import { createHash } from 'node:crypto';
import type { Clock } from '../types';
import type { Body, BodyStore } from './BodyStore';
import { S3Error } from './s3Error';

/** One object. */
export interface StoredObject {
  key: string;
  body: Body;
  /** Hex, without quotes; `<md5>-<parts>` for one made of parts. */
  etag: string;
  /** Milliseconds since the epoch. */
  modified: number;
  /** Headers that go back to whoever reads: `content-type`, `x-amz-meta-*`, ... */
  headers: Readonly<Record<string, string>>;
}

/** What must hold for a write. */
export interface WriteCondition {
  /** Only when there is nothing yet. */
  ifNoneMatch?: boolean;
  /** Only over the object with this tag. */
  ifMatch?: string;
}

/** Objects of a page of a listing. */
export interface ListedObjects {
  objects: StoredObject[];
  /** Common prefixes up to the delimiter. */
  prefixes: string[];
  /** The last key or prefix of the page, when more follow. */
  last?: string;
}

/** One bucket. */
export interface Bucket {
  name: string;
  created: number;
  objects: Map<string, StoredObject>;
  /** The keys in order; made when asked after a change. */
  sorted?: string[];
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

/** All buckets of one object store. */
export class Buckets {
  readonly #buckets = new Map<string, Bucket>();
  readonly #bodies: BodyStore;
  readonly #clock: Clock;

  constructor(options: { bodies: BodyStore; clock: Clock }) {
    this.#bodies = options.bodies;
    this.#clock = options.clock;
  }

  get bodies(): BodyStore {
    return this.#bodies;
  }

  list(): Bucket[] {
    return [...this.#buckets.values()].sort((a, b) =>
      a.name < b.name ? -1 : 1,
    );
  }

  has(name: string): boolean {
    return this.#buckets.has(name);
  }

  /** @throws S3Error `InvalidBucketName`, `BucketAlreadyOwnedByYou` */
  create(name: string): void {
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
      throw new S3Error('InvalidBucketName');
    }
    if (this.#buckets.has(name)) throw new S3Error('BucketAlreadyOwnedByYou');
    const created = this.#clock.now();
    this.#buckets.set(name, { name, created, objects: new Map() });
  }

  /** @throws S3Error `NoSuchBucket`, `BucketNotEmpty` */
  remove(name: string): void {
    if (this.bucket(name).objects.size > 0) throw new S3Error('BucketNotEmpty');
    this.#buckets.delete(name);
  }

  /** @throws S3Error `NoSuchBucket` */
  bucket(name: string): Bucket {
    const bucket = this.#buckets.get(name);
    if (!bucket) throw new S3Error('NoSuchBucket');
    return bucket;
  }

  /** @throws S3Error `NoSuchBucket`, `NoSuchKey` */
  read(bucket: string, key: string): StoredObject {
    const object = this.bucket(bucket).objects.get(key);
    if (!object) throw new S3Error('NoSuchKey');
    return object;
  }

  /**
   * Puts a written body in place, judging the condition at that very moment, and gives back the space of what it replaces.
   *
   * @throws S3Error `NoSuchBucket`, `PreconditionFailed`, `NoSuchKey`; the body is released then
   */
  async place(
    bucketName: string,
    object: Omit<StoredObject, 'modified'>,
    condition: WriteCondition = {},
  ): Promise<StoredObject> {
    try {
      const bucket = this.bucket(bucketName);
      const before = bucket.objects.get(object.key);
      if (condition.ifNoneMatch && before) {
        throw new S3Error('PreconditionFailed');
      }
      if (condition.ifMatch !== undefined) {
        if (!before) throw new S3Error('NoSuchKey');
        if (before.etag !== condition.ifMatch) {
          throw new S3Error('PreconditionFailed');
        }
      }
      const placed = { ...object, modified: this.#clock.now() };
      bucket.objects.set(object.key, placed);
      if (!before) bucket.sorted = undefined;
      await before?.body.release();
      return placed;
    } catch (error) {
      await object.body.release();
      throw error;
    }
  }

  /** Writes bytes that are at hand; for the catalog and the engine, which live behind the store. */
  async put(bucket: string, key: string, bytes: Uint8Array): Promise<void> {
    const body = await this.#bodies.write(once(bytes));
    const etag = createHash('md5').update(bytes).digest('hex');
    await this.place(bucket, { key, body, etag, headers: {} });
  }

  /** Removes the object; one that is not there is as good as removed. */
  async delete(bucketName: string, key: string): Promise<void> {
    const bucket = this.bucket(bucketName);
    const object = bucket.objects.get(key);
    if (!object) return;
    bucket.objects.delete(key);
    bucket.sorted = undefined;
    await object.body.release();
  }

  /** A page of objects in the order of their keys (of their bytes, as S3 orders them). */
  page(
    bucketName: string,
    query: { prefix: string; delimiter: string; after: string; max: number },
  ): ListedObjects {
    const { prefix, delimiter, after, max } = query;
    const bucket = this.bucket(bucketName);
    bucket.sorted ??= [...bucket.objects.keys()].sort(compareKeys);
    const page: ListedObjects = { objects: [], prefixes: [] };
    let last = '';
    const from = compareKeys(after, prefix) > 0 ? after : prefix;
    for (let at = firstFrom(bucket.sorted, from); ; at += 1) {
      const key = bucket.sorted.at(at);
      if (at >= bucket.sorted.length || !key?.startsWith(prefix)) return page;
      const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
      const shown = end < 0 ? key : key.slice(0, end + delimiter.length);
      if (shown === last || compareKeys(shown, after) <= 0) continue;
      if (page.objects.length + page.prefixes.length >= max) {
        return { ...page, last };
      }
      const object = end < 0 ? bucket.objects.get(key) : undefined;
      if (object) page.objects.push(object);
      else page.prefixes.push(shown);
      last = shown;
    }
  }
}

/** The order of their bytes. */
function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Where the first key stands that is not before `from`. */
function firstFrom(keys: readonly string[], from: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareKeys(keys[middle], from) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
