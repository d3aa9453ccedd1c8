/*
 * The files of tables, by the addresses that the catalog gives: `s3://bucket/key`, or the older `s3a` and `s3n`.
 * Tables may be in other buckets than the rest of a run.
 */
import { ConnectorError } from '../../errors';
import type { ObjectStore } from '../../ports';
import type { S3Options } from '../s3/s3Requests';
import { S3Store } from '../s3/s3Store';

/** Reads and writes files by address. */
export interface TableFiles {
  put(location: string, bytes: Uint8Array): Promise<void>;
  /** @throws ConnectorError `contract` when the file is not there. */
  get(location: string): Promise<Uint8Array>;
  remove(location: string): Promise<void>;
}

const ADDRESS = /^s3[an]?:\/\/([^/]+)\/(.+)$/;

/** Files in an S3-compatible store; one connection a bucket. */
export function createS3TableFiles(
  options: Omit<S3Options, 'bucket' | 'prefix'>,
): TableFiles {
  const buckets = new Map<string, ObjectStore>();
  const open = (location: string): { store: ObjectStore; key: string } => {
    const match = ADDRESS.exec(location);
    if (!match) {
      throw new ConnectorError(
        'configuration',
        `The catalog keeps the table at '${location.slice(
          0,
          80,
        )}', which is no s3 address; use a warehouse in an S3-compatible store, or the trino sink.`,
      );
    }
    const [, bucket, key] = match;
    const store = buckets.get(bucket) ?? new S3Store({ ...options, bucket });
    buckets.set(bucket, store);
    return { store, key };
  };
  return {
    async put(location, bytes) {
      const { store, key } = open(location);
      await store.put(key, bytes);
    },
    async get(location) {
      const { store, key } = open(location);
      const bytes = await store.get(key);
      if (bytes === undefined) {
        throw new ConnectorError(
          'contract',
          `The file ${location} of the table is gone; restore it, or roll the table back to a snapshot without it.`,
        );
      }
      return bytes;
    },
    async remove(location) {
      const { store, key } = open(location);
      await store.remove(key);
    },
  };
}
