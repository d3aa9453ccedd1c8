import { useApi } from '@backstage/core-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { catalogApiRef, useEntity } from '@backstage/plugin-catalog-react';
import { ROLL_UPS, rollUpKindOf, wantMembers } from '../rollUp/wantMembers';
import { useWantedServices } from './usePlatform';

/** The services that the page of the present entity rolls up, with what the roll-up is called. */
export function useRollUp() {
  const { entity } = useEntity();
  const kind = rollUpKindOf(entity) ?? 'resource';
  const catalog = useApi(catalogApiRef);
  // Only a group has groups below it; of the others nothing is asked.
  const readGroups = async (): Promise<Entity[] | undefined> => {
    if (kind !== 'group') return [];
    const filter = { kind: 'Group' };
    const fields = ['kind', 'metadata', 'relations'];
    return catalog.getEntities({ filter, fields }).then(
      ({ items }) => items,
      () => undefined,
    );
  };
  const query = useWantedServices({
    key: stringifyEntityRef(entity),
    async want() {
      const groups = await readGroups();
      return {
        ...wantMembers(entity, [entity, ...(groups ?? [])]),
        more: { groupsKnown: groups !== undefined },
      };
    },
  });
  return {
    query,
    words: ROLL_UPS[kind],
    /** Groups below could not be read, so that what they own may be missing. */
    incomplete: query.data?.more.groupsKnown === false,
  };
}
