import { randomUUID } from 'node:crypto';
import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  Confirmation,
  ReleaseRequest,
} from '@254carbon/backstage-plugin-platform-common';
import {
  HandlerContext,
  nameOf,
} from '@254carbon/backstage-plugin-platform-node';
import { CatalogKnowledge } from '../view/createCatalogView';
import { KnownPlatform } from '../view/createView';
import { listOrphaned } from './listClusters';
import { RouteSources } from './types';

/**
 * What may be let go is what is held: a confirmation given in advance would be one that nobody has looked at.
 *
 * @throws NotFoundError when nothing is known of the cluster or kind.
 * @throws ConflictError when nothing is held there.
 */
function checkHeld(
  known: KnownPlatform,
  knowledge: CatalogKnowledge,
  name: string,
  kind: string | undefined,
): void {
  const state = known.clusters.find(cluster => cluster.name === name);
  if (!state) {
    const isOrphaned = listOrphaned(known, knowledge).some(
      orphan => orphan.name === name,
    );
    if (isOrphaned && !kind) return;
    throw new NotFoundError(
      `Nothing of a ${
        kind ? `kind ${kind} of a ` : ''
      }cluster "${name}" is held back; compare the list of clusters.`,
    );
  }
  const kinds = state.kinds.filter(
    ({ resource }) => kind === undefined || resource === kind,
  );
  if (kind !== undefined && kinds.length === 0) {
    throw new NotFoundError(
      `Cluster ${name} has no kind "${kind}"; compare the list of clusters.`,
    );
  }
  if (kinds.some(({ held }) => held)) return;
  throw new ConflictError(
    `Nothing is held back ${
      kind ? `of ${kind} ` : ''
    }in cluster ${name}; there is nothing to confirm.`,
  );
}

/** `POST /clusters/:name/release`. */
export function createReleaseCluster({
  view,
  catalog,
  stores,
  confirmations,
  now,
}: Pick<
  RouteSources,
  'view' | 'catalog' | 'stores' | 'confirmations' | 'now'
>) {
  return async (
    { params, body }: { params: { name: string }; body: ReleaseRequest },
    { credentials, tell }: HandlerContext,
  ): Promise<Confirmation> => {
    const [known, knowledge] = await Promise.all([
      view.current(),
      catalog.current(),
    ]);
    checkHeld(known, knowledge, params.name, body.kind);
    const confirmation: Confirmation = {
      id: randomUUID(),
      cluster: params.name,
      ...(body.kind ? { kind: body.kind } : {}),
      note: body.note,
      by: nameOf(credentials),
      at: new Date(now()).toISOString(),
    };
    await stores.confirmations.add(confirmation);
    tell({ ...confirmation });
    await confirmations.apply();
    return confirmation;
  };
}
