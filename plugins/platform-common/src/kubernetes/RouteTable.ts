import { InventoryObject, ObjectReference } from './objects';
import { readRoute, Route, ROUTE_KINDS } from './readRoute';

/** Where routes and what stands beside them are found. */
interface RouteSource {
  byKind(kind: string): readonly InventoryObject[];
  get(reference: ObjectReference): InventoryObject | undefined;
}

/** Which Ingresses and routes of gateways and meshes lead to which Kubernetes Service; read when asked. */
export class RouteTable {
  readonly #source: RouteSource;
  readonly #routes = new Map<InventoryObject, Route>();
  #byBackend: Map<string, InventoryObject[]> | undefined;

  constructor(source: RouteSource) {
    this.#source = source;
  }

  /** What a route leads to and from where; empty for an object that is none. */
  of(entry: InventoryObject): Route {
    const known = this.#routes.get(entry);
    if (known) return known;
    const { cluster } = entry;
    const route = readRoute(
      entry.object,
      (kind, namespace, name) =>
        this.#source.get({ cluster, kind, namespace, name })?.object,
    );
    this.#routes.set(entry, route);
    return route;
  }

  /** The routes that lead to a Kubernetes Service, from any namespace. */
  leadingTo({ cluster, object }: InventoryObject): readonly InventoryObject[] {
    this.#byBackend ??= this.#index();
    const { namespace, name } = object.metadata;
    return this.#byBackend.get(`${cluster} ${namespace ?? ''}/${name}`) ?? [];
  }

  #index(): Map<string, InventoryObject[]> {
    const found = new Map<string, InventoryObject[]>();
    for (const entry of [...ROUTE_KINDS.keys()].flatMap(kind =>
      this.#source.byKind(kind),
    )) {
      for (const { namespace, name } of this.of(entry).backends) {
        const key = `${entry.cluster} ${namespace}/${name}`;
        const list = found.get(key);
        if (list) list.push(entry);
        else found.set(key, [entry]);
      }
    }
    return found;
  }
}
