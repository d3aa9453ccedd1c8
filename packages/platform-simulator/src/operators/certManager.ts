/**
 * cert-manager: asks again for a certificate whose request was deleted.
 *
 * The new request meets the same login page as the old one, so it waits too: deleting requests is half of the cure, the
 * exemption at the edge is the other. {@link OperatorContext} has no edge, so the whole chain comes back as it was.
 */
import type { KubernetesObject } from '../kubernetes/types';
import { OperatorContext } from './context';

const CHAIN: [kind: string, group: string, plural: string][] = [
  ['CertificateRequest', 'cert-manager.io', 'certificaterequests'],
  ['Order', 'acme.cert-manager.io', 'orders'],
  ['Challenge', 'acme.cert-manager.io', 'challenges'],
];

/**
 * Makes the operator.
 *
 * @param described - the objects as the world was built; their requests, orders and challenges are what is asked for again
 */
export function createCertManager(
  described: readonly KubernetesObject[],
): (context: OperatorContext) => void {
  const chains = CHAIN.flatMap(([kind, group, plural]) =>
    described
      .filter(object => object.kind === kind)
      .map(object => ({ type: { group, plural }, object })),
  );
  return ({ store }) => {
    for (const { type, object } of chains) {
      const owner = object.metadata.ownerReferences?.[0];
      const ownerType = CHAIN.find(([kind]) => kind === owner?.kind);
      const found = store.get(
        ownerType
          ? { group: ownerType[1], plural: ownerType[2] }
          : { group: 'cert-manager.io', plural: 'certificates' },
        { namespace: object.metadata.namespace, name: owner?.name ?? '' },
      );
      if (found && !store.get(type, object.metadata)) {
        const draft = structuredClone(object);
        draft.metadata.ownerReferences = draft.metadata.ownerReferences?.map(
          reference => ({ ...reference, uid: found.metadata.uid ?? '' }),
        );
        store.create(type, draft);
      }
    }
  };
}
