import {
  asObject,
  asObjects,
  asText,
  asTextMap,
  asTexts,
  containersOf,
  initContainersOf,
  InventoryObject,
  isWorkload,
  JsonObject,
  JsonValue,
  KubernetesIndex,
  KubernetesObject,
  podTemplateOf,
} from '../kubernetes';
import { canNameHost } from './findHosts';

/** A place in the configuration of a workload where text was found. */
export interface Setting {
  /** `env REDIS_HOST`, `its arguments`, `ConfigMap trino-catalog`. */
  where: string;
  /** The object that holds it: `ConfigMap data/trino-catalog`. */
  object: string;
  /** Where in that object: `spec.template.spec.containers[trino].env[REDIS_HOST]`. */
  path: string;
  text: string;
  /** The whole text is a host, as the name of the setting says. */
  isHost: boolean;
  /** It is a whole file, which may list more than what is used. */
  isFile?: boolean;
}

const HOST_SETTING =
  /(HOST|ADDR|ADDRESS|SERVER|SERVERS|URL|URI|ENDPOINT|BROKERS?|QUORUM|SERVICE)S?$/i;
/** ConfigMaps are read up to here; certificates and dashboards beyond it hold no addresses. */
const CONFIG_LENGTH = 20_000;
/** Texts of a custom resource that are read at most. */
const RESOURCE_TEXTS = 400;

/** Where a command and its arguments are said to be. */
export const ARGUMENTS = 'its arguments';

