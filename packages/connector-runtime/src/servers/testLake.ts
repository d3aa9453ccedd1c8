/*
 * A lake on loopback: an object store (moto, the S3 server of Python's test world), Iceberg's reference REST catalog
 * over it, and Trino over both where it is asked for.
 */
import { join } from 'node:path';
import { IcebergSink } from '../sinks/iceberg/icebergSink';
import { createS3TableFiles } from '../sinks/iceberg/tableFiles';
import type { Fuse } from '../sinks/tableSink.conformance';
import { testSinkPorts } from '../sinks/testSinks';
import { TrinoSink } from '../sinks/trino/trinoSink';
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
      const ports = testSinkPorts(fuse);
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
        ports: testSinkPorts(fuse),
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
