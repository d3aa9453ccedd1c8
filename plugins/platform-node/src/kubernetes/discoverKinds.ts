import { z } from 'zod';
import { ClusterConnection } from '../door/types';
import { Clock } from '../inventory/clock';
import { getJson } from './getJson';
import { toReadError } from './ReadError';
import { ServedKind } from './types';
import { WANTED_KINDS, WantedKind } from './wantedKinds';

const GroupListSchema = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      versions: z.array(z.object({ version: z.string() })),
      preferredVersion: z.object({ version: z.string() }).optional(),
    }),
  ),
});

const ResourceListSchema = z.object({
  resources: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      verbs: z.array(z.string()).nullish(),
    }),
  ),
});

/** What a cluster serves of what the portal wants. */
export interface Discovery {
  version?: string;
  kinds: ServedKind[];
  /** `group/version` that is served but could not be looked into, with the reason. */
  failures: Map<string, string>;
}

/** Where to look: one group and version, and what is wanted of it. */
interface Place {
  group: string;
  version: string;
  wanted: readonly WantedKind[];
}

/** Versions of a kind's group that are served, the best first. */
function versionsOf(
  { group, versions }: WantedKind,
  served: ReadonlyMap<string, readonly string[]>,
): string[] {
  const all = served.get(group) ?? [];
  const acceptable = versions.filter(version => all.includes(version));
  return [...new Set([...acceptable, ...all])];
}

/**
 * Where each wanted kind is looked for in a round. A group may serve some of its kinds in one version only, and others in
 * another, so a kind that the best version lacks is looked for in the next one.
 */
function choosePlaces(
  wanted: readonly WantedKind[],
  served: ReadonlyMap<string, readonly string[]>,
  round: number,
): Place[] {
  const places = new Map<string, Place & { wanted: WantedKind[] }>();
  for (const kind of wanted) {
    const version = versionsOf(kind, served)[round];
    if (!version) continue;
    const key = `${kind.group}/${version}`;
    const place = places.get(key) ?? { group: kind.group, version, wanted: [] };
    place.wanted.push(kind);
    places.set(key, place);
  }
  return [...places.values()];
}

function toServed(
  place: Place,
  kind: WantedKind,
  kindName: string,
): ServedKind {
  const { group, version } = place;
  return {
    group,
    version,
    resource: kind.resource,
    kind: kindName,
    apiVersion: group ? `${group}/${version}` : version,
    ephemeral: kind.ephemeral ?? false,
  };
}

/** The wanted kinds of a place that it serves, each once; `*` wants all of them. */
function pickKinds(
  place: Place,
  served: ReadonlyMap<string, string>,
): ServedKind[] {
  const picked = new Map<string, ServedKind>();
  for (const kind of place.wanted) {
    const names = kind.resource === '*' ? served.keys() : [kind.resource];
    for (const resource of names) {
      const kindName = served.get(resource);
      if (!kindName || picked.has(resource)) continue;
      picked.set(resource, toServed(place, { ...kind, resource }, kindName));
    }
  }
  return [...picked.values()];
}

/**
 * Asks a cluster which of the wanted kinds it serves, and in which version. A group that cannot be looked
 * into (an aggregated API that is down) is reported and does not hide the others.
 *
 * @throws ReadError when the list of groups itself cannot be read.
 */
export async function discoverKinds(options: {
  connection: ClusterConnection;
  wanted?: readonly WantedKind[];
  signal?: AbortSignal;
  clock?: Clock;
}): Promise<Discovery> {
  const { connection, wanted = WANTED_KINDS, signal, clock } = options;
  const context = { cluster: connection.name, verb: 'discover' as const };
  const read = async <S extends z.ZodType>(path: string, schema: S) => {
    const value = await getJson({ connection, path, context, signal, clock });
    try {
      return schema.parse(value);
    } catch (error) {
      throw toReadError(error, context);
    }
  };
  const { groups } = await read('/apis', GroupListSchema);
  const served = new Map<string, readonly string[]>([['', ['v1']]]);
  for (const group of groups) {
    served.set(group.name, [
      ...(group.preferredVersion ? [group.preferredVersion.version] : []),
      ...group.versions.map(({ version }) => version),
    ]);
  }
  const version = readVersion({ connection, signal, clock });
  const failures = new Map<string, string>();
  const look = async (place: Place) => {
    const apiVersion = place.group
      ? `${place.group}/${place.version}`
      : place.version;
    try {
      const { resources } = await read(
        `${place.group ? '/apis' : '/api'}/${apiVersion}`,
        ResourceListSchema,
      );
      return listed(place, resources);
    } catch (error) {
      failures.set(apiVersion, toReadError(error, context).message);
      return { kinds: [], lacking: [] };
    }
  };
  const kinds: ServedKind[] = [];
  let left: readonly WantedKind[] = wanted;
  for (let round = 0; left.length > 0; round += 1) {
    const found = await Promise.all(
      choosePlaces(left, served, round).map(look),
    );
    kinds.push(...found.flatMap(one => one.kinds));
    left = found.flatMap(one => one.lacking);
  }
  return { kinds, failures, version: await version };
}

/** The wanted kinds that a place lists, and those that may be in another version. */
function listed(
  place: Place,
  resources: z.infer<typeof ResourceListSchema>['resources'],
): { kinds: ServedKind[]; lacking: WantedKind[] } {
  const kinds = new Map(
    resources
      .filter(({ name }) => !name.includes('/'))
      .filter(({ verbs }) => !verbs || verbs.includes('list'))
      .map(({ name, kind }) => [name, kind]),
  );
  return {
    kinds: pickKinds(place, kinds),
    lacking: place.wanted.filter(
      ({ resource }) => resource !== '*' && !kinds.has(resource),
    ),
  };
}

async function readVersion(options: {
  connection: ClusterConnection;
  signal?: AbortSignal;
  clock?: Clock;
}): Promise<string | undefined> {
  const { name } = options.connection;
  const context = { cluster: name, verb: 'discover' as const };
  const value = await getJson({
    ...options,
    path: '/version',
    context,
  }).catch(() => undefined);
  return typeof value?.gitVersion === 'string' ? value.gitVersion : undefined;
}
