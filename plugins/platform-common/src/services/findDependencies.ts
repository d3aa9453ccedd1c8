/**
 * What a service depends on, and how that is known. A profile or a person may declare it; an address in
 * the configuration of its workloads shows it. Only names of hosts are read from the configuration and
 * repeated as evidence, never the values around them, which may hold passwords.
 */
import {
  asObject,
  asObjects,
  asText,
  asTextMap,
  asTexts,
  containersOf,
  initContainersOf,
  InventoryObject,
  JsonObject,
  KubernetesIndex,
  KubernetesObject,
  podTemplateOf,
} from '../kubernetes';
import { Service } from '../model';
import { ServiceGroup } from './types';
import { SERVICE_ANNOTATIONS } from './readOverrides';

type Dependency = Service['dependsOn'][number];

/** A place in the configuration of a workload where text was found. */
interface Setting {
  /** `env REDIS_HOST`, `argument`, `ConfigMap trino-catalog`. */
  where: string;
  text: string;
  /** The whole text is a host, as the name of the setting says. */
  isHost: boolean;
}

const HOST_SETTING =
  /(HOST|ADDR|ADDRESS|SERVER|SERVERS|URL|URI|ENDPOINT|BROKERS?|QUORUM|SERVICE)S?$/i;
/** ConfigMaps are read up to here; certificates and dashboards beyond it hold no addresses. */
const CONFIG_LENGTH = 20_000;

function readContainer(container: JsonObject): Setting[] {
  const env = asObjects(container.env).flatMap(item => {
    const name = asText(item.name) ?? '';
    const text = asText(item.value);
    return text === undefined
      ? []
      : [{ where: `env ${name}`, text, isHost: HOST_SETTING.test(name) }];
  });
  const words = [...asTexts(container.command), ...asTexts(container.args)];
  return [
    ...env,
    ...words.map(text => ({ where: 'its arguments', text, isHost: false })),
  ];
}

function configMapNames(object: KubernetesObject): string[] {
  const containers = [...containersOf(object), ...initContainersOf(object)];
  const sources = containers.flatMap(container => [
    ...asObjects(container.envFrom).map(
      item => asObject(item.configMapRef).name,
    ),
    ...asObjects(container.env).map(
      item => asObject(asObject(item.valueFrom).configMapKeyRef).name,
    ),
  ]);
  const volumes = asObjects(podTemplateOf(object).spec.volumes).flatMap(
    volume => [
      asObject(volume.configMap).name,
      ...asObjects(asObject(volume.projected).sources).map(
        source => asObject(source.configMap).name,
      ),
    ],
  );
  const names = [...sources, ...volumes].filter(
    name => typeof name === 'string',
  );
  return [...new Set(names)];
}

function readConfigMaps(
  index: KubernetesIndex,
  entry: InventoryObject,
): Setting[] {
  const { cluster, object } = entry;
  return configMapNames(object).flatMap(name => {
    const found = index.get({
      cluster,
      kind: 'ConfigMap',
      namespace: object.metadata.namespace,
      name,
    });
    const data = asTextMap(found?.object.data);
    return Object.entries(data).map(([key, text]) => ({
      where: `ConfigMap ${name}`,
      text: text.slice(0, CONFIG_LENGTH),
      isHost: HOST_SETTING.test(key),
    }));
  });
}

function readSettings(
  index: KubernetesIndex,
  entry: InventoryObject,
): Setting[] {
  const { object } = entry;
  const containers = [...containersOf(object), ...initContainersOf(object)];
  return [
    ...containers.flatMap(readContainer),
    ...readConfigMaps(index, entry),
  ];
}

