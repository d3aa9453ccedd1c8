/**
 * What people lay over a verdict: an exemption, or evidence of their own that proves it. The verdict's record stays what the
 * rule said; what was laid over it is kept beside the time in which it was in force, and both together give the verdict back.
 */
import {
  Verdict,
  VerdictEvidenceSchema,
  VerdictExemptionSchema,
  VerdictManualSchema,
  OutcomeSchema,
} from '@254carbon/backstage-plugin-platform-common';
import { z } from 'zod';

const OverlaySchema = z.object({
  outcome: OutcomeSchema.optional(),
  stale: z.boolean().optional(),
  summary: z.string().optional(),
  /** Evidence that comes before the record's own. */
  added: z.array(VerdictEvidenceSchema).optional(),
  /** There is nothing to mend any more. */
  mended: z.literal(true).optional(),
  exemption: VerdictExemptionSchema.optional(),
  manual: VerdictManualSchema.optional(),
});
/** What people laid over a verdict. */
export type Overlay = z.infer<typeof OverlaySchema>;

/** What was laid over `said` to make `shown` of it; JSON, or null when nothing was. */
export function overlayOf(said: Verdict, shown: Verdict): string | null {
  const { exemption, manual } = shown;
  if (said === shown || (!exemption && !manual)) return null;
  const own = new Set(said.evidence);
  const proved = manual && {
    outcome: shown.outcome,
    stale: shown.stale,
    summary: shown.summary,
    added: shown.evidence.filter(item => !own.has(item)),
    ...(said.remedy && !shown.remedy ? { mended: true as const } : {}),
  };
  const overlay: Overlay = {
    ...proved,
    ...(exemption ? { exemption } : {}),
    ...(manual ? { manual } : {}),
  };
  return JSON.stringify(overlay);
}

/** Reads what {@link overlayOf} wrote; nothing when it is of another version of the portal. */
export function readOverlay(text: string | null): Overlay {
  if (text === null) return {};
  const parsed = OverlaySchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : {};
}

/** Lays an overlay over what a rule said. */
export function layOver(said: Verdict, overlay: Overlay): Verdict {
  const { added = [], mended, ...rest } = overlay;
  const { remedy, ...verdict } = said;
  return {
    ...verdict,
    ...(remedy && !mended ? { remedy } : {}),
    ...rest,
    evidence: [...added, ...said.evidence],
  };
}
