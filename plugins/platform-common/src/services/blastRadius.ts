import { Service } from '../model';

/** Ids of the services that depend on a service, directly or through others, sorted; never itself. */
export function blastRadius(
  services: readonly Pick<Service, 'id' | 'dependsOn'>[],
  id: string,
): string[] {
  const dependents = new Map<string, string[]>();
  for (const service of services) {
    for (const { serviceId } of service.dependsOn) {
      dependents.set(serviceId, [
        ...(dependents.get(serviceId) ?? []),
        service.id,
      ]);
    }
  }
  const found = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const dependent of dependents.get(next) ?? []) {
      if (dependent === id || found.has(dependent)) continue;
      found.add(dependent);
      open.push(dependent);
    }
  }
  return [...found].sort();
}
