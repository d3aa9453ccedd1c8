/**
 * The preflight: before (or after) a cluster is connected, says per cluster what may not be read and which
 * rule to add. It asks what the readers will ask, with the same identity, so that its word holds.
 */
import { Config } from '@backstage/config';
import { ClusterConfig, PlatformConfig, readPlatformConfig } from '../config';
import { createDoor } from '../door/createDoor';
import { ClusterConnection, PlatformDoor } from '../door/types';
import { Discovery, discoverKinds } from '../kubernetes/discoverKinds';
import { getJson } from '../kubernetes/getJson';
import { nameKind, ReadError, toReadError } from '../kubernetes/ReadError';
import { collectionPath, ServedKind } from '../kubernetes/types';
import { createTurns } from '../inventory/createTurns';
import { readNamesPage } from '../names/listNames';
import { listNameKinds } from '../names/nameKinds';

/** A kind that the portal may not read as it should. */
export interface PreflightGap {
  /** `deployments in apps`. */
  kind: string;
  /** What goes wrong, with the cure. */
  reason: string;
  /** The rule to add to the ClusterRole; absent when rights are not what is missing. */
  rule?: { apiGroups: string[]; resources: string[]; verbs: string[] };
}

/** A kind of which not even names may be listed; services do without, see `names/nameKinds.ts`. */
export interface UnnamedKind {
  /** `roles in rbac.authorization.k8s.io`. */
  kind: string;
  reason: string;
}

/** What the preflight found of one cluster. */
export interface PreflightCluster {
  name: string;
  version?: string;
  /** Kinds that were tried. */
  tried: number;
  /** Kinds of the list that the cluster does not serve need no rule and are not here. */
  gaps: PreflightGap[];
  /** Kinds that are *unknown* where what is declared is compared with what runs. */
  unnamed: UnnamedKind[];
}

/** What the preflight found. */
export interface PreflightReport {
  /** Every configured cluster can be read in full. */
  ok: boolean;
  clusters: PreflightCluster[];
}

/** How long all questions for names of one cluster may take, in milliseconds. */
const NAMES_MS = 30_000;

const VERBS = ['get', 'list', 'watch'];

async function tryKind(
  connection: ClusterConnection,
  kind: ServedKind,
): Promise<PreflightGap | undefined> {
  const context = { cluster: connection.name, kind, verb: 'list' as const };
  try {
    await getJson({
      connection,
      path: `${collectionPath(kind)}?limit=1`,
      context,
      timeoutMs: 10_000,
    });
    await tryWatch(connection, kind);
    return undefined;
  } catch (caught) {
    const error = toReadError(caught, context);
    return {
      kind: nameKind(kind),
      reason: error.message,
      ...(error.reason === 'forbidden'
        ? {
            rule: {
              apiGroups: [kind.group],
              resources: [kind.resource],
              verbs: VERBS,
            },
          }
        : {}),
    };
  }
}

/** A list may be allowed where a watch is not; a watch of one second shows it. */
async function tryWatch(
  connection: ClusterConnection,
  kind: ServedKind,
): Promise<void> {
  const answer = await connection.request(
    `${collectionPath(kind)}?watch=1&timeoutSeconds=1`,
    { timeoutMs: 10_000 },
  );
  answer.discard();
  if (answer.status === 403) {
    throw new ReadError(
      'forbidden',
      `Cluster ${connection.name} lets the portal list but not watch ${nameKind(
        kind,
      )}; grant get,list,watch.`,
    );
  }
}

async function findUnnamed(
  connection: ClusterConnection,
  discovered: Discovery,
): Promise<UnnamedKind[]> {
  const { kinds } = discovered;
  const signal = AbortSignal.timeout(NAMES_MS);
  const takeTurn = createTurns(8);
  const found = await Promise.all(
    kinds.map(kind =>
      takeTurn(async (): Promise<UnnamedKind[]> => {
        const path = `${collectionPath(kind)}?limit=1`;
        const context = {
          cluster: connection.name,
          kind,
          verb: 'list' as const,
        };
        try {
          await readNamesPage(connection, path, { kind, signal });
          return [];
        } catch (error) {
          const { message: reason } = toReadError(error, context);
          return [{ kind: nameKind(kind), reason }];
        }
      }),
    ),
  );
  return found.flat();
}

async function checkCluster(
  cluster: ClusterConfig,
  door: PlatformDoor,
): Promise<PreflightCluster> {
  const connection = door.cluster(cluster.name);
  const whole = (reason: string): PreflightCluster => ({
    name: cluster.name,
    tried: 0,
    gaps: [{ kind: 'everything', reason }],
    unnamed: [],
  });
  if (!connection) {
    return whole(cluster.unusable ?? `Cluster ${cluster.name} cannot be used.`);
  }
  try {
    const { kinds, version } = await discoverKinds({ connection });
    const wanted = listNameKinds().map(kind => ({ ...kind, versions: ['v1'] }));
    const named = await discoverKinds({ connection, wanted });
    const takeTurn = createTurns(8);
    const gaps = await Promise.all(
      kinds.map(kind => takeTurn(() => tryKind(connection, kind))),
    );
    return {
      name: cluster.name,
      version,
      tried: kinds.length,
      gaps: gaps.filter(gap => gap !== undefined),
      unnamed: await findUnnamed(connection, named),
    };
  } catch (error) {
    const context = { cluster: cluster.name, verb: 'discover' as const };
    return whole(toReadError(error, context).message);
  }
}

/**
 * Tries every kind that the portal reads, on every configured cluster.
 *
 * @throws Error when the configuration itself is wrong, with one sentence.
 */
export async function preflight(options: {
  config: Config;
}): Promise<PreflightReport> {
  const config: PlatformConfig = readPlatformConfig(options.config);
  const door = createDoor({ config });
  try {
    const clusters = await Promise.all(
      config.clusters.map(cluster => checkCluster(cluster, door)),
    );
    return { ok: clusters.every(({ gaps }) => gaps.length === 0), clusters };
  } finally {
    await door.close();
  }
}
