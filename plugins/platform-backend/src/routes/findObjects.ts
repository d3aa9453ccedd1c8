import {
  FoundObjects,
  searchObjects,
} from '@254carbon/backstage-plugin-platform-common';
import { indexMembers } from '../view/indexMembers';
import { RouteSources } from './types';

/** `GET /objects`. */
export function createFindObjects({
  view,
  declared,
}: Pick<RouteSources, 'view' | 'declared'>) {
  return async ({
    query,
  }: {
    query: { q: string; cluster?: string; limit: number };
  }): Promise<FoundObjects> => {
    const known = await view.current();
    const members = indexMembers(known.groups);
    const found = searchObjects({
      observed: known.index.objects,
      declared: declared.objects(),
      serviceOf: entry => members.get(entry),
      text: query.q,
      ...(query.cluster ? { cluster: query.cluster } : {}),
      limit: query.limit,
    });
    return { ...found, caveats: [...known.caveats, ...declared.caveats()] };
  };
}
