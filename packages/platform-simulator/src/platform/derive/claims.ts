/** How full each claim is: what kubelets measure and Kubernetes keeps in no object. */
import { parseQuantity } from '../../kubernetes/parseQuantity';
import { KubernetesObject } from '../../kubernetes/types';
import { BuildContext } from '../build';
import { ofKind } from './read';

/** How full one claim is; what a kubelet reports as `kubelet_volume_stats_used_bytes` and `..._capacity_bytes`. */
export interface ClaimUse {
  namespace: string;
  name: string;
  node: string;
  usedBytes: number;
  capacityBytes: number;
}

/** How full every bound claim is, from the condition and otherwise from chance (5 to 60 %). */
export function readClaimUse(
  context: BuildContext,
  objects: readonly KubernetesObject[],
): ClaimUse[] {
  return ofKind(objects, 'PersistentVolumeClaim').map(claim => {
    const { namespace = '', name, annotations } = claim.metadata;
    const { capacity } = claim.status as { capacity: { storage: string } };
    const capacityBytes = parseQuantity(capacity.storage);
    const share =
      context.condition.fullClaims[`${namespace}/${name}`] ??
      0.05 + context.fraction('claim', namespace, name) * 0.55;
    return {
      namespace,
      name,
      node: annotations?.['volume.kubernetes.io/selected-node'] ?? '',
      usedBytes: Math.round(capacityBytes * share),
      capacityBytes,
    };
  });
}
