import { NotFoundError } from '@backstage/errors';
import {
  PLATFORM_DOMAIN,
  ReadinessReport,
  ScoreScope,
  ServiceReport,
} from '@254carbon/backstage-plugin-platform-common';
import { PLATFORM_ID, scoresOf } from '../store/scoresOf';

/** What a request asks about. */
export interface ScopeQuery {
  scope: ScoreScope;
  id?: string;
}

/**
 * Id of the scope that is asked about.
 *
 * @throws NotFoundError with the ids that there are, when a report has no such score.
 */
export function mustBeScope(
  { scope, id }: ScopeQuery,
  report: ReadinessReport,
): string {
  const wanted = scope === 'platform' ? PLATFORM_ID : id ?? '';
  const ids = scoresOf(report)
    .filter(score => score.scope === scope)
    .map(score => score.id);
  if (ids.includes(wanted)) return wanted;
  throw new NotFoundError(
    `There is no ${scope} "${wanted}" with a score; use one of: ${ids.join(
      ', ',
    )}.`,
  );
}

/** Which services are in a scope. */
export function inScope(
  scope: ScoreScope,
  id: string,
): (service: Pick<ServiceReport, 'serviceId' | 'system' | 'owner'>) => boolean {
  switch (scope) {
    case 'service':
      return ({ serviceId }) => serviceId === id;
    case 'system':
      return ({ system }) => system === id;
    case 'group':
      return ({ owner }) => owner === id;
    case 'domain':
      return () => id === PLATFORM_DOMAIN;
    default:
      return () => true;
  }
}