const HOST =
  /[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*/g;

/** Hosts in a text: dotted names anywhere, plain names where only a host can stand. */
function findHosts({ text, isHost }: Setting): string[] {
  const lower = text.toLowerCase();
  const hosts: string[] = [];
  for (const match of lower.matchAll(HOST)) {
    const before = lower.slice(Math.max(0, match.index - 2), match.index);
    const after = lower.slice(match.index + match[0].length);
    const addressed =
      before === '//' || before.endsWith('@') || /^:\d{2,5}(?!\d)/.test(after);
    if (
      match[0].includes('.') ||
      addressed ||
      (isHost && match[0] === lower.trim())
    )
      hosts.push(match[0]);
  }
  return hosts;
}

/** Finds the service behind a host name, as a pod of a namespace would resolve it. */
export class ServiceDirectory {
  readonly #byAddress = new Map<string, string>();

  constructor(groups: readonly ServiceGroup[]) {
    for (const group of groups) {
      for (const { cluster, object } of group.services) {
        const { name, namespace } = object.metadata;
        const address = `${cluster} ${name}.${namespace ?? ''}`;
        if (!this.#byAddress.has(address))
          this.#byAddress.set(address, group.id);
      }
    }
  }

  /** Id of the service, or `undefined` when the host is none of the platform's. */
  find(cluster: string, namespace: string, host: string): string | undefined {
    const parts = host.replace(/\.svc(\..*)?$/, '').split('.');
    // A pod of a StatefulSet is addressed through its headless Service: pod.service.namespace.
    const [name, space] = parts.length > 2 ? parts.slice(-2) : parts;
    return this.#byAddress.get(`${cluster} ${name}.${space ?? namespace}`);
  }
}

function inferDependencies(
  group: ServiceGroup,
  index: KubernetesIndex,
  directory: ServiceDirectory,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const { entry } of group.workloads) {
    const { kind, metadata } = entry.object;
    const space = metadata.namespace ?? group.namespace;
    for (const setting of readSettings(index, entry)) {
      for (const host of findHosts(setting)) {
        const id = directory.find(group.cluster, space, host);
        if (id === undefined || id === group.id || found.has(id)) continue;
        found.set(
          id,
          `${kind} ${metadata.name}: ${setting.where} names ${host}`,
        );
      }
    }
  }
  return found;
}

/** The installation of some software that a service of a cluster would use, when that is clear. */
function resolveProfile(
  group: ServiceGroup,
  profileId: string,
  groups: readonly ServiceGroup[],
  inferred: ReadonlyMap<string, string>,
): ServiceGroup | undefined {
  const all = groups.filter(
    ({ profile, cluster, id }) =>
      profile?.id === profileId && cluster === group.cluster && id !== group.id,
  );
  const named = all.filter(({ id }) => inferred.has(id));
  const near = all.filter(({ namespace }) => namespace === group.namespace);
  for (const set of [named, near, all]) {
    if (set.length === 1) return set[0];
    if (set.length > 1) return undefined;
  }
  return undefined;
}

function declaredByPeople(group: ServiceGroup): string[] {
  return group.workloads.flatMap(({ entry }) =>
    (entry.object.metadata.annotations?.[SERVICE_ANNOTATIONS.dependsOn] ?? '')
      .split(/[\s,]+/)
      .filter(id => id !== ''),
  );
}

/** What a service depends on, sorted by id, each with its evidence; only services that exist. */
export function findDependencies(options: {
  group: ServiceGroup;
  groups: readonly ServiceGroup[];
  index: KubernetesIndex;
  directory: ServiceDirectory;
}): Dependency[] {
  const { group, groups, index, directory } = options;
  const inferred = inferDependencies(group, index, directory);
  const found = new Map<string, Dependency>();
  const declare = (id: string, why: string) => {
    const also = inferred.get(id);
    found.set(id, {
      serviceId: id,
      evidence: also ? `${why}; ${also}` : why,
      confidence: 'declared',
    });
  };
  for (const profileId of group.profile?.dependsOn ?? []) {
    const target = resolveProfile(group, profileId, groups, inferred);
    if (target)
      declare(target.id, `the profile of ${group.profile?.title} declares it`);
  }
  const ids = new Set(groups.map(({ id }) => id));
  for (const id of declaredByPeople(group)) {
    if (ids.has(id) && id !== group.id)
      declare(id, `declared by annotation ${SERVICE_ANNOTATIONS.dependsOn}`);
  }
  for (const [serviceId, evidence] of inferred) {
    if (!found.has(serviceId))
      found.set(serviceId, { serviceId, evidence, confidence: 'inferred' });
  }
  return [...found.values()].sort((a, b) =>
    a.serviceId < b.serviceId ? -1 : 1,
  );
}
