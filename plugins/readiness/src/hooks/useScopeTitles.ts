import { ReadinessOverview } from '@254carbon/backstage-plugin-platform-common';
import { useEntityTitles } from '@254carbon/backstage-plugin-platform-react';
import { Scope } from '../scope';

/** What the catalog calls the groups and domains that have a score, and the one that is asked for. */
export function useScopeTitles(
  overview?: Pick<ReadinessOverview, 'groups' | 'domains'>,
  of?: Scope,
): (ref: string) => string {
  const isEntity = of?.scope === 'group' || of?.scope === 'domain';
  return useEntityTitles([
    ...(overview?.groups ?? []).map(({ owner }) => owner),
    ...(overview?.domains ?? []).map(({ domain }) => domain),
    ...(isEntity ? [of.id] : []),
  ]);
}
