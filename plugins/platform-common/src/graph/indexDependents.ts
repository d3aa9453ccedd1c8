import { Service } from '../model';

/**
 * Who is hit when a service fails, for many services at once: the edges are put in order once. Gives, for an
 * id, what `blastRadius` gives: ids of those that depend on it by edges that are at least likely, sorted.
 */
export function indexDependents(
  services: readonly Pick<Service, 'id' | 'dependencies'>[],
): (id: string) => string[] {
  const dependents = new Map<string, string[]>();
  for (const { id, dependencies } of services) {
    for (const { to, confidence } of dependencies) {
      if (confidence === 'possible') continue;
      const list = dependents.get(to);
      if (list) list.push(id);
      else dependents.set(to, [id]);
    }
  }
  return start => {
    const found = new Set([start]);
    for (const id of found) {
      for (const next of dependents.get(id) ?? []) found.add(next);
    }
    found.delete(start);
    return [...found].sort();
  };
}
