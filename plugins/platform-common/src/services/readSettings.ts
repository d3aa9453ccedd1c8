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

/** A place in the configuration of a workload where text was found. */
export interface Setting {
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

/** Every text in the configuration of a workload that could hold an address. */
export function readSettings(
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
export function findHosts({ text, isHost }: Setting): string[] {
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
