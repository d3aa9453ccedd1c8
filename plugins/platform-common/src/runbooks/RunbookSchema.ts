/**
 * What a runbook says about itself: its front matter. The same schema judges the files in the repository, makes the catalog
 * entities and fills the library page.
 */
import { z } from 'zod';

const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const GROUP_REF = /^group:[a-z0-9._-]+\/[a-z0-9._-]+$/;
const SERVICE_REF =
  /^(?:component|resource|api|system):[a-z0-9._-]+\/[a-z0-9._-]+$/;

/** How much harm a wrong step can do. */
export const RUNBOOK_RISKS = ['read-only', 'low', 'high'] as const;

/** `read-only`: changes nothing. `low`: changes what can be changed back. `high`: people or data can suffer. */
export type RunbookRisk = (typeof RUNBOOK_RISKS)[number];

function isCalendarDate(value: string): boolean {
  const time = Date.parse(`${value}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(value) &&
    !Number.isNaN(time) &&
    new Date(time).toISOString().startsWith(value)
  );
}

const words = (max: number) => z.string().trim().min(1).max(max);

/** The front matter of a runbook. Unknown keys are refused: a mistyped key would otherwise be silently ignored. */
export const RunbookSchema = z.strictObject({
  id: z
    .string()
    .max(63)
    .regex(
      KEBAB,
      'write it in lower case with hyphens, `trino-worker-out-of-memory`',
    ),
  title: words(80),
  summary: words(240),
  owner: z
    .string()
    .regex(
      GROUP_REF,
      'write a group reference, `group:default/data-engineering`',
    ),
  services: z
    .array(
      z
        .string()
        .regex(
          SERVICE_REF,
          'write an entity reference, `component:default/trino`',
        ),
    )
    .min(1, 'name at least one service, `component:default/trino`'),
  alerts: z.array(words(120)).default([]),
  symptoms: z.array(words(240)).default([]),
  risk: z.enum(RUNBOOK_RISKS, { error: 'write `read-only`, `low` or `high`' }),
  lastVerified: z
    .string()
    .refine(
      value => value === 'never' || isCalendarDate(value),
      'write the date as `2026-01-31`, or `never`',
    ),
  estimatedMinutes: z.number().int().min(1).max(480),
});

/** The front matter of a runbook. */
export type RunbookFrontMatter = z.infer<typeof RunbookSchema>;
