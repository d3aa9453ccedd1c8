import { showDeclaration } from '../view/showDeclaration';
import { RouteSources } from './types';

/** `GET /declarations`. */
export function createListDeclarations({
  stores,
  now,
}: Pick<RouteSources, 'stores' | 'now'>) {
  return async ({
    query,
  }: {
    query: { service?: string; which: 'current' | 'all' };
  }) => {
    const declarations = await stores.declarations.list({
      ...(query.which === 'current' ? { endsAfter: new Date(now()) } : {}),
      ...(query.service ? { serviceIds: [query.service] } : {}),
    });
    return {
      declarations: declarations.map(item => showDeclaration(item, now())),
    };
  };
}
