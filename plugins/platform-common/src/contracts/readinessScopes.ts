import { z } from 'zod';

/** What a score is of. */
export const SCORE_SCOPES = [
  'platform',
  'domain',
  'system',
  'group',
  'service',
] as const;
/** What a score is of. */
export type ScoreScope = (typeof SCORE_SCOPES)[number];
export const ScoreScopeSchema = z.enum(SCORE_SCOPES);

/** Query parameters that name one score. */
export const scopeQuery = {
  scope: ScoreScopeSchema.default('platform'),
  id: z.string().max(255).optional(),
};
