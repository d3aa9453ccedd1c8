/**
 * What the form for a pipeline needs to know before anything is created, and what it is shown: the choices that the platform
 * really has, the files exactly as they would be written with their difference to what stands, verdicts on them, and rows.
 */
import { z } from 'zod';
import { InstantSchema } from '../model';
import { EditedFileSchema } from './dataSourcesEdits';
import { KnownTableSchema, LakeStateSchema } from './dataSourcesLake';

/** Largest text of one previewed file that is sent whole, in characters; what is longer is cut and says so. */
export const LONGEST_SHOWN_FILE = 200_000;

/** A name that is a repository, a workload and an entity at once. */
export const PipelineNameSchema = z
  .string()
  .regex(
    /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
    'use lower-case letters, digits and inner hyphens',
  )
  .max(63, 'use at most 63 characters');

const EntityRefSchema = z.string().min(3).max(300);
const TemplateRefSchema = z
  .string()
  .regex(
    /^template:[a-z0-9-_.]+\/[a-zA-Z0-9-_.]+$/,
    'write a full entity ref such as template:default/eia-connector',
  );

/** What somebody filled into a template's form. */
export const FilledFormSchema = z.object({
  /** Entity ref of the registered template. */
  template: TemplateRefSchema,
  /** The form's values; the template's own schema judges them. */
  values: z.record(z.string(), z.unknown()),
});
/** What somebody filled into a template's form. */
export type FilledForm = z.infer<typeof FilledFormSchema>;

/** Whether a secret is there; `unknown` says why nobody can tell. Its value is never read. */
export const SecretStatusSchema = z.object({
  /** Name of the Kubernetes Secret. */
  name: z.string(),
  /** Environment variable that a connector reads it from. */
  variable: z.string().optional(),
  namespace: z.string().optional(),
  exists: z.enum(['true', 'false', 'unknown']),
  reason: z.string(),
});
/** Whether a secret is there. */
export type SecretStatus = z.infer<typeof SecretStatusSchema>;

/** A pipeline that the catalog knows, with the series it reads. */
export const KnownPipelineSchema = z.object({
  entityRef: EntityRefSchema,
  name: z.string(),
  title: z.string(),
  owner: z.string().optional(),
  /** Name of the data source that it reads, as the catalog says; absent when it says nothing. */
  source: z.string().optional(),
  /** Series as the publisher names them; empty when the entity names none. */
  series: z.array(z.string()),
  schedule: z.string().optional(),
  timezone: z.string().optional(),
  /** Tables that it fills, `namespace.name`. */
  tables: z.array(z.string()),
  lifecycle: z.string().optional(),
});
/** A pipeline that the catalog knows. */
export type KnownPipeline = z.infer<typeof KnownPipelineSchema>;

/** A series that may be chosen, and who reads it already. */
export const SeriesOptionSchema = z.object({
  id: z.string(),
  title: z.string(),
  unit: z.string(),
  frequency: z.string(),
  /** Entity refs of pipelines that read it. */
  ingestedBy: z.array(EntityRefSchema),
});
/** A series that may be chosen. */
export type SeriesOption = z.infer<typeof SeriesOptionSchema>;

/** Calls that a source allows a day, and how many are known to be used. */
export const QuotaUseSchema = z.object({
  /** Absent when the publisher names no limit that can be counted by day. */
  perDay: z.number().positive().optional(),
  /** Calls a day of the pipelines that stand, by their schedules: a lower bound. */
  planned: z.number().nonnegative(),
  source: z.string(),
});
/** Calls that a source allows a day. */
export type QuotaUse = z.infer<typeof QuotaUseSchema>;

/** What the platform has to offer to a form. */
export const FormOptionsSchema = z.object({
  /** Absent where the form is about none, or about one that the catalog does not have. */
  source: z.object({ name: z.string(), title: z.string() }).optional(),
  series: z.array(SeriesOptionSchema),
  /** Tables that stand, `namespace.name`, in the lake or in the catalog. */
  tables: z.array(KnownTableSchema),
  /** Whether the lake itself could be asked. */
  lake: LakeStateSchema,
  schedules: z.object({
    /** For each minute of the hour, how many known schedules fire in it; 60 numbers. */
    byMinute: z.array(z.number().int().nonnegative()).length(60),
    /** The least used minute, away from the full hour. */
    suggestedMinute: z.number().int().min(0).max(59),
    known: z.number().int().nonnegative(),
  }),
  /** Absent with the source. */
  quota: QuotaUseSchema.optional(),
  secrets: z.array(SecretStatusSchema),
  /** All that stand, whatever they read: their names are taken. */
  pipelines: z.array(KnownPipelineSchema),
  /** Publisher's calendar in words. */
  calendar: z.string().optional(),
  timezone: z.string(),
  /** What could not be read; the rest stands. */
  caveats: z.array(z.string()),
});
/** What the platform has to offer to a form. */
export type FormOptions = z.infer<typeof FormOptionsSchema>;

