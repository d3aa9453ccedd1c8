/*
 * Where a run keeps things, from the environment alone, so that the same image lands in a folder on a desk and in the
 * lake of the platform. A wrong setting stops the run before its first request to the source: a quota is not spent on
 * rows that have nowhere to go.
 */
import { ConnectorError } from '../errors';
import { FileStore } from '../fileStore';
import type { ObjectStore, Ports } from '../ports';
import { readSecret } from '../readSecret';
import type { SinkPorts } from './ask';
import { IcebergSink } from './iceberg/icebergSink';
import { createS3TableFiles } from './iceberg/tableFiles';
import { ObjectSink } from './objects/objectSink';
import type { S3Options } from './s3/s3Requests';
import { S3Store } from './s3/s3Store';
import { TrinoSink } from './trino/trinoSink';
import type { TableSink } from './types';

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Is told every secret that was read, so that it can be taken out of whatever is printed. */
export type LearnSecret = (secret: string) => void;

const SINKS = ['files', 's3', 'trino', 'iceberg', 'kafka'] as const;

function required(env: Environment, name: string, example: string): string {
  const value = env[name]?.trim();
  if (!value) {
    throw new ConnectorError(
      'configuration',
      `${name} is not set; set it, for example to ${example}.`,
    );
  }
  return value;
}

async function optionalSecret(
  env: Environment,
  name: string,
  learn: LearnSecret,
): Promise<string | undefined> {
  if (!env[name]?.trim() && !env[`${name}_FILE`]) {
    return undefined;
  }
  const secret = await readSecret(env, name);
  learn(secret);
  return secret;
}

async function s3Options(
  env: Environment,
  ports: SinkPorts,
  learn: LearnSecret,
): Promise<Omit<S3Options, 'bucket' | 'prefix'>> {
  const accessKeyId = await readSecret(env, 'S3_ACCESS_KEY_ID');
  const secretAccessKey = await readSecret(env, 'S3_SECRET_ACCESS_KEY');
  learn(accessKeyId);
  learn(secretAccessKey);
  return {
    endpoint: required(env, 'S3_ENDPOINT', 'https://minio.example.com'),
    region: env.S3_REGION?.trim() || 'us-east-1',
    accessKeyId,
    secretAccessKey,
    sessionToken: await optionalSecret(env, 'S3_SESSION_TOKEN', learn),
    ports,
  };
}

/**
 * The store of a run's own objects (raw answers, checkpoints, rejected rows): the bucket `S3_BUCKET` below `S3_PREFIX`
 * when `S3_ENDPOINT` is set, else the folder `CONNECTOR_DATA`.
 *
 * @param folder - the folder when nothing is set
 * @throws ConnectorError `configuration` that names the variable to set.
 */
export async function createStoreFromEnvironment(
  env: Environment,
  ports: SinkPorts,
  options: { folder: string; learn?: LearnSecret },
): Promise<ObjectStore> {
  const { folder, learn = () => undefined } = options;
  if (!env.S3_ENDPOINT?.trim()) {
    return new FileStore(env.CONNECTOR_DATA?.trim() || folder);
  }
  return new S3Store({
    ...(await s3Options(env, ports, learn)),
    bucket: required(env, 'S3_BUCKET', 'lake'),
    prefix: env.S3_PREFIX?.trim(),
  });
}

/**
 * A store at an address: `file:///folder`, or `s3://bucket/prefix` behind `S3_ENDPOINT`. Where files are dropped, and
 * where connectors that share a quota count its calls together.
 *
 * @throws ConnectorError `configuration` that names what to change.
 */
export async function createStoreAt(
  address: string,
  env: Environment,
  ports: SinkPorts,
  learn: LearnSecret = () => undefined,
): Promise<ObjectStore> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === 'file:') {
    return new FileStore(decodeURIComponent(url.pathname));
  }
  if (url?.protocol === 's3:') {
    return new S3Store({
      ...(await s3Options(env, ports, learn)),
      bucket: url.hostname,
      prefix: decodeURIComponent(url.pathname.slice(1)) || undefined,
    });
  }
  throw new ConnectorError(
    'configuration',
    `'${address}' is no place for objects; write file:///folder or s3://bucket/prefix.`,
  );
}

/**
 * The sink that `CONNECTOR_SINK` names: `files` (lines of JSON in the run's store, the default), `s3` (Parquet in the
 * run's store, which has to be a bucket), `trino` or `iceberg`. `kafka` is opened by the
 * command line.
 *
 * @throws ConnectorError `configuration` that names the variable to set.
 */
export async function createSinkFromEnvironment(
  env: Environment,
  ports: Pick<Ports, 'clock' | 'random' | 'fetch' | 'store'>,
  learn: LearnSecret = () => undefined,
): Promise<TableSink> {
  const kind = env.CONNECTOR_SINK?.trim() || 'files';
  switch (kind) {
    case 'files':
      return new ObjectSink({
        kind: 'files',
        store: ports.store,
        format: 'ndjson',
      });
    case 's3':
      required(env, 'S3_ENDPOINT', 'https://minio.example.com');
      return new ObjectSink({
        kind: 's3',
        store: ports.store,
        format: 'parquet',
      });
    case 'trino':
      return new TrinoSink({
        url: required(env, 'TRINO_URL', 'https://trino.example.com'),
        user: required(env, 'TRINO_USER', 'connector'),
        catalog: env.TRINO_CATALOG?.trim() || 'iceberg',
        password: await optionalSecret(env, 'TRINO_PASSWORD', learn),
        ports,
      });
    case 'iceberg':
      return new IcebergSink({
        url: required(env, 'ICEBERG_REST_URL', 'https://catalog.example.com'),
        warehouse: env.ICEBERG_WAREHOUSE?.trim() || undefined,
        token: await optionalSecret(env, 'ICEBERG_REST_TOKEN', learn),
        files: createS3TableFiles(await s3Options(env, ports, learn)),
        ports,
      });
    default:
      throw new ConnectorError(
        'configuration',
        `CONNECTOR_SINK is '${kind.slice(0, 40)}'; use one of ${SINKS.join(
          ', ',
        )}.`,
      );
  }
}
