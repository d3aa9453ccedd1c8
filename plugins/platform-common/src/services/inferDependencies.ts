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
): readonly Setting[] {
  const own = readSettings(index, entry);
  return isWorkload(entry.object) || pods.length === 0
    ? own
    : [...own, ...readSettings(index, pods[0])];
}

/** Where settings are read, and what reads them. */
interface Reading {
  group: ServiceGroup;
  index: KubernetesIndex;
  directory: ServiceDirectory;
}

/** What one setting names, as seen from a namespace. */
function inferFromSetting(
  setting: Setting,
  space: string,
  { group, directory }: Reading,
): Clue[] {
  const clues: Clue[] = [];
  for (const found of findHosts(setting)) {
    const look = (host: string) => directory.find(group.cluster, space, host);
    const clue = readHost(setting, found, look, directory);
    if (clue && clue.to !== group.id) clues.push(clue);
  }
  const isList =
    setting.isFile && new Set(clues.map(({ to }) => to)).size > LIST_LENGTH;
  return isList
    ? clues.map((clue): Clue => ({ ...clue, confidence: 'possible' }))
    : clues;
}

/** What the environment, arguments, ConfigMaps and custom resources of a service name. */
export function inferFromSettings(reading: Reading): Clue[] {
  const { group, index, directory } = reading;
  const clues: Clue[] = [];
  // Where no host leads anywhere, no text is worth reading.
  if (!directory.hasHosts) return clues;
  const read = (entry: InventoryObject, settings: readonly Setting[]) => {
    const space = entry.object.metadata.namespace ?? group.namespace;
    for (const setting of settings)
      clues.push(...inferFromSetting(setting, space, reading));
  };
  for (const { entry, pods } of group.workloads)
    read(entry, settingsOf(index, entry, pods));
  for (const entry of group.customResources) {
    const isShown = group.workloads.some(one => one.entry === entry);
    if (!isShown) read(entry, readResourceSettings(entry));
  }
  return clues;
}
