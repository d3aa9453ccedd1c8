/**
 * What running a template made outside the portal's database, so that it can be undone in reverse; who holds a name while it
 * is being made; and the second person that production needs.
 */
import { z } from 'zod';
import { InstantSchema } from '../model';
import { FilledFormSchema, PipelineNameSchema } from './dataSourcesShapes';

/** Kinds of things that a task makes, in the order in which they are usually made. */
export const EFFECT_KINDS = [
  'repository',
  'workflow',
  'schedule',
  'entity',
] as const;
/** A kind of thing that a task makes. */
export type EffectKind = (typeof EFFECT_KINDS)[number];

const TaskIdSchema = z.string().regex(/^[A-Za-z0-9-]{1,80}$/, {
  message: 'write the id of a task of the scaffolder',
});

/** What an action says that it made; recording the same thing twice leaves one entry. */
export const EffectSchema = z.object({
  taskId: TaskIdSchema,
  /** Id of the template's step. */
  step: z.string().min(1).max(100),
  kind: z.enum(EFFECT_KINDS),
  /**
   * What it is, unique within its kind: `owner/name` of a repository; `project/name` of a workflow; `project/name` of the
   * workflow that a schedule starts; the descriptor's address of an entity.
   */
  ref: z.string().min(1).max(500),
  /** Where people look at it. */
  url: z.string().max(1000).optional(),
  /** False when the task found it and only used it: undoing leaves it alone. */
  made: z.boolean().default(true),
});
/** What an action says that it made. */
export type Effect = z.infer<typeof EffectSchema>;

/** One thing that a task made, and whether it has been undone. */
export const MadeEntrySchema = z.object({
  id: z.string(),
  step: z.string(),
  kind: z.enum(EFFECT_KINDS),
  ref: z.string(),
  url: z.string().optional(),
  undoable: z.boolean(),
  /** Why it cannot be undone, or what undoing does. */
  note: z.string(),
  undone: z.boolean(),
  undoneAt: InstantSchema.optional(),
  undoneBy: z.string().optional(),
  madeAt: InstantSchema,
});
/** One thing that a task made. */
export type MadeEntry = z.infer<typeof MadeEntrySchema>;

/** Everything that a task made, in the order in which it was made. */
export const MadeSchema = z.object({
  taskId: z.string(),
  name: z.string().optional(),
  madeBy: z.string().optional(),
  entries: z.array(MadeEntrySchema),
});
/** Everything that a task made. */
export type Made = z.infer<typeof MadeSchema>;

/** One step of undoing, as it went. */
export const UndoStepSchema = z.object({
  entryId: z.string(),
  kind: z.enum(EFFECT_KINDS),
  ref: z.string(),
  outcome: z.enum(['undone', 'already-gone', 'failed', 'left']),
  message: z.string(),
});
/** One step of undoing. */
export type UndoStep = z.infer<typeof UndoStepSchema>;

/** How undoing went, newest effect first; it stops at the first step that fails. */
export const UndoReportSchema = z.object({
  taskId: z.string(),
  complete: z.boolean(),
  steps: z.array(UndoStepSchema),
});
/** How undoing went. */
export type UndoReport = z.infer<typeof UndoReportSchema>;

/** Who asks for a name: the first step of a template, for its task. */
export const ReservationRequestSchema = z.object({
  name: PipelineNameSchema,
  /** Absent in a dry run: then it is only looked whether the name is free. */
  taskId: TaskIdSchema.optional(),
  /** What would be written to; decides whether a second person is needed. */
  namespace: z.string().max(63).optional(),
  /** Template and values, for the approval they may need; in a task they are read from the task itself. */
  form: FilledFormSchema.optional(),
});
/** Who asks for a name. */
export type ReservationRequest = z.infer<typeof ReservationRequestSchema>;

/** The name is held for the task until then. */
export const ReservationSchema = z.object({
  name: z.string(),
  taskId: z.string().optional(),
  heldBy: z.string(),
  until: InstantSchema,
});
/** The name is held for the task until then. */
export type Reservation = z.infer<typeof ReservationSchema>;

