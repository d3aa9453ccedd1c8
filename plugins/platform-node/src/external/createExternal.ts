/**
 * What external addresses say when they are asked from outside, kept up to date. Which addresses there are follows from the routes of the clusters;
 * they are asked by the same schedule as services, only much more seldom: from outside means through somebody's edge.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ExternalAddress,
  ExternalAnswer,
  listExternalAddresses,
  Observation,
  observed,
  Source,
} from '@254carbon/backstage-plugin-platform-common';
import { PlatformConfig } from '../config';
import { PlatformDoor } from '../door/types';
import { createChanges } from '../inventory/createChanges';
import { AskLoop } from '../services/AskLoop';
import { AskSchedule } from '../services/AskSchedule';
import { createPace } from '../services/createPace';
import { PlatformServices } from '../services/types';
import { askAddress, beginAnswer } from './askAddress';
import { findWay, Ways } from './findWay';
import { ExternalConfig, PlatformExternal } from './types';

/** Questions a second to all addresses together; each costs at most three requests. */
const QUESTIONS_PER_SECOND = 1;
/** Questions under way at once. */
const AT_ONCE = 2;
/**
 * Answers are told together, and routes looked at, at most this often: whoever judges by them has other things to do, most of all at a start, and
 * routes change seldom while objects change all the time.
 */
const GATHER_MS = 5_000;

const SOURCE: Source = {
  kind: 'probe',
  name: 'external addresses',
  detail: 'GET of every route that leads in from outside',
};

/** What the source is made from. */
export interface ExternalOptions {
  services: Pick<PlatformServices, 'current' | 'onChange' | 'whenReady'>;
  door: Pick<PlatformDoor, 'knock' | 'resolve'>;
  platform: Pick<PlatformConfig, 'hosts' | 'routes'>;
  config: ExternalConfig;
  logger: LoggerService;
  /** Milliseconds since the epoch; the machine's clock unless given. */
  now?: () => number;
  /** In [0, 1); for the jitter. */
  random?: () => number;
  /** How long the first questions wait once the services are known; not at all unless given. */
  restMs?: number;
  /** How long answers and changes are gathered; see above unless given. */
  gatherMs?: number;
}

/** The source with its switch. */
export interface RunningExternal extends PlatformExternal {
  start(): void;
  stop(): void;
}

/** What the addresses said last. */
class Answers {
  #addresses: readonly ExternalAddress[] = [];
  readonly #byId = new Map<string, { answer: ExternalAnswer; at: number }>();
  #list: readonly ExternalAnswer[] = [];

  /** These are the addresses; gives whether that is news. */
  follow(addresses: readonly ExternalAddress[]): boolean {
    this.#addresses = addresses;
    const ids = new Set(addresses.map(({ id }) => id));
    for (const id of this.#byId.keys()) if (!ids.has(id)) this.#byId.delete(id);
    return this.#gather();
  }

  /** This is what one said; gives whether that is news. */
  take(id: string, answer: ExternalAnswer, at: number): boolean {
    this.#byId.set(id, { answer, at });
    return this.#gather();
  }

  #gather(): boolean {
    const list = this.#addresses.map(
      address => this.#byId.get(address.id)?.answer ?? beginAnswer(address),
    );
    if (isDeepStrictEqual(list, this.#list)) return false;
    this.#list = list;
    return true;
  }

  /** Whether those of them that `may` be asked have answered once. */
  haveAll(may: (address: ExternalAddress) => boolean): boolean {
    return this.#addresses.every(
      address => this.#byId.has(address.id) || !may(address),
    );
  }

  observe(now: number): Observation<readonly ExternalAnswer[]> {
    const times = [...this.#byId.values()].map(({ at }) => at);
    const oldest = times.length > 0 ? Math.min(...times) : now;
    return observed({ value: this.#list, now: oldest, source: SOURCE });
  }
}

function waysOf({ config, platform }: ExternalOptions): Ways {
  return { config: platform, domains: config.domains };
}

/** Asks every address in its time. */
function createLoop(
  options: ExternalOptions & { now: () => number; signal: AbortSignal },
  onAnswer: (id: string, answer: ExternalAnswer) => void,
) {
  const { config, random = Math.random, signal } = options;
  const { intervalMs, timeoutMs } = config;
  const ways = waysOf(options);
  const perSecond = QUESTIONS_PER_SECOND;
  const schedule = new AskSchedule<ExternalAddress>({
    intervalMs,
    perSecond,
    random,
  });
  const loop = new AskLoop<ExternalAddress>({
    ...options,
    schedule,
    concurrency: AT_ONCE,
    idOf: ({ id }) => id,
    what: 'an answer from outside',
    async ask(address) {
      const asking = { door: options.door, ways, timeoutMs, signal };
      const answer = await askAddress(address, asking);
      if (!signal.aborted) onAnswer(address.id, answer);
    },
  });
  return (addresses: readonly ExternalAddress[]) => {
    const wanted = addresses.map(item => ({ id: item.id, mark: '', item }));
    schedule.plan(wanted, options.now());
    loop.setAlarm();
  };
}

/** Makes the source. Nothing is asked before `start`. */
export function createExternal(options: ExternalOptions): RunningExternal {
  const { services, config, now = Date.now } = options;
  const { restMs = 0, gatherMs = GATHER_MS } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const changes = createChanges();
  const answers = new Answers();
  const tell = createPace({
    run: changes.announce,
    restMs: gatherMs,
    restFirst: true,
    signal,
  });
  const plan = createLoop({ ...options, now, signal }, (id, answer) => {
    if (answers.take(id, answer, now())) tell();
  });
  let looked = false;
  const look = () => {
    const addresses = listExternalAddresses(services.current().index);
    looked = true;
    if (answers.follow(addresses)) tell();
    plan(addresses);
  };
  const follow = createPace({ run: look, restMs: gatherMs, signal });

  return {
    isAsked: () =>
      !config.enabled ||
      (looked && answers.haveAll(one => findWay(one, waysOf(options)).ok)),
    current: () => (looked ? answers.observe(now()) : undefined),
    onChange: changes.listen,
    start() {
      if (!config.enabled) return;
      services
        .whenReady(signal)
        .then(() => pause(restMs, undefined, { ref: false, signal }))
        .then(() => {
          follow();
          signal.addEventListener('abort', services.onChange(follow));
        })
        .catch(() => undefined);
    },
    stop() {
      stopping.abort();
      changes.close();
    },
  };
}
