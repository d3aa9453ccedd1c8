/**
 * Places for results that somebody is known to make: buckets that custom resources declare, and tables that a pipeline of the scheduler creates
 * before it, or another one, writes to them. That nobody is known to make a place proves nothing: only the lake's own listing tells that it is
 * not there.
 */
import {
  annotationOf,
  asObjects,
  asText,
  KubernetesObject,
} from '../../kubernetes';
import { FactContext } from './context';
import { once } from './once';
import { PipelineDefinition } from './knowledge';

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

/** The pipelines, with sinks that are known to be made marked as there. */
export function withSinksMade(
  context: FactContext,
  pipelines: readonly PipelineDefinition[],
): readonly PipelineDefinition[] {
  const buckets = bucketsMade(context);
  const tables = new Set(
    pipelines.flatMap(({ sinks = [] }) =>
      sinks.flatMap(({ kind, name, exists }) =>
        kind === 'table' && exists === true ? [name.toLowerCase()] : [],
      ),
    ),
  );
  if (buckets.size + tables.size === 0) return pipelines;
  return pipelines.map(one =>
    one.sinks === undefined
      ? one
      : {
          ...one,
          sinks: one.sinks.map(sink => {
            const isMade =
              (sink.kind === 'bucket' && buckets.has(sink.name)) ||
              (sink.kind === 'table' && tables.has(sink.name.toLowerCase()));
            return sink.exists === undefined && isMade
              ? { ...sink, exists: true }
              : sink;
          }),
        },
  );
}
