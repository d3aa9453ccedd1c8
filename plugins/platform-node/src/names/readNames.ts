/**
 * One round: of one cluster, the names of every kind that is declared for it and that its reader does not hold. A kind that
 * cannot be read keeps the names that were read before, with the reason; one that the cluster does not serve has none.
 */
import {
  failed,
  NamedKind,
  Observation,
  observed,
} from '@254carbon/backstage-plugin-platform-common';
import { ClusterConnection } from '../door/types';
import { Discovery, discoverKinds } from '../kubernetes/discoverKinds';
import { toReadError } from '../kubernetes/ReadError';
import { collectionPath, ServedKind } from '../kubernetes/types';
import { AbsentKind } from './findAbsentKinds';
import { listNames } from './listNames';

type Names = Observation<ReadonlySet<string>>;

/** What a round needs. */
export interface NamesRound {
  connection: ClusterConnection;
  kinds: readonly AbsentKind[];
  /** What the round before gave. */
  previous: readonly NamedKind[];
  /** Milliseconds since the epoch. */
  now: () => number;
  signal: AbortSignal;
}

function sourceOf(cluster: string, detail: string) {
  return { kind: 'cluster', name: cluster, detail } as const;
}

/** The group and versions to look for, each group once. */
function placesOf(kinds: readonly AbsentKind[]) {
  const groups = new Map<string, Set<string>>();
  for (const { group, version } of kinds)
    groups.set(group, (groups.get(group) ?? new Set()).add(version));
  return [...groups].map(([group, versions]) => ({
    group,
    versions: [...versions],
    resource: '*',
  }));
}

/** Why it cannot be said whether a group serves a kind; `undefined` when it can. */
function whyUndiscovered(
  { failures }: Discovery,
  group: string,
): string | undefined {
  for (const [apiVersion, reason] of failures) {
    const own = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
    if (own === group) return reason;
  }
  return undefined;
}

async function readKind(
  round: NamesRound,
  served: ServedKind,
  previous: Names | undefined,
): Promise<Names> {
  const { connection, signal, now } = round;
  const source = sourceOf(connection.name, `GET ${collectionPath(served)}`);
  try {
    const value = await listNames({ connection, kind: served, signal });
    return observed({ value, now: now(), source });
  } catch (caught) {
    const context = {
      cluster: connection.name,
      kind: served,
      verb: 'list' as const,
    };
    const { message, reason } = toReadError(caught, context);
    const failure = reason === 'forbidden' ? 'not-asked' : 'no-answer';
    return failed({ reason: message, now: now(), source, previous, failure });
  }
}

/** Reads the names of all kinds of a round, one kind after the other: nobody waits for them. Never throws. */
export async function readNames(round: NamesRound): Promise<NamedKind[]> {
  const { connection, kinds, previous, now, signal } = round;
  const cluster = connection.name;
  if (kinds.length === 0) return [];
  const lastOf = ({ group, kind }: AbsentKind) =>
    previous.find(item => item.group === group && item.kind === kind)?.names;
  const fail = (kind: AbsentKind, reason: string): Names =>
    failed({
      reason,
      now: now(),
      source: sourceOf(cluster, 'discovery'),
      previous: lastOf(kind),
    });
  let discovery: Discovery;
  try {
    const wanted = placesOf(kinds);
    discovery = await discoverKinds({ connection, wanted, signal });
  } catch (caught) {
    const { message } = toReadError(caught, { cluster, verb: 'discover' });
    return kinds.map(kind => ({
      cluster,
      group: kind.group,
      kind: kind.kind,
      names: fail(kind, message),
    }));
  }
  const found: NamedKind[] = [];
  for (const kind of kinds) {
    const served = discovery.kinds.find(
      item => item.group === kind.group && item.kind === kind.kind,
    );
    const why = served ? undefined : whyUndiscovered(discovery, kind.group);
    const names = served
      ? await readKind(round, served, lastOf(kind))
      : notServed(cluster, now(), why, () => fail(kind, why ?? ''));
    found.push({ cluster, group: kind.group, kind: kind.kind, names });
  }
  return found;
}

function notServed(
  cluster: string,
  now: number,
  why: string | undefined,
  fail: () => Names,
): Names {
  if (why !== undefined) return fail();
  const source = sourceOf(cluster, 'discovery');
  return observed({ value: new Set<string>(), now, source });
}
