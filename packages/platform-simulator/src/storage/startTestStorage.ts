/** Starts the lake alone, without the platform around it, for tests of what reads and writes it. */
import { serve, type ListeningServer } from '../http/serve';
import {
  TRINO_CATALOG,
  WAREHOUSE_BUCKET,
  createStorage,
  type StorageOptions,
} from './createStorage';
import type { AnsweredRequest, S3Credentials, StorageFaultPlan } from './types';

const HOST = '127.0.0.1';

/** Where the lake is reached. */
export interface StorageAddresses {
  s3: S3Credentials & {
    /** `http://127.0.0.1:<port>`, path style. */
    endpoint: string;
    /** Any region is taken; this is MinIO's. */
    region: string;
    /** A bucket that exists. */
    bucket: string;
  };
  iceberg: {
    /** Without `/v1`. */
    url: string;
    /** `s3://iceberg-warehouse`. */
    warehouse: string;
  };
  trino: {
    url: string;
    /** The catalog with the tables: `iceberg`. */
    catalog: string;
  };
}

/** A lake that runs. */
export interface TestStorage extends StorageAddresses {
  /** Breaks the next requests that fit. */
  breakNext(plan: StorageFaultPlan): void;
  /** Forgets the faults that still wait. */
  mend(): void;
  /** What was answered, oldest first; the last ten thousand. */
  requests(): readonly AnsweredRequest[];
  stop(): Promise<void>;
}

/** Options of {@link startTestStorage}. */
export interface TestStorageOptions
  extends Partial<Pick<StorageOptions, 'clock' | 'folder' | 'maxBytes'>> {
  /** Name of the bucket that exists beside the warehouse's. Default `lake`. */
  bucket?: string;
}

/**
 * Starts object store, catalog and engine on free ports of loopback, empty, with credentials made for this start.
 *
 * @throws Error when no port can be had
 */
export async function startTestStorage(
  options: TestStorageOptions = {},
): Promise<TestStorage> {
  const { bucket = 'lake', clock = { now: Date.now }, ...more } = options;
  const storage = createStorage({ ...more, clock, buckets: [bucket] });
  const { s3, iceberg, trino } = storage.handlers;
  const opened: ListeningServer[] = [];
  const stop = async () => {
    await Promise.all(opened.splice(0).map(server => server.close()));
    await storage.clear();
  };
  try {
    for (const handler of [s3, iceberg, trino]) {
      opened.push(await serve(handler, { host: HOST }));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const [objects, tables, engine] = opened.map(server => server.url);
  return {
    s3: {
      ...storage.credentials,
      endpoint: objects,
      region: 'us-east-1',
      bucket,
    },
    iceberg: { url: tables, warehouse: `s3://${WAREHOUSE_BUCKET}` },
    trino: { url: engine, catalog: TRINO_CATALOG },
    breakNext: plan => storage.faults.add(plan),
    mend: () => storage.faults.clear(),
    requests: () => storage.faults.answered,
    stop,
  };
}
