import { PlatformCounters } from '../counters/types';
import { ClusterConnection } from '../door/types';

/** `/api/v1/pods?limit=250` is a list, `/api/v1/namespaces/a/pods/b` a get, `/apis` and `/version` discover. */
function verbOf(path: string): string {
  if (path.includes('watch=1')) return 'watch';
  if (path.includes('?')) return 'list';
  return path.includes('/namespaces/') || path.split('/').length > 5
    ? 'get'
    : 'discover';
}

async function* countBytes(
  body: AsyncIterable<Uint8Array>,
  onBytes: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of body) {
    onBytes(piece.length);
    yield piece;
  }
}

/** The same connection, with every request and every byte of its answers counted. */
export function countReads(
  connection: ClusterConnection,
  counters: PlatformCounters,
): ClusterConnection {
  const cluster = connection.name;
  return {
    name: cluster,
    async request(path, options) {
      const verb = verbOf(path);
      const count = (status: string) =>
        counters.add('platform_read_requests_total', { cluster, verb, status });
      try {
        const answer = await connection.request(path, options);
        count(String(answer.status));
        return {
          ...answer,
          body: countBytes(answer.body, bytes =>
            counters.add('platform_read_bytes_total', { cluster, verb }, bytes),
          ),
        };
      } catch (error) {
        count('none');
        throw error;
      }
    },
  };
}
