import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef, useEntity } from '@backstage/plugin-catalog-react';
import { useQuery } from '@254carbon/backstage-plugin-platform-react';
import { findMembers, ROLL_UPS, rollUpKindOf } from '../rollUp/findMembers';
import { useServices } from './usePlatform';

/** The services that the page of the present entity rolls up, with what the roll-up is called. */
export function useRollUp() {
  const { entity } = useEntity();
  const kind = rollUpKindOf(entity) ?? 'resource';
  const catalog = useApi(catalogApiRef);
  const query = useServices();
  // Only a group has groups below it; of the others nothing is asked.
  const groups = useQuery({
    key: kind,
    load: async () =>
      kind === 'group'
        ? (
            await catalog.getEntities({
              filter: { kind: 'Group' },
              fields: ['kind', 'metadata', 'relations'],
            })
          ).items
        : [],
  });
  return {
    query,
    words: ROLL_UPS[kind],
    /** Groups below could not be read, so that what they own may be missing. */
    incomplete: groups.error !== undefined,
    membersOf: (services: NonNullable<typeof query.data>['services']) =>
      findMembers(entity, services, [entity, ...(groups.data ?? [])]),
  };
}
