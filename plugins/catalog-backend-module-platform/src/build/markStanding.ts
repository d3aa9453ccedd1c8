/**
 * Lays upon the entity of a service what stands beside it: what people declare of it, and that it cannot be read. An entity
 * that the catalog holds with such a mark keeps the mark to the letter for as long as it is true, so that an outage is one
 * write when it begins and one when it ends, also across a restart and a takeover.
 */
import { Entity } from '@backstage/catalog-model';
import {
  declaredAnnotations,
  readStanding,
  Service,
  STANDING_ANNOTATIONS,
} from '@254carbon/backstage-plugin-platform-common';
import { Stale } from './findStale';

const { expectedDown, maintenance, staleSince, staleReason } =
  STANDING_ANNOTATIONS;

/** The marked form of entities that are in use, with the marks; the same marks, the same entity. */
const marked = new WeakMap<Entity, { key: string; entity: Entity }>();

function annotate(entity: Entity, marks: Record<string, string>): Entity {
  if (Object.keys(marks).length === 0) return entity;
  const key = JSON.stringify(marks);
  const last = marked.get(entity);
  if (last?.key === key) return last.entity;
  const { annotations } = entity.metadata;
  const next = {
    ...entity,
    metadata: { ...entity.metadata, annotations: { ...annotations, ...marks } },
  };
  marked.set(entity, { key, entity: next });
  return next;
}

/** What is declared; while nobody can say, what the catalog holds and what has not ended. */
function declaredMarks(
  service: Pick<Service, 'expectedDown' | 'maintenance'>,
  options: MarkOptions,
): Record<string, string> {
  const declared = declaredAnnotations(service);
  if (options.isKnown) return declared;
  const held = options.held?.metadata.annotations ?? {};
  const standing = readStanding(held, options.now);
  return {
    ...(standing.expectedDown ? { [expectedDown]: held[expectedDown] } : {}),
    ...(standing.maintenance ? { [maintenance]: held[maintenance] } : {}),
    ...declared,
  };
}

/** That it cannot be read: as the catalog tells it already, or as it is told now. */
function staleMarks({
  held,
  stale,
  isStale,
}: MarkOptions): Record<string, string> {
  const annotations = held?.metadata.annotations;
  const since = annotations?.[staleSince];
  if (isStale && since !== undefined) {
    return {
      [staleSince]: since,
      [staleReason]: annotations?.[staleReason] ?? '',
    };
  }
  return stale
    ? { [staleSince]: stale.since, [staleReason]: stale.reason }
    : {};
}

/** What marks are made from. */
export interface MarkOptions {
  /** The entity that the catalog holds. */
  held: Entity | undefined;
  /** Set when it cannot be read and that has lasted. */
  stale: Stale | undefined;
  /** It cannot be read at present, for however long. */
  isStale: boolean;
  /** What people declare has been read. */
  isKnown: boolean;
  /** Milliseconds since the epoch. */
  now: number;
}

/** The entity of a service with its marks; the same entity when there are none. */
export function markStanding(
  entity: Entity,
  service: Pick<Service, 'expectedDown' | 'maintenance'>,
  options: MarkOptions,
): Entity {
  return annotate(entity, {
    ...declaredMarks(service, options),
    ...staleMarks(options),
  });
}

/** An entity whose service is not in sight because its cluster cannot be read; one that says so already is kept to the letter. */
export function markUnseen(entity: Entity, stale: Stale | undefined): Entity {
  const { annotations } = entity.metadata;
  if (!stale || annotations?.[staleSince] !== undefined) return entity;
  return annotate(entity, {
    [staleSince]: stale.since,
    [staleReason]: stale.reason,
  });
}
