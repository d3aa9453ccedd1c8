/**
 * The live services: takes the inventory as it changes, asks services how they are, and has
 * `platform-common` judge both. All judgement is there; here is only the deciding of when.
 */
import { LoggerService } from '@backstage/backend-plugin-api';
import {
  prepareRecognition,
  Profile,
} from '@254carbon/backstage-plugin-platform-common';
import { ProbeConfig } from '../config';
import { PlatformDoor } from '../door/types';
import { createChanges } from '../inventory/createChanges';
import { PlatformInventory } from '../inventory/types';
import { createPace } from './createPace';
import { finishJudging } from './finishJudging';
import { Judge } from './Judge';
import { Prober } from './Prober';
import { PlatformServices } from './types';

/** What the live services are made from. */
export interface PlatformServicesOptions {
  inventory: PlatformInventory;
  door: Pick<PlatformDoor, 'probe'>;
  probes: ProbeConfig;
  profiles: readonly Profile[];
  logger: LoggerService;
  /** Milliseconds since the epoch; the machine's clock unless given. */
  now?: () => number;
}

/** The live services with their switch. */
export interface RunningPlatformServices extends PlatformServices {
  start(): void;
  stop(): void;
}

/** What is judged was gathered before; nobody has to wait for more of it. */
const GATHERED_MS = 0;
/** Answers arrive many at a time; they are judged together. */
const GATHER_MS = 200;
/**
 * Rest between two groupings of a cluster in turmoil: a small one is grouped anew at once, a large one no more
 * often than this.
 */
const REGROUP_MS = 50;
const REGROUP_LONGEST_MS = 1_000;
/**
 * While the clusters are read for the first time, every look is of half a platform, and takes the time that reading
 * needs; few and late are enough.
 */
const FIRST_LOOKS_MS = 10_000;

/** Waits for more answers after the first. */
class Gathering {
  #timer: NodeJS.Timeout | undefined;

  begin(then: () => void): void {
    this.#timer ??= setTimeout(then, GATHER_MS).unref();
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

/** How often to look while the clusters are read for the first time, and afterwards. */
function createPaces(run: () => void, signal: AbortSignal) {
  return {
    early: createPace({ run, restMs: FIRST_LOOKS_MS, restFirst: true, signal }),
    late: createPace({
      run,
      restMs: REGROUP_MS,
      longestMs: REGROUP_LONGEST_MS,
      signal,
    }),
  };
}

/** Makes the live services. Nothing is asked before `start`. */
export function createPlatformServices(
  options: PlatformServicesOptions,
): RunningPlatformServices {
  const { inventory, profiles, now = Date.now } = options;
  const judge = new Judge({ ...options, now });
  const stopping = new AbortController();
  const { signal } = stopping;
  const changes = createChanges(GATHERED_MS);
  let judged = false;
  let judgedWhole = false;
  let judgedAnswered = false;
  let isAskedAll = () => false;
  const gathering = new Gathering();

  const judgeNow = () => {
    gathering.end();
    const news = judge.judge() || !judged;
    judged = true;
    judgedAnswered = isAskedAll();
    if (news) changes.announce();
  };
  const { answers } = judge;
  const onAnswer = () => gathering.begin(judgeNow);
  const prober = new Prober({ ...options, now, signal, answers, onAnswer });
  isAskedAll = () => prober.askedAll;
  const look = () => {
    const groups = judge.regroup();
    if (groups) prober.plan(groups);
    judgeNow();
  };
  const lookWhole = () => {
    look();
    judgedWhole = true;
    changes.announce();
    void finishJudging(judge.view.services, signal);
  };
  // News of what has been looked at meanwhile is none.
  const lookAgain = () => {
    if (judge.isBehind) look();
  };
  const paces = createPaces(lookAgain, signal);
  const onInventory = () => (judgedWhole ? paces.late() : paces.early());

  return {
    current: () => judge.view,
    onChange: changes.listen,
    async whenReady(waiting) {
      await inventory.whenReady(waiting);
      await changes.until(() => judgedWhole, waiting);
    },
    isAsked: () => judgedWhole && judgedAnswered,
    start() {
      signal.addEventListener('abort', inventory.onChange(onInventory));
      inventory.whenReady(signal).then(lookWhole, () => undefined);
      // The clusters have been asked by then, and nothing has come yet.
      setImmediate(() => prepareRecognition(profiles));
    },
    stop() {
      stopping.abort();
      gathering.end();
      changes.close();
    },
  };
}
