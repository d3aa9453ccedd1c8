/**
 * What people say about readiness, over HTTP: that a rule is not held against a service for a while (an exemption, which
 * somebody else has to approve), that something was proved by hand (manual evidence, which ends), and what documents
 * claim beside what is computed. None of it changes a verdict that passes, and all of it is shown where it counts.
 */
import { z } from 'zod';
import { InstantSchema } from '../model';
import {
  readinessEvidenceRecordPermission,
  readinessExemptionApprovePermission,
  readinessExemptionRequestPermission,
  readinessReadPermission,
} from '../permissions';
import { ExemptionSchema, ManualEvidenceSchema } from '../readiness/governance';
import { RouteDeclaration } from './contract';

/** Longest time that an exemption may last, in days; what lasts longer is no exception. */
export const LONGEST_EXEMPTION_DAYS = 180;

/** Longest time that manual evidence may count, in days from when the thing was done. */
export const LONGEST_EVIDENCE_DAYS = 400;

const IdSchema = z.string().regex(/^[a-z0-9-]{1,63}$/, {
  message: 'write an id of lower-case letters, digits and dashes',
});

const sentence = (what: string) =>
  z
    .string()
    .trim()
    .min(10, `write ${what} in at least 10 characters`)
    .max(2000, `write ${what} in at most 2000 characters`);

const OwnerSchema = z
  .string()
  .max(200)
  .regex(
    /^(user|group):[a-z0-9-_.]+\/[a-zA-Z0-9-_.]+$/,
    'write a full entity ref such as group:default/platform-engineering',
  );

/** What somebody asks to be exempted. */
export const ExemptionRequestSchema = z.object({
  ruleId: IdSchema,
  serviceId: IdSchema,
  reason: sentence('why the rule cannot be met for now'),
  /** Entity ref of who answers for it: `group:default/platform-engineering`. */
  owner: OwnerSchema,
  compensatingControl: sentence('what protects the service meanwhile'),
  /** In the future; at most {@link LONGEST_EXEMPTION_DAYS} days away. */
  until: InstantSchema,
});
/** What somebody asks to be exempted. */
export type ExemptionRequest = z.infer<typeof ExemptionRequestSchema>;

/** Where an exemption stands now. */
export const ExemptionPhaseSchema = z.enum([
  'requested',
  'in-force',
  'rejected',
  'revoked',
  'expired',
]);
/** Where an exemption stands now; `expired` also when it ended before anybody decided. */
export type ExemptionPhase = z.infer<typeof ExemptionPhaseSchema>;

/** An exemption as people see it. */
export const ExemptionViewSchema = ExemptionSchema.extend({
  phase: ExemptionPhaseSchema,
  /** It is in force and ends within the configured warning days. */
  expiresSoon: z.boolean(),
  /** The rule as it is called; its id when it is not in force any more. */
  ruleTitle: z.string(),
  serviceTitle: z.string(),
  /** Who ended it before its time, and why. */
  revokedBy: z.string().optional(),
  revokedAt: InstantSchema.optional(),
  revokeNote: z.string().optional(),
});
/** An exemption as people see it. */
export type ExemptionView = z.infer<typeof ExemptionViewSchema>;

/** What somebody records who proved something by hand; its author is who is signed in. */
export const EvidenceRequestSchema = z.object({
  ruleId: IdSchema,
  serviceId: IdSchema,
  statement: sentence('what was done and what came of it'),
  /** A link to the protocol, or its text. Never a credential. */
  proof: z
    .string()
    .trim()
    .min(5, 'write a link to the protocol, or its text')
    .max(4000, 'write at most 4000 characters, or a link to more')
    .refine(
      text =>
        !/^[a-z][a-z0-9+.-]*:\S/i.test(text) || /^https?:\/\//i.test(text),
      'write a link that begins with https:// or http://, or a text',
    ),
  /** When the thing was done; not in the future. */
  observedAt: InstantSchema,
  /** Until when it counts; after now, at most {@link LONGEST_EVIDENCE_DAYS} days after `observedAt`. */
  until: InstantSchema,
});
/** What somebody records who proved something by hand. */
export type EvidenceRequest = z.infer<typeof EvidenceRequestSchema>;

