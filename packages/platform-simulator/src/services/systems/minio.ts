import { askLake } from '../askLake';
import { empty, html, metrics } from '../reply';
import type { ServiceCall, SystemAnswers } from '../types';

function s3Error(
  call: ServiceCall,
  code: string,
  message: string,
  status: number,
) {
  const requestId = (call.now % 0xffffffff).toString(16).toUpperCase();
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message>` +
      `<Resource>${call.path}</Resource><RequestId>${requestId}</RequestId></Error>`,
    {
      status,
      headers: { 'content-type': 'application/xml', server: 'MinIO' },
    },
  );
}

const healthy = () => empty(200, { server: 'MinIO' });

/** The S3 API: health answers have no body; all else is S3, which denies the anonymous, and a platform without a lake everybody. */
export const minio: SystemAnswers = {
  name: 'MinIO',
  services: /^minio(-service|-headless|-hl)?$/,
  routes: {
    '/minio/health/live': healthy,
    '/minio/health/ready': healthy,
    // One server, no erasure set to lose: a quorum of one.
    '/minio/health/cluster': () =>
      empty(200, { server: 'MinIO', 'x-minio-write-quorum': '1' }),
    '/minio/v2/metrics/cluster': () =>
      metrics([
        '# TYPE minio_cluster_capacity_usable_free_bytes gauge',
        'minio_cluster_capacity_usable_free_bytes{server="127.0.0.1:9000"} 2.1474836480e+10',
        'minio_cluster_nodes_online_total{server="127.0.0.1:9000"} 1',
      ]),
  },
  otherwise: call =>
    askLake('s3', call) ?? s3Error(call, 'AccessDenied', 'Access Denied.', 403),
};

/** The console: one page for every path, because it is a single-page application. */
export const minioConsole: SystemAnswers = {
  name: 'MinIO console',
  services: /^minio-console$/,
  routes: { '/': () => html('MinIO Console', 200, 'MinIO Console') },
  otherwise: () => html('MinIO Console', 200, 'MinIO Console'),
};
