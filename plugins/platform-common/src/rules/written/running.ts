/** What of a tree would run pods with labels, whatever its kind. */
import { KubernetesObject, podTemplateOf } from '../../kubernetes';
import { FactContext } from '../facts/context';
import { once } from '../facts/once';
import { declaredIndex, treesAre } from '../facts/trees';

/** Every object with a pod template that has labels. */
export function running(context: FactContext): readonly KubernetesObject[] {
  return once(treesAre(context), 'running', () =>
    [...declaredIndex(context).values()].flatMap(({ object }) =>
      Object.keys(podTemplateOf(object).labels).length > 0 ? [object] : [],
    ),
  );
}

/** The same in one namespace. */
export function runningIn(
  context: FactContext,
  namespace: string | undefined,
): readonly KubernetesObject[] {
  const all = once(treesAre(context), 'running by namespace', () => {
    const found = new Map<string, KubernetesObject[]>();
    for (const object of running(context)) {
      const space = object.metadata.namespace ?? '';
      const list = found.get(space);
      if (list) list.push(object);
      else found.set(space, [object]);
    }
    return found;
  });
  return all.get(namespace ?? '') ?? [];
}
