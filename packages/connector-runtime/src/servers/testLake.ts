/*
 * A lake on loopback: an object store (moto, the S3 server of Python's test world), Iceberg's reference REST catalog
 * over it, and Trino over both where it is asked for.
 */
import { join } from 'node:path';
import type { SinkPorts } from '../sinks/ask';
import { IcebergSink } from '../sinks/iceberg/icebergSink';
import { createS3TableFiles } from '../sinks/iceberg/tableFiles';
import type { Fuse } from '../sinks/tableSink.conformance';
import { TrinoSink } from '../sinks/trino/trinoSink';
import type { TableSink } from '../sinks/types';
import type { Serving } from './testLakeServers';
import { LAKE, startCatalog, startStore, startTrino } from './testLakeServers';
import type { Started } from './testServers';
import { runProgram } from './testServers';

/** How a store is reached. */
export interface LakeStore {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A lake that runs. */
export interface Lake {
  readonly s3: LakeStore;
  /** Address of the REST catalog. */
  readonly catalog: string;
  /** Address of Trino; empty without it. Its catalog is `iceberg`. */
  readonly trino: string;
  /** A sink that appends by itself. */
  appending(fuse?: Fuse): IcebergSink;
  /** A sink that merges through Trino. */
  merging(fuse?: Fuse): TrinoSink;
  /** PyIceberg, PyArrow or DuckDB does something; see peer.py. What it prints is JSON. */
  peer(command: string, options?: object): Promise<unknown>;
  stop(): Promise<void>;
}

/** Ports whose calls a fuse may end, and whose pauses are short. */
export function realPorts(fuse?: Fuse): SinkPorts {
  return {
    clock: {
      now: () => Date.now(),
      sleep: ms => new Promise(resolve => setTimeout(resolve, ms / 10)),
    },
    random: Math.random,
    fetch: (url, init) =>
      fuse ? fuse.around(() => fetch(url, init)) : fetch(url, init),
  };
}

/** The same sink with another namespace, so that many suites share one catalog. */
export function inNamespace(sink: TableSink, own: string): TableSink {
  const moved = <T extends { namespace: string }>(table: T): T => ({
    ...table,
    namespace: own + table.namespace,
  });
  return {
    kind: sink.kind,
    keepsCursor: sink.keepsCursor,
    ensure: table => sink.ensure(moved(table)),
    commit: (table, batch) => sink.commit(moved(table), batch),
    lastCommit: table => sink.lastCommit(moved(table)),
    read: async table => (await sink.read?.(moved(table))) ?? [],
  };
}

async function askPeer(
  peer: { python: string; script: string },
  command: string,
  given: object,
): Promise<unknown> {
  const printed = await runProgram(
    join(peer.python, 'bin', 'python'),
    [peer.script, command],
    { input: JSON.stringify(given) },
  );
  return JSON.parse(printed);
}

/**
 * Starts a lake; with Trino when its folder is given.
 *
 * @param options.peer - peer.py
 */
export async function startLake(
  parts: {
    readonly python: string;
    readonly iceberg: string;
    readonly trino?: string;
  },
  options: { folder: string; peer: string },
): Promise<Lake> {
  const { folder } = options;
  const { python, iceberg, trino } = parts;
  const running: Started[] = [];
  const stop = async () => {
    for (const process of running.splice(0).reverse()) {
      await process.stop();
    }
  };
  const keep = async (starting: Promise<Serving>) => {
    const { url, process } = await starting.catch(async error => {
      await stop();
      throw error;
    });
    running.push(process);
    return url;
  };
  const store = await keep(startStore(python, folder));
  const catalog = await keep(startCatalog(iceberg, folder, store));
  const at = { store, catalog };
  const engine = trino
    ? await keep(startTrino({ python, trino }, folder, at))
    : '';
  const s3: LakeStore = { ...LAKE, endpoint: store };
  return {
    s3,
    catalog,
    trino: engine,
    appending(fuse) {
      const ports = realPorts(fuse);
      return new IcebergSink({
        url: catalog,
        files: createS3TableFiles({ ...s3, ports }),
        ports,
      });
    },
    merging: fuse =>
      new TrinoSink({
        url: engine,
        user: 'connector',
        catalog: 'iceberg',
        ports: realPorts(fuse),
      }),
    peer: (command, given = {}) =>
      askPeer({ python, script: options.peer }, command, {
        catalog,
        s3,
        ...given,
      }),
    stop,
  };
}
