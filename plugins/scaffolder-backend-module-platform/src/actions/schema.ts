import type { z as zod } from 'zod/v3';

/** The zod that the scaffolder hands to a schema; never another one. */
export type Zod = typeof zod;

/** A name that can be a Kubernetes object, a repository and a catalog entity at once. */
export function nameSchema(
  z: Zod,
  options: { about: string; longest?: number },
) {
  const longest = options.longest ?? 63;
  return z
    .string()
    .regex(
      /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
      'use lower-case letters, digits and inner hyphens',
    )
    .max(longest, `use at most ${longest} characters`)
    .describe(options.about);
}
