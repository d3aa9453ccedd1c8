/** The files of tables, by their `s3://bucket/key` addresses, from behind the object store's door. */
import type { Buckets } from '../s3/Buckets';
import { S3Error } from '../s3/s3Error';

function place(location: string): { bucket: string; key: string } {
  const [, bucket = '', key = ''] =
    /^s3[an]?:\/\/([^/]+)\/(.+)$/s.exec(location) ?? [];
  if (!key) {
    throw new Error(
      `The location ${location} is not in the object store; begin it with s3://<bucket>/.`,
    );
  }
  return { bucket, key };
}

/** Reads and writes by address. */
export class TableFiles {
  readonly #buckets: Buckets;

  constructor(buckets: Buckets) {
    this.#buckets = buckets;
  }

  /** @throws Error when there is no such file, naming it */
  async read(location: string): Promise<Uint8Array> {
    const { bucket, key } = place(location);
    try {
      return await this.#buckets.read(bucket, key).body.bytes();
    } catch (cause) {
      if (!(cause instanceof S3Error)) throw cause;
      throw new Error(
        `The file ${location} of a table is not in the object store; somebody removed it.`,
        { cause },
      );
    }
  }

  async write(location: string, bytes: Uint8Array): Promise<void> {
    const { bucket, key } = place(location);
    await this.#buckets.put(bucket, key, bytes);
  }

  /** Removes one file; one that is not there is as good as removed. */
  async remove(location: string): Promise<void> {
    const { bucket, key } = place(location);
    await this.#buckets.delete(bucket, key);
  }

  /** Removes everything below the address. */
  async removeBelow(location: string): Promise<void> {
    const { bucket, key } = place(`${location.replace(/\/+$/, '')}/`);
    const { objects } = this.#buckets.page(bucket, {
      prefix: key,
      delimiter: '',
      after: '',
      max: Infinity,
    });
    for (const object of objects) {
      await this.#buckets.delete(bucket, object.key);
    }
  }
}
