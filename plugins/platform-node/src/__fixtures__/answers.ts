import { ClusterAnswer } from '../door/types';

/** What an API server answers with this status and this JSON. */
export function answerOf(status: number, body: object): ClusterAnswer {
  return {
    status,
    headers: {},
    body: (async function* pieces() {
      yield Buffer.from(JSON.stringify(body));
    })(),
    discard() {},
  };
}

/** What comes of a server that says nothing, until nobody waits any more. */
export function silence(signal?: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
  });
}
