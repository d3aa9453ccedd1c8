/** What was written down (manifests), and how it differs from what was observed. */
import { z } from 'zod';
import {
  DeclaredOriginSchema,
  ManifestProblemSchema,
  NotRenderedSchema,
} from '../declared';
import { InstantSchema } from '../model';
import { ObjectNameSchema } from './platformObjects';

/** Something to mend, with the source that it is in. */
export const LocatedProblemSchema = ManifestProblemSchema.extend({
  source: z.string(),
});
/** Something to mend, with the source that it is in. */
export type LocatedProblem = z.infer<typeof LocatedProblemSchema>;

/** What could not be rendered, with the source that it is in. */
export const LocatedNotRenderedSchema = NotRenderedSchema.extend({
  source: z.string(),
});
/** What could not be rendered, with the source that it is in. */
export type LocatedNotRendered = z.infer<typeof LocatedNotRenderedSchema>;

/** One source of manifests: a folder or a repository. */
export const ManifestSourceSchema = z.object({
  name: z.string(),
  type: z.string(),
  /** Folder or address, without credentials. */
  location: z.string(),
  /** The read that is shown went well; otherwise `reason` and `since` say why not, and what is shown is the last good one. */
  ok: z.boolean(),
  reason: z.string().optional(),
  since: InstantSchema.optional(),
  /** When what is shown was read; absent when it never was. */
  observedAt: InstantSchema.optional(),
  revision: z.string().optional(),
  counts: z.object({
    files: z.number().int(),
    objects: z.number().int(),
    problems: z.number().int(),
    notRendered: z.number().int(),
  }),
});
/** One source of manifests. */
export type ManifestSource = z.infer<typeof ManifestSourceSchema>;

/** Everything that is read from manifests, and what could not be. */
export const ManifestListSchema = z.object({
  /** Nothing is configured when there are none. */
  sources: z.array(ManifestSourceSchema),
  /** At most 500; the counts of the sources are complete. */
  problems: z.array(LocatedProblemSchema),
  /** Templates that no renderer here could turn into objects, with the reason; at most 500. */
  notRendered: z.array(LocatedNotRenderedSchema),
  caveats: z.array(z.string()),
  generatedAt: InstantSchema,
});
/** Everything that is read from manifests, and what could not be. */
export type ManifestList = z.infer<typeof ManifestListSchema>;

/** One field that differs. */
export const FieldDifferenceSchema = z.object({
  /** `spec.replicas`. */
  path: z.string(),
  /** JSON text, cut; absent when the field is not there. */
  declared: z.string().optional(),
  observed: z.string().optional(),
});

/** How one object stands against what was declared. */
export const DriftItemSchema = z.object({
  object: ObjectNameSchema,
  serviceId: z.string().optional(),
  /** `present`: it is there, and only its name is read; `unknown`: the cluster or the source cannot be read well enough to say. */
  verdict: z.enum([
    'same',
    'different',
    'present',
    'only-declared',
    'only-observed',
    'unknown',
  ]),
  origins: z.array(DeclaredOriginSchema),
  differences: z.array(FieldDifferenceSchema),
  /** One sentence, when the verdict needs one. */
  reason: z.string().optional(),
});
/** How one object stands against what was declared. */
export type DriftItem = z.infer<typeof DriftItemSchema>;

/** How many objects got each verdict. */
export const DriftCountsSchema = z.object({
  same: z.number().int(),
  different: z.number().int(),
  present: z.number().int(),
  onlyDeclared: z.number().int(),
  onlyObserved: z.number().int(),
  unknown: z.number().int(),
});
/** How many objects got each verdict. */
export type DriftCounts = z.infer<typeof DriftCountsSchema>;

/** Declared against observed, of one service or in all. */
export const DriftSchema = z.object({
  /** `not-configured`: no manifests are read; `unknown`: they could not be read yet. */
  state: z.enum(['compared', 'not-configured', 'unknown']),
  /** Why there is no comparison, or none that is complete. */
  reason: z.string().optional(),
  counts: DriftCountsSchema,
  /** What differs first; at most 500, without those that are the same unless one service is asked for. */
  items: z.array(DriftItemSchema),
  caveats: z.array(z.string()),
  generatedAt: InstantSchema,
});
/** Declared against observed, of one service or in all. */
export type Drift = z.infer<typeof DriftSchema>;

/** The comparison in short, for the page of a service. */
export const DriftSummarySchema = DriftSchema.pick({
  state: true,
  reason: true,
  counts: true,
});
/** The comparison in short. */
export type DriftSummary = z.infer<typeof DriftSummarySchema>;
