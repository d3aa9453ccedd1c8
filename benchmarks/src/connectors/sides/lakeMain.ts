/** The simulator's lake in a process of its own, its bytes in files. */
import { mkdirSync } from 'node:fs';
import { startTestStorage } from '@254carbon/platform-simulator';
import { answerCalls } from '../../inventory/childCalls';
import type { LakeCalls } from './sideCalls';

answerCalls<LakeCalls>({
  async open({ folder }) {
    mkdirSync(folder, { recursive: true });
    const { s3, iceberg, trino } = await startTestStorage({
      folder,
      maxBytes: 16 * 2 ** 30,
    });
    return {
      S3_ENDPOINT: s3.endpoint,
      S3_REGION: s3.region,
      S3_BUCKET: s3.bucket,
      S3_ACCESS_KEY_ID: s3.accessKeyId,
      S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
      ICEBERG_REST_URL: iceberg.url,
      ICEBERG_WAREHOUSE: iceberg.warehouse,
      TRINO_URL: trino.url,
      TRINO_USER: 'connector',
      TRINO_CATALOG: trino.catalog,
    };
  },
});
