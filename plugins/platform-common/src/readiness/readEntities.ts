/** Catalog entities of KPIs and of documents, as the portal's own shapes; a mistake in one is a sentence and harms no other. */
import { z } from 'zod';
import { Kpi, KpiSpecSchema } from './kpis';
import { StatusDocument, StatusDocumentSpecSchema } from './claims';
import { findMeasurement } from './measurements';

/** What is read of a catalog entity. */
export interface DescribedEntity {
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    title?: string;
    description?: string;
  };
  spec?: object;
}

/** What came of reading an entity. */
export type ReadEntity<T> =
  | { ok: true; value: T }
  /** One sentence that names the entity, the mistake and the cure. */
  | { ok: false; problem: string };

function partOf(entity: DescribedEntity, part: string): unknown {
  const spec: Record<string, unknown> = { ...entity.spec };
  return spec[part];
}

function nameOf({ kind, metadata }: DescribedEntity) {
  const { name, namespace = 'default', title, description } = metadata;
  return {
    id: name,
    entityRef: `${kind}:${namespace}/${name}`.toLowerCase(),
    title: title ?? name,
    description: description ?? '',
  };
}

function describeProblem(
  entity: DescribedEntity,
  part: string,
  { issues }: z.ZodError,
): string {
  const [issue] = issues;
  const where = ['spec', part, ...(issue?.path ?? [])].join('.');
  return `${
    nameOf(entity).entityRef
  } is left out: ${where} is not as it should be (${
    issue?.message ?? 'no reason given'
  }); correct it in its file.`;
}

/** Reads a KPI from its entity: a Resource with `spec.type: kpi`. */
export function readKpi(entity: DescribedEntity): ReadEntity<Kpi> {
  const parsed = KpiSpecSchema.safeParse(partOf(entity, 'kpi'));
  if (!parsed.success)
    return { ok: false, problem: describeProblem(entity, 'kpi', parsed.error) };
  const named = nameOf(entity);
  const { measurement: id, unit } = parsed.data;
  const measurement = id === undefined ? undefined : findMeasurement(id);
  if (id !== undefined && !measurement)
    return {
      ok: false,
      problem: `${named.entityRef} is left out: the portal makes no measurement "${id}"; name one that it makes, or remove spec.kpi.measurement.`,
    };
  if (measurement && measurement.unit !== unit)
    return {
      ok: false,
      problem: `${named.entityRef} is left out: it is in ${unit}, and measurement ${measurement.id} is in ${measurement.unit}; write the target in ${measurement.unit}.`,
    };
  return { ok: true, value: { ...named, ...parsed.data } };
}

/** Reads a document from its entity: a Resource with `spec.type: status-document`. */
export function readStatusDocument(
  entity: DescribedEntity,
): ReadEntity<StatusDocument> {
  const part = 'document';
  const parsed = StatusDocumentSpecSchema.safeParse(partOf(entity, part));
  if (!parsed.success)
    return { ok: false, problem: describeProblem(entity, part, parsed.error) };
  return { ok: true, value: { ...nameOf(entity), ...parsed.data } };
}
