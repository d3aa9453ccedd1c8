/** What the catalog knows about pipelines, and which of them read what a new one would read. */
import {
  type Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { KnownPipeline } from '../contracts/dataSourcesShapes';

/** `spec.type` of a pipeline's component. */
export const PIPELINE_TYPE = 'data-pipeline';

/** What a pipeline's entity says in annotations, each written by the templates. */
export const PIPELINE_ANNOTATIONS = {
  /** Name of the data source. */
  source: '254carbon.com/data-source',
  /** Ids of series, with commas between them. */
  series: '254carbon.com/series',
  /** Five fields. */
  schedule: '254carbon.com/schedule',
  timezone: '254carbon.com/timezone',
  /** `namespace.name`, with commas between them. */
  table: '254carbon.com/table',
} as const;

/** Whether the entity is a pipeline. */
export function isPipelineEntity(entity: Entity): boolean {
  return (
    entity.kind.toLocaleLowerCase('en-US') === 'component' &&
    entity.spec?.type === PIPELINE_TYPE
  );
}

/** The parts of a list with commas; nothing twice, nothing empty. */
export function splitList(text: string | undefined): string[] {
  const parts = (text ?? '').split(',').map(part => part.trim());
  return [...new Set(parts.filter(part => part !== ''))];
}

function sourceOf(entity: Entity): string | undefined {
  const said = entity.metadata.annotations?.[PIPELINE_ANNOTATIONS.source];
  if (said) return said;
  const depends = entity.spec?.dependsOn;
  for (const ref of Array.isArray(depends) ? depends : []) {
    try {
      const { kind, name } = parseEntityRef(String(ref), {
        defaultKind: 'component',
      });
      if (kind.toLocaleLowerCase('en-US') === 'resource') return name;
    } catch {
      // Somebody's file: what is no reference names no source.
    }
  }
  return undefined;
}

/** What an entity says about a pipeline. */
export function readKnownPipeline(entity: Entity): KnownPipeline {
  const annotations = entity.metadata.annotations ?? {};
  const { owner, lifecycle } = entity.spec ?? {};
  return {
    entityRef: stringifyEntityRef(entity),
    name: entity.metadata.name,
    title: entity.metadata.title ?? entity.metadata.name,
    owner: typeof owner === 'string' ? owner : undefined,
    source: sourceOf(entity),
    series: splitList(annotations[PIPELINE_ANNOTATIONS.series]),
    schedule: annotations[PIPELINE_ANNOTATIONS.schedule],
    timezone: annotations[PIPELINE_ANNOTATIONS.timezone],
    tables: splitList(annotations[PIPELINE_ANNOTATIONS.table]),
    lifecycle: typeof lifecycle === 'string' ? lifecycle : undefined,
  };
}

/** A series that somebody reads already. */
export interface DuplicateSeries {
  readonly entityRef: string;
  readonly series: string;
}

/** Lifecycle of a pipeline that reads no more. */
export const RETIRED_LIFECYCLE = 'deprecated';

const fold = (text: string) => text.toLocaleUpperCase('en-US');

/**
 * Pipelines of the same source that read one of these series; those that were retired do not count.
 *
 * @param options.except - Name of the pipeline that is being changed.
 */
export function findDuplicateSeries(options: {
  source: string;
  series: readonly string[];
  pipelines: readonly KnownPipeline[];
  except?: string;
}): DuplicateSeries[] {
  const wanted = new Map(options.series.map(id => [fold(id), id]));
  return options.pipelines
    .filter(
      ({ source, name, lifecycle }) =>
        source === options.source &&
        name !== options.except &&
        lifecycle !== RETIRED_LIFECYCLE,
    )
    .flatMap(({ entityRef, series }) =>
      series
        .map(id => wanted.get(fold(id)))
        .filter(id => id !== undefined)
        .map(id => ({ entityRef, series: id })),
    );
}

/** Tables that entities of datasets name, each once, in order. */
export function listTables(
  entities: readonly Entity[],
): Array<{ name: string; entityRef?: string }> {
  const tables = new Map<string, string>();
  for (const entity of entities) {
    const named = splitList(
      entity.metadata.annotations?.[PIPELINE_ANNOTATIONS.table],
    );
    for (const name of named) {
      if (!tables.has(name)) tables.set(name, stringifyEntityRef(entity));
    }
  }
  return [...tables]
    .map(([name, entityRef]) => ({ name, entityRef }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
