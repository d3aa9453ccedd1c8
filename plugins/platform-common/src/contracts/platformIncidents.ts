/**
 * What is wrong now, and what people have said about it: that they have seen it, that it is being worked
 * on, that it is meant to be. What people say stands beside the state and never changes it.
 */
import { z } from 'zod';
import {
  DeclarationSchema,
  ExpectedDownSchema,
  HealthStateSchema,
  InstantSchema,
  MaintenanceSchema,
  SystemIdSchema,
} from '../model';

/** Longest time that each kind of declaration may last, in days; what lasts longer is no exception. */
export const LONGEST_DECLARATION_DAYS = {
  'expected-down': 90,
  maintenance: 7,
} as const;

const NoteSchema = z.string().trim().min(1).max(1000);
const EntityRefSchema = z
  .string()
  .max(200)
  .regex(
    /^(user|group):[a-z0-9-_.]+\/[a-zA-Z0-9-_.]+$/,
    'write a full entity ref such as group:default/platform-engineering',
  );

/** What somebody asks to be declared. */
export const DeclarationRequestSchema = z.object({
  kind: DeclarationSchema.shape.kind,
  serviceId: z.string().regex(/^[a-z0-9-]{1,63}$/),
  reason: NoteSchema,
  /** Entity ref of who answers for it: `group:default/platform-engineering`. */
  owner: EntityRefSchema,
  /** Now, when absent. */
  from: InstantSchema.optional(),
  /** After `from` and not in the past; see {@link LONGEST_DECLARATION_DAYS}. */
  until: InstantSchema,
});
/** What somebody asks to be declared. */
export type DeclarationRequest = z.infer<typeof DeclarationRequestSchema>;

/** A declaration with where it stands now. */
export const DeclarationViewSchema = DeclarationSchema.extend({
  from: InstantSchema,
  /** `planned` before `from`, `active` until `until`, then `expired`; `withdrawn` when somebody took it back. */
  phase: z.enum(['planned', 'active', 'expired', 'withdrawn']),
  withdrawnAt: InstantSchema.optional(),
  /** Entity ref of the user, or `service:<subject>`. */
  withdrawnBy: z.string().optional(),
});
/** A declaration with where it stands now. */
export type DeclarationView = z.infer<typeof DeclarationViewSchema>;

/** That somebody has seen an incident. */
export const AcknowledgementSchema = z.object({
  /** Entity ref of the user, or `service:<subject>`. */
  by: z.string(),
  at: InstantSchema,
  note: z.string(),
});
/** That somebody has seen an incident. */
export type Acknowledgement = z.infer<typeof AcknowledgementSchema>;

/** What somebody says who acknowledges an incident. */
export const AcknowledgeRequestSchema = z.object({ note: NoteSchema });

/** A service that is down or degraded, from the moment that it began until it was healthy again. */
export const IncidentSchema = z.object({
  /** Service and the moment that it was recorded from; the same for the whole incident, on every replica and after a restart. */
  id: z.string(),
  serviceId: z.string(),
  title: z.string(),
  entityRef: z.string().optional(),
  system: SystemIdSchema.optional(),
  owner: z.string().optional(),
  /**
   * `emerging`: seen, and not lasting long enough yet to be recorded (it has no stable id and cannot be
   * acknowledged); `open`; `closed`.
   */
  phase: z.enum(['emerging', 'open', 'closed']),
  /** State now; `unknown` when it cannot be told whether it still lasts; the last state when closed. */
  state: HealthStateSchema,
  /** The worst state since it began. */
  worst: z.enum(['degraded', 'down']),
  stale: z.boolean(),
  /** Why, as one sentence. */
  summary: z.string(),
  since: InstantSchema,
  /** It was so already at the portal's first look, and nothing tells when it began: at `since`, or earlier. */
  orEarlier: z.boolean().optional(),
  closedAt: InstantSchema.optional(),
  /** Why it was closed: `recovered`, or `removed` with its workloads. */
  closedBecause: z.enum(['recovered', 'removed']).optional(),
  acknowledgement: AcknowledgementSchema.optional(),
  /** It is being worked on: the window that is open. */
  maintenance: MaintenanceSchema.optional(),
  /** It is meant to be down. */
  expectedDown: ExpectedDownSchema.optional(),
  /** Ids of the services that depend on it. */
  blastRadius: z.array(z.string()),
});
/** A service that is down or degraded, from the moment that it began until it was healthy again. */
export type Incident = z.infer<typeof IncidentSchema>;

/** A service of which nobody can say how it is: no incident, and not well either. */
export const UnjudgedServiceSchema = z.object({
  serviceId: z.string(),
  title: z.string(),
  entityRef: z.string().optional(),
  summary: z.string(),
  stale: z.boolean(),
  since: InstantSchema.optional(),
});
/** A service of which nobody can say how it is. */
export type UnjudgedService = z.infer<typeof UnjudgedServiceSchema>;

/** What is wrong now. */
export const IncidentListSchema = z.object({
  /** Worst first, then oldest first; closed ones last, newest first. */
  incidents: z.array(IncidentSchema),
  unjudged: z.array(UnjudgedServiceSchema),
  caveats: z.array(z.string()),
  generatedAt: InstantSchema,
});
/** What is wrong now. */
export type IncidentList = z.infer<typeof IncidentListSchema>;

/** An incident's identity; the payload of `platform.incident.opened`, `.closed` and `.acknowledged`. */
export const IncidentEventSchema = z.object({
  id: z.string(),
  serviceId: z.string(),
  title: z.string(),
  state: z.string(),
  summary: z.string(),
  since: InstantSchema,
  closedAt: InstantSchema.optional(),
  acknowledgement: AcknowledgementSchema.optional(),
});
/** Payload of the events about incidents. */
export type IncidentEvent = z.infer<typeof IncidentEventSchema>;
