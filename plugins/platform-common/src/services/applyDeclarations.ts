import { Declaration, ExpectedDown, Maintenance, Service } from '../model';

interface Standing {
  expectedDown?: ExpectedDown;
  maintenance?: Maintenance;
  caveats: string[];
}

function startOf({ from, declaredAt }: Declaration): string {
  return from ?? declaredAt;
}

function toFlag(declaration: Declaration): ExpectedDown {
  const { reason, owner, until, declaredBy, id } = declaration;
  return {
    reason,
    owner,
    until,
    declaredBy: 'portal',
    source: { kind: 'person', name: declaredBy, detail: `declaration ${id}` },
  };
}

/** The later end wins, and of equal ends the id, so that the order of the list does not matter. */
function byEnd(a: Declaration, b: Declaration): number {
  const ends = Date.parse(b.until) - Date.parse(a.until);
  return ends || (a.id < b.id ? -1 : 1);
}

function judge(declarations: readonly Declaration[], now: number): Standing {
  const sorted = [...declarations].sort(byEnd);
  const ended = sorted.filter(({ until }) => Date.parse(until) <= now);
  const current = sorted.filter(
    item => Date.parse(item.until) > now && Date.parse(startOf(item)) <= now,
  );
  const down = current.find(({ kind }) => kind === 'expected-down');
  const work = current.find(({ kind }) => kind === 'maintenance');
  const [last] = ended.filter(({ kind }) => kind === 'expected-down');
  return {
    ...(down ? { expectedDown: toFlag(down) } : {}),
    ...(work ? { maintenance: { ...toFlag(work), from: startOf(work) } } : {}),
    caveats:
      last && !down
        ? [
            `was expected to be down until ${last.until} (${last.reason}); that has passed, so it no longer counts`,
          ]
        : [],
  };
}

/**
 * The services with what people declared about them in the portal: expected-down and maintenance
 * windows that are open at `now` (milliseconds since the epoch). States are not changed. An annotation
 * in the cluster wins over the portal; one that has passed counts as none and leaves a caveat.
 * Declarations follow a service that was renamed. Services without one are the same objects as before.
 */
export function applyDeclarations(
  services: readonly Service[],
  declarations: readonly Declaration[],
  now: number,
): Service[] {
  const byId = new Map<string, Declaration[]>();
  for (const declaration of declarations) {
    const { serviceId } = declaration;
    byId.set(serviceId, [...(byId.get(serviceId) ?? []), declaration]);
  }
  return services.map(service => {
    const own = [service.id, ...service.formerIds].flatMap(
      id => byId.get(id) ?? [],
    );
    if (own.length === 0) return service;
    const { expectedDown, maintenance, caveats } = judge(own, now);
    return {
      ...service,
      ...(expectedDown && !service.expectedDown ? { expectedDown } : {}),
      ...(maintenance && !service.maintenance ? { maintenance } : {}),
      caveats: service.expectedDown
        ? service.caveats
        : [...service.caveats, ...caveats],
    };
  });
}
