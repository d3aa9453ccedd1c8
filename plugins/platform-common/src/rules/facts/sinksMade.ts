/**
 * Places for results that are known to be there: buckets that custom resources declare or that are measured, tables that a pipeline of the scheduler creates
 * before it, or another one, writes to them, and tables that the lake lists. A place of which nobody knows may be there all the same: a first
 * run may make it, and another catalog than the lake's may hold it. So nothing here ever says that one is missing.
 */
import {
  annotationOf,
  asObjects,
  asText,
  KubernetesObject,
} from '../../kubernetes';
import { PipelineSink } from '../../pipelines';
import { FactContext } from './context';
import { once } from './once';
import { readingsOf } from './watching';
import { LakeListing, notGiven, PipelineDefinition } from './knowledge';

/** A pipeline of whose sinks it was asked whether they are there. */
export interface PipelineWithSinks extends PipelineDefinition {
  /** Why nobody knows the tables of the lake: a sentence; absent when they are known, or nothing hangs on them. */
  lakeUnknown?: string;
}

/** Kinds of custom resources that make buckets: of MinIO, Crossplane and the clouds' own operators, Rook, Google's connector. */
export const BUCKET_KINDS = [
  'Tenant',
  'Bucket',
  'ObjectBucketClaim',
  'StorageBucket',
] as const;

function bucketsOf(object: KubernetesObject): string[] {
  const { spec = {}, metadata } = object;
  if (object.kind === 'Tenant')
    return asObjects(spec.buckets).flatMap(({ name }) => asText(name) ?? []);
  return [
    annotationOf(object, 'crossplane.io/external-name') ??
      asText(spec.bucketName) ??
      asText(spec.name) ??
      metadata.name,
  ];
}

function bucketsMade({ index, service }: FactContext): ReadonlySet<string> {
  return once(
    index,
    `buckets ${service.cluster}`,
    () =>
      new Set(
        BUCKET_KINDS.flatMap(kind => index.byKind(kind))
          .filter(({ cluster }) => cluster === service.cluster)
          .flatMap(({ object }) => bucketsOf(object)),
      ),
  );
}

/** The last two parts of a name, as engines compare them: `iceberg.Raw.eia` and `raw.eia` are one table. */
function tableKey(name: string): string | undefined {
  const parts = name.toLowerCase().split('.');
  return parts.length < 2 ? undefined : parts.slice(-2).join('.');
}

/** The tables that the lake of the service's cluster lists, or why nobody knows them. */
function lakeOf({
  lakeTables,
  service,
  now,
}: FactContext): ReadonlySet<string> | string {
  const listing = lakeTables ?? notGiven<LakeListing>('lakeTables', now);
  if (!listing.ok) return listing.reason;
  const { cluster, names } = listing.value;
  if (cluster !== undefined && cluster !== service.cluster)
    return `The lake that is asked stands in ${cluster}.`;
  return once(
    listing.value,
    'tables',
    () => new Set(names.flatMap(name => tableKey(name) ?? [])),
  );
}

/** Tables that some pipeline makes, by their whole names. */
function tablesMade(pipelines: readonly PipelineDefinition[]) {
  return new Set(
    pipelines.flatMap(({ sinks = [] }) =>
      sinks.flatMap(({ kind, name, exists }) =>
        kind === 'table' && exists === true ? [name.toLowerCase()] : [],
      ),
    ),
  );
}

/** Buckets of which a store of metrics of the cluster has something. */
function bucketsMeasured(context: FactContext): ReadonlySet<string> {
  const stores = readingsOf(context, ['prometheus', 'victoria-metrics']);
  return new Set(
    stores.flatMap(({ parts }) =>
      parts.figures?.ok
        ? parts.figures.value.flatMap(({ id, of }) =>
            id === 'bucket' && of !== undefined ? [of] : [],
          )
        : [],
    ),
  );
}

/** The pipelines, with sinks that are known to be there marked so. */
export function withSinksMade(
  context: FactContext,
  pipelines: readonly PipelineDefinition[],
): readonly PipelineWithSinks[] {
  const buckets = bucketsMade(context);
  const measured = bucketsMeasured(context);
  const tables = tablesMade(pipelines);
  const lake = lakeOf(context);
  const isThere = ({ kind, name }: PipelineSink) => {
    if (kind === 'bucket') return buckets.has(name) || measured.has(name);
    if (kind !== 'table') return false;
    if (tables.has(name.toLowerCase())) return true;
    return typeof lake !== 'string' && lake.has(tableKey(name) ?? '');
  };
  return pipelines.map(one => {
    if (one.sinks === undefined) return one;
    const sinks = one.sinks.map(sink =>
      sink.exists === undefined && isThere(sink)
        ? { ...sink, exists: true }
        : sink,
    );
    const isOpen = sinks.some(
      ({ kind, exists }) => kind === 'table' && exists === undefined,
    );
    return isOpen && typeof lake === 'string'
      ? { ...one, sinks, lakeUnknown: lake }
      : { ...one, sinks };
  });
}
