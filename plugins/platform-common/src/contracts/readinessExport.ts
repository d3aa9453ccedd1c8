/** Every verdict at once, for spreadsheets and programs; the same shape as `npm run readiness` writes. */
import { z } from 'zod';
import { InstantSchema } from '../model';
import { readinessReadPermission } from '../permissions';
import { ServiceScoreSchema } from '../readiness/report';
import { VerdictLineSchema } from '../readiness/written/verdictLines';
import type { RouteDeclaration } from './contract';
import { pendingOr } from './readinessPending';

/** Every score and verdict of the newest report. */
export const ReadinessExportSchema = z.object({
  state: z.literal('judged'),
  judgedAt: InstantSchema,
  services: z.array(ServiceScoreSchema),
  verdicts: z.array(VerdictLineSchema),
  caveats: z.array(z.string()),
});
/** Every score and verdict of the newest report. */
export type ReadinessExport = z.infer<typeof ReadinessExportSchema>;

/** Routes about taking readiness along. */
export const readinessExportRoutes = {
  exportVerdicts: {
    method: 'GET',
    path: '/export',
    summary:
      'Every verdict with its evidence and remedy: as JSON, or as CSV whose cells no spreadsheet takes for a formula.',
    query: z.object({ format: z.enum(['csv', 'json']).default('json') }),
    response: z.union([z.string(), pendingOr(ReadinessExportSchema)]),
    text: { type: 'text/csv', name: 'readiness.csv' },
    permission: readinessReadPermission,
  },
} satisfies Record<string, RouteDeclaration>;