/** How evidence names an object: `Deployment data/trino`. */
export function nameObject({ kind, metadata }: KubernetesObject): string {
  const { namespace, name } = metadata;
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

function templatePath({ kind }: KubernetesObject): string {
  if (kind === 'Pod') return 'spec';
  return kind === 'CronJob'
    ? 'spec.jobTemplate.spec.template.spec'
    : 'spec.template.spec';
}

function readContainer(
  object: KubernetesObject,
  list: string,
  container: JsonObject,
): Setting[] {
  const named = `${list}[${asText(container.name) ?? '?'}]`;
  const at = `${templatePath(object)}.${named}`;
  const base = { object: nameObject(object), isHost: false };
  const settings: Setting[] = [];
  for (const item of asObjects(container.env)) {
    const name = asText(item.name) ?? '';
    const text = asText(item.value);
    if (text === undefined) continue;
    const isHost = HOST_SETTING.test(name);
    if (!canNameHost({ text, isHost })) continue;
    const path = `${at}.env[${name}]`;
    settings.push({ ...base, where: `env ${name}`, path, text, isHost });
  }
  for (const field of ['command', 'args'] as const) {
    for (const [index, text] of asTexts(container[field]).entries()) {
      if (!canNameHost({ text, isHost: false })) continue;
      const path = `${at}.${field}[${index}]`;
      settings.push({ ...base, where: ARGUMENTS, path, text });
    }
  }
  return settings;
}

/** Settings of objects that are in use: an object never changes, a newer one takes its place. */
const ownSettings = new WeakMap<KubernetesObject, Setting[]>();
const fileSettings = new WeakMap<KubernetesObject, Map<string, Setting>>();

function readContainers(object: KubernetesObject): Setting[] {
  const known = ownSettings.get(object);
  if (known) return known;
  const settings: Setting[] = [];
  for (const container of containersOf(object))
    settings.push(...readContainer(object, 'containers', container));
  for (const container of initContainersOf(object))
    settings.push(...readContainer(object, 'initContainers', container));
  ownSettings.set(object, settings);
  return settings;
}

/** The files of a ConfigMap, by key. */
function readFiles(object: KubernetesObject): Map<string, Setting> {
  const known = fileSettings.get(object);
  if (known) return known;
  const files = new Map(
    Object.entries(asTextMap(object.data)).map(([key, text]) => [
      key,
      {
        where: `ConfigMap ${object.metadata.name}`,
        object: nameObject(object),
        path: `data[${key}]`,
        text: text.slice(0, CONFIG_LENGTH),
        isHost: HOST_SETTING.test(key),
        isFile: true,
      },
    ]),
  );
  fileSettings.set(object, files);
  return files;
}

/** A ConfigMap that a workload uses, and which of its keys; all of them when `keys` is absent. */
interface ConfigUse {
  name: string;
  key?: string;
}

function usedBy(container: JsonObject): ConfigUse[] {
  const whole = asObjects(container.envFrom).flatMap(item => {
    const name = asText(asObject(item.configMapRef).name);
    return name === undefined ? [] : [{ name }];
  });
  const single: ConfigUse[] = [];
  for (const { valueFrom } of asObjects(container.env)) {
    if (valueFrom === undefined) continue;
    const reference = asObject(asObject(valueFrom).configMapKeyRef);
    const name = asText(reference.name);
    const key = asText(reference.key);
    if (name !== undefined && key !== undefined) single.push({ name, key });
  }
  return whole.length > 0 ? [...whole, ...single] : single;
}

function mountedBy(volume: JsonObject): ConfigUse[] {
  const sources = [
    asObject(volume.configMap),
    ...asObjects(asObject(volume.projected).sources).map(source =>
      asObject(source.configMap),
    ),
  ];
  return sources.flatMap((source): ConfigUse[] => {
    const name = asText(source.name);
    if (name === undefined) return [];
    const keys = asObjects(source.items).flatMap(
      item => asText(item.key) ?? [],
    );
    return keys.length > 0 ? keys.map(key => ({ name, key })) : [{ name }];
  });
}

function configUsesOf(object: KubernetesObject): ConfigUse[] {
  const uses: ConfigUse[] = [];
  for (const container of containersOf(object)) uses.push(...usedBy(container));
  for (const container of initContainersOf(object))
    uses.push(...usedBy(container));
  for (const volume of asObjects(podTemplateOf(object).spec.volumes))
    uses.push(...mountedBy(volume));
  return uses;
}

function readConfigMaps(
  index: KubernetesIndex,
  { cluster, object }: InventoryObject,
): Setting[] {
  const uses = configUsesOf(object);
  if (uses.length === 0) return [];
  const found = uses.flatMap(({ name, key }) => {
    const { namespace } = object.metadata;
    const map = index.get({ cluster, kind: 'ConfigMap', namespace, name });
    if (!map) return [];
    const files = readFiles(map.object);
    return key === undefined ? [...files.values()] : files.get(key) ?? [];
  });
  return [...new Set(found)];
}

/** Every text below a value, with its path. */
function walkTexts(
  value: JsonValue | undefined,
  path: string,
  found: { path: string; key: string; text: string }[],
): void {
  if (found.length >= RESOURCE_TEXTS) return;
  if (typeof value === 'string') {
    const key = path.slice(path.lastIndexOf('.') + 1);
    found.push({ path, key, text: value });
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      walkTexts(item, `${path}[${index}]`, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value))
      walkTexts(item, `${path}.${key}`, found);
  }
}

/** Every text in the `spec` of a custom resource: operators take addresses from there. */
export function readResourceSettings({ object }: InventoryObject): Setting[] {
  const known = ownSettings.get(object);
  if (known) return known;
  const found: { path: string; key: string; text: string }[] = [];
  walkTexts(object.spec, 'spec', found);
  const settings = found.map(({ path, key, text }) => ({
    where: `${object.kind} ${object.metadata.name}`,
    object: nameObject(object),
    path,
    text: text.slice(0, CONFIG_LENGTH),
    isHost: HOST_SETTING.test(key),
  }));
  ownSettings.set(object, settings);
  return settings;
}

/** Every text in the configuration of a workload that could hold an address; whole files whatever they hold. */
export function readSettings(
  index: KubernetesIndex,
  entry: InventoryObject,
): readonly Setting[] {
  const { object } = entry;
  if (!isWorkload(object)) return readResourceSettings(entry);
  const files = readConfigMaps(index, entry);
  const own = readContainers(object);
  return files.length > 0 ? [...own, ...files] : own;
}
