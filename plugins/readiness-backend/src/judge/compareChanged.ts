import {
  compareReports,
  ReadinessReport,
  ServiceReport,
  VerdictChange,
} from '@254carbon/backstage-plugin-platform-common';

/** Nothing of it is another thing than before; most services, most of the time. */
function isUntouched(before: ServiceReport, after: ServiceReport): boolean {
  if (before === after) return true;
  return (
    before.verdicts.length === after.verdicts.length &&
    before.verdicts.every((verdict, i) => verdict === after.verdicts[i]) &&
    Boolean(before.expectedDown) === Boolean(after.expectedDown)
  );
}

/** `compareReports` for reports under the same rules, looking only at services whose verdicts are not the very same. */
export function compareChanged(
  before: ReadinessReport,
  after: ReadinessReport,
): VerdictChange[] {
  const old = new Map(before.services.map(one => [one.serviceId, one]));
  const untouched = new Set(
    after.services
      .filter(service => {
        const was = old.get(service.serviceId);
        return was !== undefined && isUntouched(was, service);
      })
      .map(({ serviceId }) => serviceId),
  );
  const rest = (report: ReadinessReport): ReadinessReport => ({
    ...report,
    services: report.services.filter(
      ({ serviceId }) => !untouched.has(serviceId),
    ),
  });
  return compareReports(rest(before), rest(after));
}