/** Manual evidence as people see it. */
export const EvidenceViewSchema = ManualEvidenceSchema.extend({
  phase: z.enum(['in-force', 'expired', 'withdrawn']),
  /** It is in force and ends within the configured warning days. */
  expiresSoon: z.boolean(),
  ruleTitle: z.string(),
  serviceTitle: z.string(),
});
/** Manual evidence as people see it. */
export type EvidenceView = z.infer<typeof EvidenceViewSchema>;

const NoteSchema = z.string().trim().max(2000, 'write at most 2000 characters');
const ReasonedSchema = z.object({
  note: NoteSchema.min(3, 'write why, so that whoever asked knows'),
});

const uuid = z.object({ id: z.uuid() });

const filters = {
  service: IdSchema.optional(),
  rule: IdSchema.optional(),
  /** In force, and ending within so many days. */
  expiresWithinDays: z.coerce.number().int().min(0).max(400).optional(),
};

/** Routes about exemptions. */
export const exemptionRoutes = {
  listExemptions: {
    method: 'GET',
    path: '/exemptions',
    summary:
      'Exemptions, what waits for a decision first, then what ends soonest; at most 500.',
    query: z.object({ ...filters, phase: ExemptionPhaseSchema.optional() }),
    response: z.object({
      exemptions: z.array(ExemptionViewSchema),
      /** Days before its end from which an exemption counts as ending soon. */
      warningDays: z.number().int(),
    }),
    permission: readinessReadPermission,
  },
  requestExemption: {
    method: 'POST',
    path: '/exemptions',
    summary:
      'Asks that a rule is not held against a service until a given time; somebody else decides.',
    body: ExemptionRequestSchema,
    response: ExemptionViewSchema,
    permission: readinessExemptionRequestPermission,
  },
  approveExemption: {
    method: 'POST',
    path: '/exemptions/:id/approve',
    summary:
      'Approves an exemption that somebody else asked for; it is in force at once.',
    params: uuid,
    body: z.object({ note: NoteSchema.optional() }),
    response: ExemptionViewSchema,
    permission: readinessExemptionApprovePermission,
  },
  rejectExemption: {
    method: 'POST',
    path: '/exemptions/:id/reject',
    summary: 'Rejects an exemption that somebody else asked for.',
    params: uuid,
    body: ReasonedSchema,
    response: ExemptionViewSchema,
    permission: readinessExemptionApprovePermission,
  },
  revokeExemption: {
    method: 'POST',
    path: '/exemptions/:id/revoke',
    summary: 'Ends an exemption before its time, or takes a request back.',
    params: uuid,
    body: ReasonedSchema,
    response: ExemptionViewSchema,
    permission: readinessExemptionRequestPermission,
  },
} satisfies Record<string, RouteDeclaration>;

/** Routes about manual evidence. */
export const evidenceRoutes = {
  listEvidence: {
    method: 'GET',
    path: '/evidence',
    summary: 'What people proved by hand, newest first; at most 500.',
    query: z.object({
      ...filters,
      /** `current`: what counts now; `all`: also what expired or was withdrawn. */
      which: z.enum(['current', 'all']).default('current'),
    }),
    response: z.object({
      evidence: z.array(EvidenceViewSchema),
      warningDays: z.number().int(),
      /** Ids and titles of the rules that people can prove. */
      rules: z.array(z.object({ id: z.string(), title: z.string() })),
    }),
    permission: readinessReadPermission,
  },
  recordEvidence: {
    method: 'POST',
    path: '/evidence',
    summary:
      'Records that somebody proved a rule by hand, with a proof and until when it counts.',
    body: EvidenceRequestSchema,
    response: EvidenceViewSchema,
    permission: readinessEvidenceRecordPermission,
  },
  withdrawEvidence: {
    method: 'POST',
    path: '/evidence/:id/withdraw',
    summary: 'Takes manual evidence back; the record stays.',
    params: uuid,
    response: EvidenceViewSchema,
    permission: readinessEvidenceRecordPermission,
  },
} satisfies Record<string, RouteDeclaration>;
