import { DeclarationView } from '@254carbon/backstage-plugin-platform-common';
import {
  HandlerContext,
  nameOf,
} from '@254carbon/backstage-plugin-platform-node';
import { showDeclaration } from '../view/showDeclaration';
import { RouteSources } from './types';

/** `DELETE /declarations/:id`. */
export function createWithdrawDeclaration({
  stores,
  announcer,
  now,
}: Pick<RouteSources, 'stores' | 'announcer' | 'now'>) {
  return async (
    { params }: { params: { id: string } },
    { credentials, tell }: HandlerContext,
  ): Promise<DeclarationView> => {
    const declaration = await stores.declarations.withdraw(params.id, {
      by: nameOf(credentials),
      at: new Date(now()).toISOString(),
    });
    const { kind, serviceId } = declaration;
    tell({ kind, serviceId });
    announcer.tellServices([serviceId]);
    return showDeclaration(declaration, now());
  };
}
