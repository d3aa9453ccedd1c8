import { FactContext } from './facts/context';
import { once } from './facts/once';
import { declaredIndex, treesAre } from './facts/trees';
import { VerdictEvidence } from './verdict';

type Declared = Pick<FactContext, 'declared' | 'now'>;

interface Place {
  source: string;
  file: string;
  line: number;
}

/** Where objects are declared, by the name that evidence gives them. */
function placesOf(context: Declared): ReadonlyMap<string, Place> {
  return once(treesAre(context), 'places', () => {
    const found = new Map<string, Place>();
    for (const { object, origin, appliedTo } of declaredIndex(
      context,
    ).values()) {
      const { name, namespace = appliedTo } = object.metadata;
      const { source, path, line } = origin;
      const key = `${object.kind} ${namespace ? `${namespace}/` : ''}${name}`;
      found.set(key, { source, file: path, line });
    }
    return found;
  });
}

/** Evidence with the file and line of every object in it that a manifest is known to declare. */
export function addPlaces(
  evidence: readonly VerdictEvidence[],
  context: Declared,
): VerdictEvidence[] {
  if (!context.declared) return [...evidence];
  const known = placesOf(context);
  return evidence.map(item => {
    const places = item.objects.flatMap(object => {
      const place = known.get(object);
      return place ? [{ object, ...place }] : [];
    });
    return places.length > 0 ? { ...item, places } : item;
  });
}
