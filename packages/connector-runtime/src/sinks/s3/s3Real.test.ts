/*
 * The object store's promises against a real server, when one is named:
 *
 *   CONNECTOR_TEST_S3_ENDPOINT=http://127.0.0.1:9000 CONNECTOR_TEST_S3_BUCKET=lake \
 *   CONNECTOR_TEST_S3_KEY=... CONNECTOR_TEST_S3_SECRET=... yarn backstage-cli package test src/sinks/s3/s3Real
 *
 * Without one the suite says that it did not run; it is never green for that.
 */
import { randomUUID } from 'node:crypto';
import { objectStoreConformance } from '../../objectStore.conformance';
import { ObjectSink } from '../objects/objectSink';
import { tableSinkConformance } from '../tableSink.conformance';
import { S3Store } from './s3Store';

const env = process.env;
const endpoint = env.CONNECTOR_TEST_S3_ENDPOINT;

function open(prefix: string): S3Store {
  return new S3Store({
    endpoint: endpoint ?? '',
    region: env.CONNECTOR_TEST_S3_REGION ?? 'us-east-1',
    bucket: env.CONNECTOR_TEST_S3_BUCKET ?? '',
    accessKeyId: env.CONNECTOR_TEST_S3_KEY ?? '',
    secretAccessKey: env.CONNECTOR_TEST_S3_SECRET ?? '',
    prefix,
    ports: {
      clock: {
        now: () => Date.now(),
        sleep: ms => new Promise(resolve => setTimeout(resolve, ms)),
      },
      random: Math.random,
      fetch: (url, init) => fetch(url, init),
    },
  });
}

if (endpoint) {
  describe('a real S3 server', () => {
    it.each(objectStoreConformance)(
      '$promise',
      async ({ check }) => {
        await expect(check(open(randomUUID()))).resolves.toBeUndefined();
      },
      60_000,
    );

    it.each(
      tableSinkConformance.filter(
        ({ promise }) => !promise.startsWith('killed'),
      ),
    )(
      'Parquet: $promise',
      async ({ check }) => {
        const prefix = randomUUID();
        const bench = {
          open: async () =>
            new ObjectSink({
              kind: 's3',
              store: open(prefix),
              format: 'parquet',
            }),
        };
        await expect(check(bench)).resolves.toBeUndefined();
      },
      60_000,
    );
  });
} else {
  it.todo(
    'NOT RUN: set CONNECTOR_TEST_S3_ENDPOINT to hold a real S3 server to the same promises',
  );
}
