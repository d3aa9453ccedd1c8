/** What manifests declare of a service. */
import { declaredKey, DeclaredObject, DeclaredTree } from '../../declared';
import { failed, lastKnown, Observation } from '../../model';
import { KubernetesObject } from '../../kubernetes';
import { FactContext } from './context';
import { notGiven } from './knowledge';
import { once } from './once';

type Declared = Pick<FactContext, 'declared' | 'now'>;

const NONE = {};

/** What stands for the trees of a context, to keep things by. */
export function treesAre(context: Pick<FactContext, 'declared'>): object {
  return context.declared ?? NONE;
}

/** Every tree, when each of them is known; a tree that cannot be read may declare anything. */
export function declaredTrees(
  context: Declared,
): Observation<readonly DeclaredTree[]> {
  const { declared, now } = context;
  if (!declared || declared.length === 0) return notGiven('declared', now);
  return once(declared, 'trees', (): Observation<readonly DeclaredTree[]> => {
    const known = declared.map(one => lastKnown(one));
    const missing = declared.find((_, i) => !known[i]);
    if (missing) {
      const reason = missing.ok ? 'Nothing was read yet.' : missing.reason;
      return failed({ reason, now, source: missing.source });
    }
    const value = known.map(one => one!.value);
    const observedAt = known.map(one => one!.observedAt).sort()[0];
    const broken = declared.find(one => !one.ok);
    const { source } = broken ?? declared[0];
    if (!broken || broken.ok) return { ok: true, value, observedAt, source };
    return {
      ok: false,
      reason: broken.reason,
      since: broken.since,
      source,
      lastGood: { value, observedAt },
    };
  });
}

/** Declared objects by identity, whatever the version of their API. */
export function declaredIndex(
  context: Declared,
): ReadonlyMap<string, DeclaredObject> {
  return once(treesAre(context), 'declared index', () => {
    const trees = lastKnown(declaredTrees(context))?.value ?? [];
    const found = new Map<string, DeclaredObject>();
    for (const { objects } of trees) {
      for (const one of objects) {
        const space = one.object.metadata.namespace ?? one.appliedTo;
        found.set(declaredKey(one.object, space), one);
      }
    }
    return found;
  });
}

/** Declared objects of a kind. */
export function declaredOfKind(
  context: FactContext,
  kind: string,
): readonly DeclaredObject[] {
  const byKind = once(treesAre(context), 'declared kinds', () => {
    const found = new Map<string, DeclaredObject[]>();
    for (const one of declaredIndex(context).values()) {
      const list = found.get(one.object.kind);
      if (list) list.push(one);
      else found.set(one.object.kind, [one]);
    }
    return found;
  });
  return byKind.get(kind) ?? [];
}

/** Where an object of the cluster is declared, if it is. */
export function declarationOf(
  context: FactContext,
  object: KubernetesObject,
): DeclaredObject | undefined {
  return declaredIndex(context).get(declaredKey(object));
}

/** Charts and kustomizations that were not rendered and may hold anything of a namespace. */
export function notRenderedFor(
  context: FactContext,
  namespaces: readonly string[],
): readonly string[] {
  const trees = lastKnown(declaredTrees(context))?.value ?? [];
  return trees
    .flatMap(({ notRendered }) => notRendered)
    .filter(
      one =>
        !one.namespaces ||
        one.namespaces.some(space => namespaces.includes(space)),
    )
    .map(({ path }) => path);
}
