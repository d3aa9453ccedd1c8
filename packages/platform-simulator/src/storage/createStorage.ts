/** Builds the lake, without sockets: one store of bytes, the catalog over it, the engine over both. */
import { randomBytes } from 'node:crypto';
import { catalogWords } from './iceberg/answers';
import { createCatalogApi } from './iceberg/createCatalogApi';
import { IcebergCatalog } from './iceberg/IcebergCatalog';
import { createFolderBodies, createMemoryBodies } from './s3/BodyStore';
import { Buckets } from './s3/Buckets';
import { createS3Api, s3Words } from './s3/createS3Api';
import { createTrinoApi, trinoWords } from './trino/createTrinoApi';
import type { Clock, S3Credentials, StorageHandlers } from './types';
import { FaultBoard, withFaults } from './withFaults';

/** The bucket that holds the tables, as the platform's catalog is configured. */
export const WAREHOUSE_BUCKET = 'iceberg-warehouse';

/** The catalog in the engine, as the platform's workflows call it. */
export const TRINO_CATALOG = 'iceberg';

/** The same catalog, by the name of its file in the platform's configuration. */
const CONFIGURED_CATALOG = 'iceberg_catalog';

const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;

/** Options of {@link createStorage}. */
export interface StorageOptions {
  clock: Clock;
  /** Buckets that exist from the start, beside the warehouse's. */
  buckets?: readonly string[];
  /** Where bodies are kept; in memory when absent. */
  folder?: string;
  /** Bound of what memory holds. Default 256 MiB; then writes are refused with `XMinioStorageFull`. */
  maxBytes?: number;
  /** What clients of the object store sign by. Default: the machine's clock. */
  signingClock?: Clock;
}

/** The lake. */
export interface Storage {
  handlers: StorageHandlers;
  credentials: S3Credentials;
  buckets: Buckets;
  catalog: IcebergCatalog;
  faults: FaultBoard;
  /** Gives memory and files back. */
  clear(): Promise<void>;
}

/** Random for every lake, so that nothing that was written down is ever valid. */
function createCredentials(): S3Credentials {
  return {
    accessKeyId: `demo${randomBytes(8).toString('hex')}`,
    secretAccessKey: randomBytes(20).toString('hex'),
  };
}

/** Builds an empty lake. */
export function createStorage(options: StorageOptions): Storage {
  const { clock, folder, maxBytes = DEFAULT_MAX_BYTES } = options;
  const bodies = folder
    ? createFolderBodies({ folder })
    : createMemoryBodies({ maxBytes });
  const buckets = new Buckets({ bodies, clock });
  const named = new Set([WAREHOUSE_BUCKET, ...(options.buckets ?? [])]);
  for (const name of named) buckets.create(name);
  const credentials = createCredentials();
  const catalog = new IcebergCatalog({
    buckets,
    clock,
    warehouse: `s3://${WAREHOUSE_BUCKET}`,
  });
  const faults = new FaultBoard();
  const signingClock = options.signingClock ?? { now: Date.now };
  const s3 = createS3Api({ buckets, credentials, clock: signingClock });
  const trino = createTrinoApi({
    catalog,
    clock,
    catalogs: [TRINO_CATALOG, CONFIGURED_CATALOG],
  });
  return {
    handlers: {
      s3: withFaults(s3, { service: 's3', board: faults, words: s3Words }),
      iceberg: withFaults(createCatalogApi({ catalog }), {
        service: 'iceberg',
        board: faults,
        words: catalogWords,
      }),
      trino: withFaults(trino, {
        service: 'trino',
        board: faults,
        words: trinoWords,
      }),
    },
    credentials,
    buckets,
    catalog,
    faults,
    clear: () => bodies.clear(),
  };
}
