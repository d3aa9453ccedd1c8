/**
 * A repository often holds the same platform several times: `envs/staging` and `envs/production`, or an overlay for each cluster. The same
 * object is then declared in several folders, and no cluster ever holds all of them. Such a tree is judged once for each of these folders,
 * each time with everything that lies outside of them.
 */
import { declaredKey, DeclaredObject, DeclaredTree } from '../../declared';

/** Most variants of one tree that are judged. */
const MOST = 12;

function placeOf({ origin }: DeclaredObject): string {
  return origin.renderedFrom ?? origin.path.replace(/\/?[^/]*$/, '');
}

/** Where two paths part: the folder that they share, and the next step of each. */
function parting(
  one: string,
  other: string,
): { folder: string; steps: [string, string] } | undefined {
  const [a, b] = [one.split('/'), other.split('/')];
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  const [left, right] = [a[at], b[at]];
  // One lies in the other: a base and what lies on it are no two variants.
  if (!left || !right) return undefined;
  return { folder: a.slice(0, at).join('/'), steps: [left, right] };
}

/** The folder whose folders declare the same objects most often, with those folders. */
function forkOf(
  objects: readonly DeclaredObject[],
): { folder: string; steps: ReadonlySet<string> } | undefined {
  const first = new Map<string, string>();
  const forks = new Map<string, { steps: Set<string>; count: number }>();
  for (const one of objects) {
    const key = declaredKey(
      one.object,
      one.object.metadata.namespace ?? one.appliedTo,
    );
    const place = placeOf(one);
    const before = first.get(key);
    if (before === undefined) first.set(key, place);
    const parts = before === undefined ? undefined : parting(before, place);
    if (!parts) continue;
    const fork = forks.get(parts.folder) ?? { steps: new Set(), count: 0 };
    for (const step of parts.steps) fork.steps.add(step);
    fork.count += 1;
    forks.set(parts.folder, fork);
  }
  const [best] = [...forks].sort((a, b) => b[1].count - a[1].count);
  return best && { folder: best[0], steps: best[1].steps };
}

/** The variants of a tree, by the path of the folder that each is about; the tree itself when it has none. */
export function variantsOf(tree: DeclaredTree): readonly DeclaredTree[] {
  const fork = forkOf(tree.objects);
  if (!fork) return [tree];
  const { folder, steps } = fork;
  const prefix = folder === '' ? '' : `${folder}/`;
  const stepOf = (path: string) => {
    if (!path.startsWith(prefix)) return undefined;
    const [step = ''] = path.slice(prefix.length).split('/');
    return steps.has(step) ? step : undefined;
  };
  return [...steps]
    .sort()
    .slice(0, MOST)
    .map(step => {
      const isIn = (path: string) => (stepOf(path) ?? step) === step;
      return {
        ...tree,
        objects: tree.objects.filter(one => isIn(`${placeOf(one)}/`)),
        artefacts: tree.artefacts.filter(({ origin }) => isIn(origin.path)),
        notRendered: tree.notRendered.filter(({ path }) => isIn(`${path}/`)),
      };
    });
}
