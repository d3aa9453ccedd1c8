/**
 * A door to real (simulated) clusters that can be made to fail, kind by kind, as networks and API servers do.
 */
import { PlatformDoor } from '@254carbon/backstage-plugin-platform-node';

type Connection = NonNullable<ReturnType<PlatformDoor['cluster']>>;
type Answer = Awaited<ReturnType<Connection['request']>>;

/** What may befall the requests for a kind. */
export const FAULTS = [
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
/** What may befall the requests for a kind. */
export type FaultName = (typeof FAULTS)[number];

/** A door with its faults. */
export interface FaultyDoor {
  door: PlatformDoor;
  /** Breaks one kind, by its plural name, in every cluster; open watches of it end. */
  breakKind(resource: string, fault: FaultName): void;
  /** Mends everything. */
  mend(): void;
}

/** `/apis`, `/api/v1`, `/apis/apps/v1`. */
const DISCOVERY = /^\/(apis|api\/v1|apis\/[^/]+\/[^/]+)$/;

const ENCODER = new TextEncoder();

function answerOf(status: number, text: string): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: (async function* body() {
      yield ENCODER.encode(text);
    })(),
    discard() {},
  };
}

function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(signal?.reason);
    if (signal?.aborted) end();
    signal?.addEventListener('abort', end, { once: true });
  });
}

/** A watch that is accepted and then says nothing. */
function silentAnswer(signal: AbortSignal | undefined): Answer {
  return {
    status: 200,
    headers: {},
    body: (async function* body() {
      yield await untilAborted(signal);
    })(),
    discard() {},
  };
}

async function emptied(answer: Answer): Promise<Answer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of answer.body) pieces.push(piece);
  const list = JSON.parse(Buffer.concat(pieces).toString());
  const metadata = { ...list.metadata, continue: undefined };
  return answerOf(200, JSON.stringify({ ...list, metadata, items: [] }));
}

function fail(
  fault: FaultName,
  isWatch: boolean,
  signal?: AbortSignal,
): Answer | Promise<never> | undefined {
  switch (fault) {
    case 'timeout':
      return untilAborted(signal);
    case 'truncated':
      return answerOf(200, '{"kind":"PodList","items":[{"meta');
    case 'stalled':
      return isWatch ? silentAnswer(signal) : undefined;
    case 'empty':
      return isWatch
        ? answerOf(410, '{"kind":"Status","code":410,"message":"too old"}')
        : undefined;
    case 'discovery-down':
      return undefined;
    default:
      return answerOf(
        Number(fault),
        `{"kind":"Status","code":${fault},"message":"fault ${fault}"}`,
      );
  }
}

/** A body that ends as the other side ends it. */
async function* untilCut(
  body: AsyncIterable<Uint8Array>,
  cut: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    if (!cut.aborted) throw error;
  }
}

/** Wraps a door. */
export function createFaultyDoor(door: PlatformDoor): FaultyDoor {
  const faults = new Map<string, FaultName>();
  const open = new Map<string, Set<AbortController>>();

  const wrap = (connection: Connection): Connection => ({
    name: connection.name,
    async request(target, options) {
      const { pathname, searchParams } = new URL(target, 'http://api');
      const resource = pathname.split('/').pop() ?? '';
      const isWatch = searchParams.has('watch');
      const isDiscovery = DISCOVERY.test(pathname);
      if (faults.has('*') && isDiscovery) return answerOf(503, '{}');
      const fault = isDiscovery ? undefined : faults.get(resource);
      const failure = fault && fail(fault, isWatch, options.signal);
      if (failure) return failure;
      if (fault === 'empty') {
        return emptied(await connection.request(target, options));
      }
      if (!isWatch) return connection.request(target, options);
      const cut = new AbortController();
      const cuts = open.get(resource) ?? new Set();
      open.set(resource, cuts.add(cut));
      const answer = await connection.request(target, {
        ...options,
        signal: options.signal
          ? AbortSignal.any([options.signal, cut.signal])
          : cut.signal,
      });
      return { ...answer, body: untilCut(answer.body, cut.signal) };
    },
  });
  const wrapped = new Map<string, Connection>();
  return {
    door: {
      ...door,
      cluster(name) {
        const connection = door.cluster(name);
        if (!connection) return undefined;
        const known = wrapped.get(name) ?? wrap(connection);
        wrapped.set(name, known);
        return known;
      },
    },
    breakKind(resource, fault) {
      faults.set(fault === 'discovery-down' ? '*' : resource, fault);
      for (const cut of open.get(resource) ?? []) cut.abort();
      open.delete(resource);
    },
    mend: () => faults.clear(),
  };
}
