/**
 * What the configuration of a service shows that it uses. An address proves more the more of it there is:
 * a full name with the port that the Service has is a connection; a short word in a sentence is nothing.
 * Only names of hosts are repeated as evidence, never the values around them, which may hold passwords.
 */
import { InventoryObject, isWorkload, KubernetesIndex } from '../kubernetes';
import { DependencyConfidence, DependencyEvidence } from '../model';
import { findHosts, FoundHost } from './findHosts';
import {
  ARGUMENTS,
  readResourceSettings,
  readSettings,
  Setting,
} from './readSettings';
import { DirectoryEntry, ServiceDirectory } from './ServiceDirectory';
import { ServiceGroup } from './types';

/** One piece of evidence with what it proves. */
export interface Clue {
  to: string;
  confidence: DependencyConfidence;
  evidence: DependencyEvidence;
}

/** A file that names more services than this is a list (of targets, of links) and not a configuration. */
const LIST_LENGTH = 5;

/** How sure it is that a name which leads to a service is meant as one; `undefined` for a mere word. */
function weigh(
  { host, port, addressed }: FoundHost,
  { ports }: DirectoryEntry,
): DependencyConfidence | undefined {
  const fits = port !== undefined && ports.includes(port);
  if (fits) return 'certain';
  const isFull = /\.svc(\.|$)/.test(host);
  if (isFull || addressed) return 'likely';
  // `postgres:15` is an image and `data.trino` may be a word; only a dotted name is worth a guess.
  return host.includes('.') ? 'possible' : undefined;
}

function readHost(
  setting: Setting,
  found: FoundHost,
  look: (host: string) => DirectoryEntry | undefined,
  directory: ServiceDirectory,
): Clue | undefined {
  const entry = look(found.host);
  const publicId =
    entry || !found.addressed ? undefined : directory.findPublic(found.host);
  const to = entry?.serviceId ?? publicId;
  const confidence = entry ? weigh(found, entry) : 'possible';
  if (to === undefined || confidence === undefined) return undefined;
  const port = confidence === 'certain' ? `:${found.port}` : '';
  const { where, object, path } = setting;
  return {
    to,
    confidence,
    evidence: {
      what: `${where} ${where === ARGUMENTS ? 'name' : 'names'} ${
        found.host
      }${port}`,
      object,
      path,
      source: 'inferred',
    },
  };
}

/** The settings of a workload; those of its pods when it is a custom resource that runs some. */
function settingsOf(
  index: KubernetesIndex,
  entry: InventoryObject,
  pods: readonly InventoryObject[],
): Setting[] {
  const own = readSettings(index, entry);
  return isWorkload(entry.object) || pods.length === 0
    ? own
    : [...own, ...readSettings(index, pods[0])];
}

/** What the environment, arguments, ConfigMaps and custom resources of a service name. */
export function inferFromSettings(options: {
  group: ServiceGroup;
  index: KubernetesIndex;
  directory: ServiceDirectory;
}): Clue[] {
  const { group, index, directory } = options;
  const shown = new Set(group.workloads.map(({ entry }) => entry));
  const resources = group.customResources.filter(entry => !shown.has(entry));
  const places = [
    ...group.workloads.map(({ entry, pods }) => ({
      space: entry.object.metadata.namespace ?? group.namespace,
      settings: settingsOf(index, entry, pods),
    })),
    ...resources.map(entry => ({
      space: entry.object.metadata.namespace ?? group.namespace,
      settings: readResourceSettings(entry),
    })),
  ];
  return places.flatMap(({ space, settings }) =>
    settings.flatMap(setting => {
      const hosts = findHosts(setting);
      if (hosts.length === 0) return [];
      const clues = hosts
        .map(found =>
          readHost(
            setting,
            found,
            host => directory.find(group.cluster, space, host),
            directory,
          ),
        )
        .filter(clue => clue !== undefined)
        .filter(({ to }) => to !== group.id);
      const isList =
        setting.isFile && new Set(clues.map(({ to }) => to)).size > LIST_LENGTH;
      return isList
        ? clues.map((clue): Clue => ({ ...clue, confidence: 'possible' }))
        : clues;
    }),
  );
}
