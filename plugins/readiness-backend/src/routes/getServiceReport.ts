import { NotFoundError } from '@backstage/errors';
import {
  ReadinessPending,
  ServiceReadiness,
} from '@254carbon/backstage-plugin-platform-common';
import { caveatsOf, isOverdue, pending, RouteContext } from './context';

/** Readiness of one service with all its evidence. */
export function getServiceReport(context: RouteContext) {
  return async (input: {
    params: { id: string };
  }): Promise<ReadinessPending | ServiceReadiness> => {
    const { id } = input.params;
    const report = await context.store.latest();
    if (!report) return pending(context);
    const service = report.services.find(({ serviceId }) => serviceId === id);
    if (!service) {
      throw new NotFoundError(
        `Service "${id}" is not judged: it is planned, or no workload of that name was known at ${report.judgedAt}.`,
      );
    }
    return {
      state: 'judged',
      judgedAt: report.judgedAt,
      overdue: isOverdue(context, report),
      report: service,
      rules: report.rules,
      caveats: caveatsOf(context, report),
    };
  };
}
