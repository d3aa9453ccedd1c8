/** An answer, its body not yet read. */
export interface MemoryAnswer {
  status: number;
  headers: Record<string, string>;
  body: AsyncIterable<Uint8Array>;
  discard(): void;
}

/** What may befall a request. */
export const MEMORY_FAULTS = [
  '403',
  '500',
  '503',
  'timeout',
  'truncated',
  'empty',
  '410',
  'discovery-down',
  'stalled',
] as const;
/** What may befall a request. */
export type MemoryFault = (typeof MEMORY_FAULTS)[number];

const ENCODER = new TextEncoder();

/** An answer that is all there. */
export function answerOf(status: number, value: unknown): MemoryAnswer {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: (async function* body() {
      yield ENCODER.encode(text);
    })(),
    discard() {},
  };
}

/** What an API server says when it refuses. */
export function refuse(code: number, more: object = {}): MemoryAnswer {
  const message = `fault ${code}`;
  return answerOf(code, { kind: 'Status', code, message, ...more });
}

/** Nothing comes until the caller gives up. */
function silence(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(signal?.reason);
    if (signal?.aborted) end();
    signal?.addEventListener('abort', end, { once: true });
  });
}

/** What a fault makes of a request; `undefined` when the request is answered (emptily, or by silence) after all. */
export function fail(
  fault: MemoryFault | undefined,
  request: { isWatch: boolean; signal?: AbortSignal },
): MemoryAnswer | Promise<never> | undefined {
  switch (fault) {
    case '403':
    case '500':
    case '503':
      return refuse(Number(fault));
    case '410':
      return refuse(410, { reason: 'Expired' });
    case 'timeout':
      return silence(request.signal);
    case 'truncated':
      return answerOf(
        200,
        request.isWatch ? '{"type":"ADD' : '{"kind":"XList","it',
      );
    default:
      return undefined;
  }
}

/** A body that stays open. */
export interface OpenBody {
  body: AsyncIterable<Uint8Array>;
  send(text: string): void;
  end(): void;
}

/** Lines as they are sent, until the server ends it or the caller gives up. */
export function openBody(signal: AbortSignal | undefined): OpenBody {
  const waiting: string[] = [];
  let wake = () => {};
  let ended = false;
  const gone = new Promise<void>(resolve => {
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });
  const next = () =>
    new Promise<void>(resolve => {
      wake = resolve;
    });
  async function* lines() {
    for (;;) {
      const news = next();
      while (waiting.length > 0) yield ENCODER.encode(waiting.shift());
      if (ended) return;
      if (signal?.aborted) throw signal.reason;
      await Promise.race([gone, news]);
    }
  }
  return {
    body: lines(),
    send(text) {
      waiting.push(text);
      wake();
    },
    end() {
      ended = true;
      wake();
    },
  };
}
