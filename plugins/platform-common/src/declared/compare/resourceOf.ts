import { ClusterState, KindState } from '../../model';
import { groupOf } from '../declaredKey';

function pluralOf(kind: string): string {
  const lower = kind.toLowerCase();
  if (/(?:s|x|ch|sh)$/.test(lower)) return `${lower}es`;
  if (/[^aeiou]y$/.test(lower)) return `${lower.slice(0, -1)}ies`;
  return `${lower}s`;
}

/** The state of a kind in a cluster; `undefined` when the portal does not read it there. */
export function stateOfKind(
  cluster: ClusterState,
  apiVersion: string,
  kind: string,
): KindState | undefined {
  const group = groupOf(apiVersion);
  const [plural, same] = [pluralOf(kind), kind.toLowerCase()];
  return cluster.kinds.find(({ resource }) => {
    const parts = resource.split('/');
    const name = parts.at(-1);
    const isGroup = (parts.length === 3 ? parts[0] : '') === group;
    return isGroup && (name === plural || name === same);
  });
}
