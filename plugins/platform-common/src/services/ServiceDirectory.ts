import { KubernetesIndex, readServicePorts } from '../kubernetes';
import { DirectoryKey } from './describeDirectory';
import { ServiceGroup } from './types';

/** What stands behind a host name. */
export interface DirectoryEntry {
  serviceId: string;
  /** Ports on which the Kubernetes Service answers. */
  ports: readonly number[];
}

/** One installation of some software. */
export type Installation = Pick<ServiceGroup, 'id' | 'namespace'>;

/** Finds services by host name, as a pod of a namespace would resolve it, by software and by id. */
export class ServiceDirectory {
  readonly #byAddress = new Map<string, DirectoryEntry>();
  readonly #byPublicHost = new Map<string, string>();
  readonly #byProfile = new Map<string, Installation[]>();
  readonly #ids = new Map<string, string>();

  constructor(groups: readonly ServiceGroup[], index: KubernetesIndex) {
    for (const group of groups) {
      this.#ids.set(group.id, group.id);
      if (group.profile) {
        const key = `${group.cluster} ${group.profile.id}`;
        const list = this.#byProfile.get(key) ?? [];
        list.push({ id: group.id, namespace: group.namespace });
        this.#byProfile.set(key, list);
      }
      for (const { cluster, object } of group.services) {
        const { name, namespace } = object.metadata;
        const address = `${cluster} ${name}.${namespace ?? ''}`;
        const ports = readServicePorts(object).map(({ port }) => port);
        if (!this.#byAddress.has(address))
          this.#byAddress.set(address, { serviceId: group.id, ports });
      }
      if (group.ingresses.length === 0) continue;
      for (const host of group.ingresses.flatMap(
        ingress => index.routes.of(ingress).hosts,
      )) {
        const taken = this.#byPublicHost.get(host);
        // A host that leads to several services, path by path, names none of them.
        this.#byPublicHost.set(
          host,
          taken === undefined || taken === group.id ? group.id : '',
        );
      }
    }
    for (const { id, formerIds } of groups) {
      for (const former of formerIds)
        if (!this.#ids.has(former)) this.#ids.set(former, id);
    }
  }

  /** Whether any host leads to a service. */
  get hasHosts(): boolean {
    return this.#byAddress.size + this.#byPublicHost.size > 0;
  }

  /** The id of the service that has, or had, this id; `undefined` when none does. */
  resolve(id: string): string | undefined {
    return this.#ids.get(id);
  }

  /** All installations of some software in a cluster. */
  installations(cluster: string, profileId: string): readonly Installation[] {
    return this.#byProfile.get(`${cluster} ${profileId}`) ?? [];
  }

  /** What is behind a host inside the cluster, or `undefined` when it is none of the platform's. */
  find(
    cluster: string,
    namespace: string,
    host: string,
  ): DirectoryEntry | undefined {
    const parts = host.replace(/\.svc(\..*)?$/, '').split('.');
    // A pod of a StatefulSet is addressed through its headless Service: pod.service.namespace.
    const [name, space] = parts.length > 2 ? parts.slice(-2) : parts;
    return this.#byAddress.get(`${cluster} ${name}.${space ?? namespace}`);
  }

  /** Id of the one service behind a host of the edge, or `undefined`. */
  findPublic(host: string): string | undefined {
    return this.#byPublicHost.get(host) || undefined;
  }
}

/** Directories of keys in use. */
const directories = new WeakMap<DirectoryKey, ServiceDirectory>();

/** The directory of these groups, which have this key; the same key, the same directory. */
export function directoryOf(
  key: DirectoryKey,
  {
    groups,
    index,
  }: { groups: readonly ServiceGroup[]; index: KubernetesIndex },
): ServiceDirectory {
  const directory = directories.get(key) ?? new ServiceDirectory(groups, index);
  directories.set(key, directory);
  return directory;
}
