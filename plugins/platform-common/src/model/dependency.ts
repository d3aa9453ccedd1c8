/**
 * Why one service is said to need another. An edge without a proof is a rumour, so every edge carries
 * what was seen, on which object, at which place of it; and because "somebody wrote it" and "the
 * configuration shows it" are different kinds of knowing, each piece of evidence says which it is.
 */
import { z } from 'zod';

/** How an edge is known: somebody (a person, a profile) says so, or the configuration shows it. */
export const DEPENDENCY_SOURCES = ['declared', 'inferred'] as const;
/** How an edge is known. */
export type DependencySource = (typeof DEPENDENCY_SOURCES)[number];

/**
 * How sure an edge is, the surest first. `certain`: a person declared it, or what is declared is also
 * seen in the configuration, or a full address with its port is. `likely`: a profile declares it, or a
 * full address is named. `possible`: a policy would allow it, or a short name was found.
 */
export const DEPENDENCY_CONFIDENCES = [
  'certain',
  'likely',
  'possible',
] as const;
/** How sure an edge is. */
export type DependencyConfidence = (typeof DEPENDENCY_CONFIDENCES)[number];

/** One piece of evidence for an edge. Names of hosts only, never the values around them. */
export const DependencyEvidenceSchema = z.object({
  /** What was seen, in words: `env S3_ENDPOINT names minio-service.data-platform:9000`. */
  what: z.string(),
  /** Where: `Deployment data-platform/trino`, `profile trino`. */
  object: z.string(),
  /** Where in the object: `spec.template.spec.containers[trino].env[S3_ENDPOINT]`. */
  path: z.string().optional(),
  /** Whether this piece declares the edge or shows it. */
  source: z.enum(DEPENDENCY_SOURCES),
});
/** One piece of evidence for an edge. */
export type DependencyEvidence = z.infer<typeof DependencyEvidenceSchema>;

/** An edge of the graph of services. */
export const ServiceDependencySchema = z.object({
  /** Id of the service that is needed, which is also the name of its entity. */
  to: z.string(),
  /** `declared` as soon as one piece of evidence declares it. */
  source: z.enum(DEPENDENCY_SOURCES),
  confidence: z.enum(DEPENDENCY_CONFIDENCES),
  /** At least one piece, what declares before what shows. */
  evidence: z.array(DependencyEvidenceSchema).min(1),
});
/** An edge of the graph of services. */
export type ServiceDependency = z.infer<typeof ServiceDependencySchema>;
