import { ServiceGroup } from './types';

/** Finds services by host name, as a pod of a namespace would resolve it, by software and by id. */
export class ServiceDirectory {
  readonly #byAddress = new Map<string, string>();
  readonly #byProfile = new Map<string, ServiceGroup[]>();
  readonly #ids = new Set<string>();

  constructor(groups: readonly ServiceGroup[]) {
    for (const group of groups) {
      this.#ids.add(group.id);
      if (group.profile) {
        const key = `${group.cluster} ${group.profile.id}`;
        const list = this.#byProfile.get(key) ?? [];
        list.push(group);
        this.#byProfile.set(key, list);
      }
      for (const { cluster, object } of group.services) {
        const { name, namespace } = object.metadata;
        const address = `${cluster} ${name}.${namespace ?? ''}`;
        if (!this.#byAddress.has(address))
          this.#byAddress.set(address, group.id);
      }
    }
  }

  /** Whether there is a service of this id. */
  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** All installations of some software in a cluster. */
  installations(cluster: string, profileId: string): readonly ServiceGroup[] {
    return this.#byProfile.get(`${cluster} ${profileId}`) ?? [];
  }

  /** Id of the service, or `undefined` when the host is none of the platform's. */
  find(cluster: string, namespace: string, host: string): string | undefined {
    const parts = host.replace(/\.svc(\..*)?$/, '').split('.');
    // A pod of a StatefulSet is addressed through its headless Service: pod.service.namespace.
    const [name, space] = parts.length > 2 ? parts.slice(-2) : parts;
    return this.#byAddress.get(`${cluster} ${name}.${space ?? namespace}`);
  }
}
