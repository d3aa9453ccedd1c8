import { DeclaredOrigin } from '../types';

/** How an object stands against what was declared. */
export type DeclaredVerdict =
  | 'same'
  | 'different'
  /** It is there; only its name is read, so what is in it was not compared. */
  | 'present'
  | 'only-declared'
  | 'only-observed'
  /** The cluster or the tree cannot be read well enough to say. */
  | 'unknown';

/** A field that the manifest sets and the cluster has otherwise. */
export interface DeclaredDifference {
  /** Dotted; items of a list by their name: `spec.template.spec.containers[web].image`. */
  path: string;
  /** JSON text, cut at 200 characters. */
  declared: string;
  /** JSON text, cut at 200 characters; absent when the field is not there. */
  observed?: string;
}

/** One object, declared, observed, or both. */
export interface ComparedObject {
  object: {
    /** Name of the cluster; of what was declared only, the cluster of its source, or `''` when it is for any. */
    cluster: string;
    apiVersion: string;
    kind: string;
    /** Absent for objects without a namespace, and when the manifest does not say. */
    namespace?: string;
    name: string;
  };
  verdict: DeclaredVerdict;
  /** Every place that declares it; empty when none does. */
  origins: readonly DeclaredOrigin[];
  differences: readonly DeclaredDifference[];
  /** One sentence, unless the verdict is `same`. */
  reason?: string;
  /** When it was last confirmed in the cluster, ISO 8601 UTC. */
  observedAt?: string;
}

/** Everything declared laid upon everything observed. */
export interface DeclaredComparison {
  /** In the order of the trees, then what was observed only. */
  objects: readonly ComparedObject[];
  counts: Readonly<Record<DeclaredVerdict, number>>;
  /** What was observed and nobody would declare, and how many, by reason. */
  leftOut: readonly { reason: string; count: number }[];
  /** Why the comparison is not complete; sentences. */
  caveats: readonly string[];
}
