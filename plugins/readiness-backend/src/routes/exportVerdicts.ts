import { ServiceUnavailableError } from '@backstage/errors';
import {
  ReadinessExport,
  ReadinessPending,
  toCsv,
  toVerdictLines,
} from '@254carbon/backstage-plugin-platform-common';
import { caveatsOf, pending, RouteContext } from './context';

/**
 * Every verdict of the newest report, as JSON or CSV.
 *
 * @throws ServiceUnavailableError for CSV as long as nothing has been judged: an empty table would be a lie.
 */
export function exportVerdicts(context: RouteContext) {
  return async (input: {
    query: { format: 'csv' | 'json' };
  }): Promise<string | ReadinessPending | ReadinessExport> => {
    const isCsv = input.query.format === 'csv';
    const report = await context.store.latest();
    if (!report) {
      const none = pending(context);
      if (isCsv) throw new ServiceUnavailableError(none.reason);
      return none;
    }
    const verdicts = toVerdictLines(report);
    if (isCsv) return toCsv(verdicts);
    return {
      state: 'judged',
      judgedAt: report.judgedAt,
      services: report.services.map(({ verdicts: _, ...score }) => score),
      verdicts,
      caveats: caveatsOf(context, report),
    };
  };
}
