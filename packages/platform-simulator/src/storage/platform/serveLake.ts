/** Gives the services of the lake addresses of their own, for clients that sign or follow what they are told. */
import { serve } from '../../http/serve';
import type { ServiceProxyTarget } from '../../kubernetes/types';
import { TRINO_CATALOG, WAREHOUSE_BUCKET } from '../createStorage';
import type { StorageAddresses } from '../startTestStorage';
import type { S3Credentials } from '../types';
import { LANDING_BUCKET } from './createLake';

type Answer = (
  target: ServiceProxyTarget,
  request: Request,
) => Promise<Response>;

const NAMESPACE = 'data-platform';

const SERVICES = [
  { name: 'minio-service', port: '9000' },
  { name: 'iceberg-rest-catalog', port: '8181' },
  { name: 'trino', port: '8080' },
] as const;

/** What a program in the cluster finds in its environment, by the names that connectors read. */
export function environmentOf({
  s3,
  iceberg,
  trino,
}: StorageAddresses): Readonly<Record<string, string>> {
  return {
    S3_ENDPOINT: s3.endpoint,
    S3_REGION: s3.region,
    S3_BUCKET: s3.bucket,
    S3_ACCESS_KEY_ID: s3.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    ICEBERG_REST_URL: iceberg.url,
    ICEBERG_WAREHOUSE: iceberg.warehouse,
    TRINO_URL: trino.url,
    TRINO_CATALOG: trino.catalog,
  };
}

/**
 * Opens a listener for each. A request goes the way of every request to a service, so that a service whose pods are down answers 503 here too.
 *
 * @param options - `port` tells the next port to take; `opened` is told how to close each listener
 * @throws Error when a port cannot be had, naming it
 */
export async function serveLake(options: {
  host: string;
  answer: Answer;
  credentials: S3Credentials;
  port: () => number | undefined;
  opened: (close: () => Promise<void>) => void;
}): Promise<StorageAddresses> {
  const { host, answer, credentials } = options;
  const urls: string[] = [];
  for (const { name, port } of SERVICES) {
    const handler = (request: Request) => {
      const { pathname, search } = new URL(request.url);
      const path = `${pathname}${search}`;
      return answer({ namespace: NAMESPACE, name, port, path }, request);
    };
    const server = await serve(handler, { host, port: options.port() });
    options.opened(server.close);
    urls.push(server.url);
  }
  const [objects, tables, engine] = urls;
  return {
    s3: {
      ...credentials,
      endpoint: objects,
      region: 'us-east-1',
      bucket: LANDING_BUCKET,
    },
    iceberg: { url: tables, warehouse: `s3://${WAREHOUSE_BUCKET}` },
    trino: { url: engine, catalog: TRINO_CATALOG },
  };
}
