import { randomUUID } from 'node:crypto';
import { InputError } from '@backstage/errors';
import {
  DeclarationRequest,
  DeclarationView,
  RecordedDeclaration,
  whyRefused,
} from '@254carbon/backstage-plugin-platform-common';
import {
  HandlerContext,
  nameOf,
} from '@254carbon/backstage-plugin-platform-node';
import { showDeclaration } from '../view/showDeclaration';
import { findService } from './getService';
import { RouteSources } from './types';

/** `POST /declarations`. */
export function createDeclare({
  view,
  stores,
  announcer,
  now,
}: Pick<RouteSources, 'view' | 'stores' | 'announcer' | 'now'>) {
  return async (
    { body }: { body: DeclarationRequest },
    { credentials, tell }: HandlerContext,
  ): Promise<DeclarationView> => {
    const reason = whyRefused(body, now());
    if (reason) throw new InputError(reason);
    const service = findService(await view.current(), body.serviceId);
    const declaredAt = new Date(now()).toISOString();
    const declaration: RecordedDeclaration = {
      ...body,
      id: randomUUID(),
      serviceId: service.id,
      // One spelling of times, so that they sort as text.
      from: new Date(body.from ?? declaredAt).toISOString(),
      until: new Date(body.until).toISOString(),
      declaredBy: nameOf(credentials),
      declaredAt,
    };
    await stores.declarations.add(declaration);
    tell({ ...declaration });
    announcer.tellServices([service.id]);
    return showDeclaration(declaration, now());
  };
}
