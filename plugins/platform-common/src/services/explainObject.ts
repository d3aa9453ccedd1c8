import { KubernetesIndex } from '../kubernetes';
import { ClusterState, Explanation, ObjectQuestion, Service } from '../model';
import { Grouping } from './types';

/** An object that a manifest declares, as far as explaining needs it (`DeclaredObject` fits). */
export interface DeclaredLike {
  object: { kind: string; metadata: { name: string; namespace?: string } };
  origin: { source: string; path: string; line: number };
}

/** An entity that is known from the catalog only: planned or rejected software. */
export interface PlannedLike {
  entityRef: string;
  title?: string;
  lifecycle?: string;
}

/** What an explanation is made from. */
export interface ExplainInput {
  index: KubernetesIndex;
  grouping: Grouping;
  services: readonly Service[];
  clusters: readonly ClusterState[];
  /** Objects that manifests declare; absent when none are read. */
  declared?: readonly DeclaredLike[];
  /** Entities without workload, from the catalog. */
  planned?: readonly PlannedLike[];
  /** Milliseconds since the epoch. */
  now: number;
}

/**
 * Why an object is, or is not, in the catalog: the chain from the object over the rule to the service
 * and its entity. Total: a name that nobody has heard of has an explanation too.
 */
export function explainObject(
  question: ObjectQuestion,
  input: ExplainInput,
): Explanation {
  const found = input.services.find(({ id }) => id === question.name);
  return {
    subject: question.name,
    verdict: found ? 'here' : 'unknown',
    summary: found ? `${found.title} is a service.` : 'Not looked up.',
    steps: [],
    ...(found ? { serviceId: found.id, entityRef: found.entityRef } : {}),
    nearest: [],
  };
}