/** What somebody approves: that a pipeline is made, that one that stands is changed, or that it ends. */
export const APPROVAL_PURPOSES = ['create', 'change', 'retire'] as const;
/** What somebody approves. */
export type ApprovalPurpose = (typeof APPROVAL_PURPOSES)[number];

/** A form for a production target that waits for, or has, a second person. */
export const ApprovalSchema = z.object({
  id: z.string(),
  purpose: z.enum(APPROVAL_PURPOSES),
  template: z.string(),
  name: z.string(),
  /** Digest of template and values: what was approved is what may be created. */
  digest: z.string(),
  values: z.record(z.string(), z.unknown()),
  reason: z.string(),
  requestedBy: z.string(),
  requestedAt: InstantSchema,
  state: z.enum(['requested', 'approved', 'rejected', 'expired']),
  decidedBy: z.string().optional(),
  decidedAt: InstantSchema.optional(),
  note: z.string().optional(),
  /** After that it counts no more. */
  until: InstantSchema,
});
/** A form for a production target that waits for, or has, a second person. */
export type Approval = z.infer<typeof ApprovalSchema>;

/** A change of a pipeline that was written, and whether it was taken back. */
export const PipelineChangeSchema = z.object({
  id: z.string(),
  by: z.string(),
  at: InstantSchema,
  /** Fields of the form that differ, with what they said before and after. */
  fields: z.array(
    z.object({ field: z.string(), before: z.string(), after: z.string() }),
  ),
  /** Paths that the commit wrote. */
  files: z.array(z.string()),
  undoneAt: InstantSchema.optional(),
  undoneBy: z.string().optional(),
});
/** A change of a pipeline that was written. */
export type PipelineChange = z.infer<typeof PipelineChangeSchema>;

/** Whether a second person is needed, and where that stands. */
export const ApprovalStateSchema = z.object({
  needed: z.boolean(),
  reason: z.string(),
  id: z.string().optional(),
  state: z.enum(['none', 'requested', 'approved', 'rejected', 'expired']),
});
/** Whether a second person is needed, and where that stands. */
export type ApprovalState = z.infer<typeof ApprovalStateSchema>;

/** What is known about a pipeline beside its entity. */
export const PipelineStateSchema = z.object({
  name: z.string(),
  entityRef: z.string(),
  lifecycle: z.string(),
  schedule: z.string().optional(),
  timezone: z.string(),
  nextRuns: z.array(InstantSchema),
  repository: z
    .object({ ref: z.string(), url: z.string(), archived: z.boolean() })
    .optional(),
  /** `unknown` with its reason where no scheduler could be asked. */
  workflow: z.object({
    state: z.enum(['online', 'offline', 'none', 'unknown']),
    reason: z.string(),
    /** Its page in the scheduler. */
    url: z.string().optional(),
  }),
  /** The template that made it, with its version then and its version today; absent where it is not known. */
  template: z
    .object({
      ref: z.string(),
      madeBy: z.string().optional(),
      today: z.string().optional(),
    })
    .optional(),
  /** Template and values that made it, for changing it in the same form; secrets are never among them. */
  madeWith: FilledFormSchema.optional(),
  /** Newest first; only the newest that stands can be undone. */
  changes: z.array(PipelineChangeSchema),
  /** Whether its end needs a second person. */
  retirement: ApprovalStateSchema,
  retired: z
    .object({ by: z.string(), at: InstantSchema, reason: z.string() })
    .optional(),
});
/** What is known about a pipeline beside its entity. */
export type PipelineState = z.infer<typeof PipelineStateSchema>;

/** How retiring or changing went, step by step. */
export const PipelineChangeReportSchema = z.object({
  name: z.string(),
  complete: z.boolean(),
  steps: z.array(
    z.object({
      what: z.enum([
        'files',
        'workflow',
        'schedule',
        'table',
        'repository',
        'entity',
      ]),
      outcome: z.enum(['done', 'already', 'kept', 'failed', 'unknown']),
      message: z.string(),
    }),
  ),
});
/** How retiring or changing went. */
export type PipelineChangeReport = z.infer<typeof PipelineChangeReportSchema>;