/** One file as it would be written. */
export const PreviewFileSchema = z.object({
  path: z.string(),
  bytes: z.number().int().nonnegative(),
  isBinary: z.boolean(),
  /** Text; empty for a binary file, cut when it is longer than {@link LONGEST_SHOWN_FILE}. */
  content: z.string(),
  cut: z.boolean(),
  /** Against the repository of that name. */
  change: z.enum(['added', 'changed', 'unchanged']),
});
/** One file as it would be written. */
export type PreviewFile = z.infer<typeof PreviewFileSchema>;

/** A run of lines that are equal, gone or new. */
export const DiffLineSchema = z.object({
  kind: z.enum(['same', 'removed', 'added', 'skipped']),
  text: z.string(),
});
/** A line of a difference; `skipped` stands for equal lines, its text says how many. */
export type DiffLine = z.infer<typeof DiffLineSchema>;

/** How what would be written differs from the repository of that name. */
export const PreviewDiffSchema = z.object({
  /** `none`: there is no such repository; `unknown`: nobody could look. */
  target: z.enum(['none', 'repository', 'unknown']),
  repository: z.string().optional(),
  reason: z.string(),
  added: z.array(z.string()),
  removed: z.array(z.string()),
  changed: z.array(
    z.object({ path: z.string(), lines: z.array(DiffLineSchema) }),
  ),
  unchanged: z.number().int().nonnegative(),
});
/** How what would be written differs from the repository of that name. */
export type PreviewDiff = z.infer<typeof PreviewDiffSchema>;

/** What a rule or validator says about what would be written. */
export const PreviewVerdictSchema = z.object({
  rule: z.string(),
  title: z.string(),
  outcome: z.enum(['pass', 'fail', 'warning', 'unknown']),
  file: z.string().optional(),
  message: z.string(),
});
/** What a rule or validator says about what would be written. */
export type PreviewVerdict = z.infer<typeof PreviewVerdictSchema>;

/** Why nothing may be created yet, and which field to change; without a field it is nobody's field. */
export const PreviewProblemSchema = z.object({
  field: z.string().optional(),
  message: z.string(),
  /** A warning is told and refuses nothing. */
  severity: z.enum(['refused', 'warning']),
});
/** Why nothing may be created yet, or what to know first. */
export type PreviewProblem = z.infer<typeof PreviewProblemSchema>;

/** Everything that would happen. */
export const PreviewSchema = z.object({
  /** Digest of template and values: the same form has the same preview. */
  id: z.string(),
  template: TemplateRefSchema,
  name: z.string().optional(),
  /** Nothing may be created while one problem is `refused`. */
  mayCreate: z.boolean(),
  files: z.array(PreviewFileSchema),
  diff: PreviewDiffSchema,
  /** Of a change: what was edited by hand since the files were generated. */
  edited: z.array(EditedFileSchema),
  verdicts: z.array(PreviewVerdictSchema),
  problems: z.array(PreviewProblemSchema),
  nextRuns: z.array(InstantSchema),
  timezone: z.string(),
  callsPerDay: z.number().nonnegative().optional(),
  quotaPerDay: z.number().positive().optional(),
  duplicates: z.array(
    z.object({ entityRef: EntityRefSchema, series: z.string() }),
  ),
  /** What the template's steps said, in order. */
  steps: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      outcome: z.enum(['done', 'skipped', 'failed', 'not-reached']),
      message: z.string().optional(),
    }),
  ),
  /** Production needs a second person; where that stands. */
  approval: z.object({
    needed: z.boolean(),
    reason: z.string(),
    id: z.string().optional(),
    state: z.enum(['none', 'requested', 'approved', 'rejected', 'expired']),
  }),
  madeAt: InstantSchema,
});
/** Everything that would happen. */
export type Preview = z.infer<typeof PreviewSchema>;

/** Rows as the generated connector reads them, without a key and without writing anything. */
export const TestReadSchema = z.object({
  /** `simulated`: read over the wire from the configured address; `fixtures`: rows recorded in the repository. */
  from: z.enum(['simulated', 'fixtures']),
  /** In words: which address was asked, or why none was. */
  reason: z.string(),
  rows: z.array(z.record(z.string(), z.unknown())),
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  quality: z.array(
    z.object({
      check: z.string(),
      outcome: z.enum(['pass', 'warn', 'fail']),
      message: z.string(),
    }),
  ),
  /** Requests as they were made, scrubbed. */
  requests: z.array(z.string()),
  rejected: z.number().int().nonnegative(),
  milliseconds: z.number().nonnegative(),
});
/** Rows as the generated connector reads them. */
export type TestRead = z.infer<typeof TestReadSchema>;
