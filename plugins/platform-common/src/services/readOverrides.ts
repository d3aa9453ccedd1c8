import {
  InventoryObject,
  KubernetesIndex,
  readDescriptionWord,
  readOwnerWord,
  toOwnerName,
} from '../kubernetes';
import { annotationOf } from '../kubernetes/readValue';
import { SystemId, SystemIdSchema, SYSTEMS } from '../model';
import { Unit } from './findUnits';
import { toServiceId } from './nameStem';

/** Annotations by which people overrule the grouping, on a workload, its owner or its namespace. */
export const SERVICE_ANNOTATIONS = {
  service: '254carbon.com/service',
  exclude: '254carbon.com/exclude',
  owner: '254carbon.com/owner',
  title: '254carbon.com/title',
  description: '254carbon.com/description',
  system: '254carbon.com/system',
  dependsOn: '254carbon.com/depends-on',
  formerIds: '254carbon.com/former-ids',
  healthPath: '254carbon.com/health-path',
  expectedDown: '254carbon.com/expected-down',
} as const;

/** A declared owner, and how near to the workload it was declared. */
export interface DeclaredOwner {
  value: string;
  /** `Deployment trino`, `Namespace data-platform`, `Deployment trino (a8r.io/owner)`. */
  from: string;
  level: 'workload' | 'namespace';
  /** It was said in words that are common elsewhere, not by our own annotation. */
  common?: true;
}

/** What people wrote on objects about the service that they form. */
export interface Overrides {
  /** Id of the service that the unit shall belong to. */
  service?: { id: string; from: string };
  /** The object that asks to be left out. */
  excludedBy?: string;
  owner?: DeclaredOwner;
  title?: string;
  description?: string;
  system?: SystemId;
  healthPath?: string;
  formerIds: string[];
  /** What was written but cannot count, with the cure. */
  caveats: string[];
}

const PREFIX = '254carbon.com/';
/** What most units say: nothing. */
const NOTHING: Overrides = { formerIds: [], caveats: [] };

const NOBODY: readonly InventoryObject[] = [];

/** Words that are common elsewhere, with or without a prefix. */
const COMMON = /(?:^|\/)(?:owner|team|description)$/;

function hasWord(
  texts: Record<string, string> | undefined,
  prefix?: string,
): boolean {
  for (const name in texts)
    if ((prefix && name.startsWith(prefix)) || COMMON.test(name)) return true;
  return false;
}

/** Whether people wrote anything on an object that may speak of the service. */
function isAnnotated({ object }: InventoryObject): boolean {
  const { annotations, labels } = object.metadata;
  return hasWord(annotations, PREFIX) || hasWord(labels);
}

function nameOf(entry: InventoryObject): string {
  return `${entry.object.kind} ${entry.object.metadata.name}`;
}

/** The namespace object of a unit, when it is known and people wrote anything on it. */
export function annotatedNamespace(
  index: KubernetesIndex,
  { root: { cluster, object } }: Unit,
): InventoryObject | undefined {
  const name = object.metadata.namespace;
  if (name === undefined) return undefined;
  const found = index.get({ cluster, kind: 'Namespace', name });
  return found && isAnnotated(found) ? found : undefined;
}

interface Found {
  value: string;
  from: string;
}

function find(
  entries: readonly InventoryObject[],
  key: string,
): Found | undefined {
  for (const entry of entries) {
    const value = annotationOf(entry.object, key);
    if (value !== undefined) return { value, from: nameOf(entry) };
  }
  return undefined;
}

/** Whose it is by the objects of one level: our own annotation, then the common words. */
function findOwner(
  entries: readonly InventoryObject[],
  level: DeclaredOwner['level'],
): DeclaredOwner | undefined {
  const own = find(entries, SERVICE_ANNOTATIONS.owner);
  if (own) return { ...own, level };
  for (const entry of entries) {
    const word = readOwnerWord(entry.object);
    const value = word && toOwnerName(word.value);
    if (value === undefined) continue;
    const from = `${nameOf(entry)} (${word?.name})`;
    return { value, from, level, common: true };
  }
  return undefined;
}

/** What it is for by our own annotation, then by the common ones. */
function findDescription(
  entries: readonly InventoryObject[],
): string | undefined {
  const own = find(entries, SERVICE_ANNOTATIONS.description)?.value;
  if (own !== undefined) return own;
  for (const { object } of entries) {
    const word = readDescriptionWord(object);
    if (word) return word.value;
  }
  return undefined;
}

function readSystem(found: Found | undefined): {
  system?: SystemId;
  caveat?: string;
} {
  if (!found) return {};
  const system = SystemIdSchema.safeParse(found.value);
  return system.success
    ? { system: system.data }
    : {
        caveat: `${found.from} declares the system '${
          found.value
        }', which does not exist, so it does not count; use one of ${SYSTEMS.join(
          ', ',
        )}`,
      };
}

function readService(found: Found | undefined): {
  service?: Overrides['service'];
  caveat?: string;
} {
  if (!found) return {};
  const { value, from } = found;
  const id = toServiceId(value);
  return {
    service: { id, from },
    ...(id === value
      ? {}
      : {
          caveat: `${from} declares the service '${value}', which cannot be an id; it is called ${id}`,
        }),
  };
}

function readHealthPath(found: Found | undefined): {
  healthPath?: string;
  caveat?: string;
} {
  if (!found) return {};
  return /^\/[^\s#]*$/.test(found.value)
    ? { healthPath: found.value }
    : {
        caveat: `${found.from} declares the health path '${found.value}', which does not count; let it start with / and hold no blank and no #`,
      };
}

/**
 * Reads what people wrote on a unit; what stands on the workload wins over what stands on its namespace.
 *
 * @param space - Its {@link annotatedNamespace}.
 */
export function readOverrides(
  unit: Unit,
  space: InventoryObject | undefined,
): Overrides {
  const own = unit.annotated.some(isAnnotated)
    ? unit.annotated.filter(isAnnotated)
    : NOBODY;
  const all = space ? [...own, space] : own;
  if (all.length === 0) return NOTHING;
  const excluded = find(all, SERVICE_ANNOTATIONS.exclude);
  const spaces = all.slice(own.length);
  const owner = findOwner(own, 'workload') ?? findOwner(spaces, 'namespace');
  const title = find(own, SERVICE_ANNOTATIONS.title)?.value;
  const description = findDescription(own);
  const { service, caveat: badService } = readService(
    find(own, SERVICE_ANNOTATIONS.service),
  );
  const { system, caveat: badSystem } = readSystem(
    find(all, SERVICE_ANNOTATIONS.system),
  );
  const { healthPath, caveat: badPath } = readHealthPath(
    find(own, SERVICE_ANNOTATIONS.healthPath),
  );
  const former = find(own, SERVICE_ANNOTATIONS.formerIds)?.value ?? '';
  return {
    ...(service ? { service } : {}),
    ...(excluded?.value === 'true' ? { excludedBy: excluded.from } : {}),
    ...(owner ? { owner } : {}),
    ...(title ? { title } : {}),
    ...(description ? { description } : {}),
    ...(system ? { system } : {}),
    ...(healthPath ? { healthPath } : {}),
    formerIds: former
      .split(/[\s,]+/)
      .filter(id => id !== '')
      .map(toServiceId),
    caveats: [badService, badSystem, badPath].filter(
      caveat => caveat !== undefined,
    ),
  };
}
