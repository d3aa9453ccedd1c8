/** The platform's lake: the object store, the catalog and the engine behind the platform's own services. */
import { dateOf } from '../../data-sources/calendar';
import { createStorage, type Storage } from '../createStorage';
import { runStatement } from '../trino/engine/runStatement';
import type { Clock, Handler, StorageHandlers } from '../types';
import { TABLE_SEEDS } from './tables';

/** Buckets that the platform's documents and manifests name, beside that of the tables. */
const BUCKETS = ['dolphinscheduler', 'velero-backups', 'landing'] as const;

/** The bucket that connectors write raw objects to, unless they are told another. */
export const LANDING_BUCKET: (typeof BUCKETS)[number] = 'landing';

const SCHEMAS = ['raw', 'commodities'];

async function fill({ catalog }: Storage, clock: Clock): Promise<void> {
  const context = {
    lake: catalog,
    catalogs: ['iceberg'],
    catalog: 'iceberg',
    schema: 'raw',
    now: clock.now(),
    signal: new AbortController().signal,
  };
  const today = dateOf(context.now);
  for (const schema of SCHEMAS) catalog.namespaces.create([schema]);
  for (const { name, definition, rows } of TABLE_SEEDS) {
    await runStatement(`CREATE TABLE ${name} ${definition}`, context);
    const values = rows(today).map(row => `(${row})`);
    if (values.length === 0) continue;
    await runStatement(
      `INSERT INTO ${name} VALUES ${values.join(', ')}`,
      context,
    );
  }
}

/**
 * Builds the lake. Its tables are made when it is asked for the first time, so that a platform whose lake nobody touches starts as quickly as
 * one without.
 */
export function createLake(options: { clock: Clock }): Storage {
  const { clock } = options;
  const storage = createStorage({ clock, buckets: BUCKETS });
  let filled: Promise<void> | undefined;
  const afterFilling =
    (handler: Handler): Handler =>
    async request => {
      filled ??= fill(storage, clock);
      await filled;
      return handler(request);
    };
  const { s3, iceberg, trino } = storage.handlers;
  const handlers: StorageHandlers = {
    s3: afterFilling(s3),
    iceberg: afterFilling(iceberg),
    trino: afterFilling(trino),
  };
  return { ...storage, handlers };
}
