import { KubernetesIndex } from '../kubernetes';
import { ClusterState, Service } from '../model';
import { Profile } from '../profiles';
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
  /** The profiles that the grouping was made with, to say how software would be recognised. */
  profiles?: readonly Profile[];
  /** Milliseconds since the epoch. */
  now: number;
}
