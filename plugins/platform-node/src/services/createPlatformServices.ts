/**
 * The live services: takes the inventory as it changes, asks services how they are, and has
 * `platform-common` judge both. All judgement is there; here is only the deciding of when.
 */
import { LoggerService } from '@backstage/backend-plugin-api';
import {
  buildServices,
  groupServices,
  indexObjects,
  KubernetesIndex,
  Observation,
  planProbes,
  ProbeAnswer,
  ProbeTarget,
  Profile,
  Service,
  ServiceGroup,
} from '@254carbon/backstage-plugin-platform-common';
import { ProbeConfig } from '../config';
import { PlatformDoor } from '../door/types';
import { createChanges } from '../inventory/createChanges';
import { createTurns } from '../inventory/createTurns';
import { PlatformInventory } from '../inventory/types';
import { ProbeSchedule } from './ProbeSchedule';
import { digest } from './digest';
import { PlatformServices, ServicesView } from './types';

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

/** Answers arrive many at a time; they are judged together. */
const GATHER_MS = 200;

/** Holds what was seen, and judges it on demand. */
class Judge {
  readonly #options: PlatformServicesOptions;
  readonly #now: () => number;
  readonly answers = new Map<string, Observation<ProbeAnswer>>();
  #index: KubernetesIndex = indexObjects([]);
  #groups: readonly ServiceGroup[] = [];
  #seen = -1;
  #digest = '';
  #view: ServicesView;

  constructor(options: PlatformServicesOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#view = this.#compose([], 0);
  }

  get view(): ServicesView {
    return this.#view;
  }

  /** Groups the objects anew when they changed; gives the groups then. */
  regroup(): readonly ServiceGroup[] | undefined {
    const { objects, version } = this.#options.inventory.snapshot();
    if (version === this.#seen) return undefined;
    this.#seen = version;
    this.#index = indexObjects(objects);
    this.#groups = groupServices({
      objects: this.#index,
      profiles: this.#options.profiles,
    });
    return this.#groups;
  }

  /** Judges all services; gives whether anything is different from before. */
  judge(): boolean {
    const { clusters, caveats } = this.#options.inventory.snapshot();
    const services = buildServices({
      objects: this.#index,
      profiles: this.#options.profiles,
      probes: this.answers,
      clusterStates: clusters,
      now: this.#now(),
    });
    const seen = [digest(services), digest(clusters), caveats.join()].join();
    const changed = seen !== this.#digest;
    this.#digest = seen;
    this.#view = this.#compose(
      services,
      this.#view.version + (changed ? 1 : 0),
    );
    return changed;
  }

  #compose(services: readonly Service[], version: number): ServicesView {
    const { clusters, caveats } = this.#options.inventory.snapshot();
    return {
      services,
      clusters,
      caveats,
      index: this.#index,
      groups: this.#groups,
      generatedAt: new Date(this.#now()).toISOString(),
      version,
    };
  }
}

/** Makes the live services. Nothing is asked before `start`. */
export function createPlatformServices(
  options: PlatformServicesOptions,
): RunningPlatformServices {
  const { inventory, door, logger, now = Date.now } = options;
  const probes = options.probes;
  const judge = new Judge(options);
  const schedule = new ProbeSchedule(probes);
  const takeTurn = createTurns(probes.concurrency);
  const stopping = new AbortController();
  const changes = createChanges();
  let judged = false;
  let alarm: NodeJS.Timeout | undefined;
  let gathering: NodeJS.Timeout | undefined;

  const judgeNow = () => {
    gathering = undefined;
    const news = judge.judge();
    const first = !judged;
    judged = true;
    if (news || first) changes.announce();
  };
  const judgeSoon = () => {
    gathering ??= setTimeout(judgeNow, GATHER_MS).unref();
  };
  const ask = async (target: ProbeTarget) => {
    const previous = judge.answers.get(target.serviceId);
    const answer = await door.probe(
      { ...target, timeoutMs: Math.min(target.timeoutMs, probes.timeoutMs) },
      { signal: stopping.signal },
    );
    if (stopping.signal.aborted) return;
    judge.answers.set(target.serviceId, continueRun(answer, previous));
    judgeSoon();
  };
  const askDue = () => {
    for (const target of schedule.takeDue(now())) {
      takeTurn(() => ask(target)).catch(error =>
        logger.error(
          `Asking ${target.serviceId} for its health failed.`,
          error,
        ),
      );
    }
    setAlarm();
  };
  const setAlarm = () => {
    clearTimeout(alarm);
    const { nextDue } = schedule;
    if (nextDue === undefined || stopping.signal.aborted) return;
    alarm = setTimeout(askDue, Math.max(0, nextDue - now())).unref();
  };
  const look = () => {
    const groups = judge.regroup();
    if (groups) {
      const gone = schedule.plan(planProbes(groups), groups, now());
      for (const id of gone) judge.answers.delete(id);
      setAlarm();
    }
    judgeNow();
  };

  return {
    current: () => judge.view,
    onChange: changes.listen,
    async whenReady(signal) {
      await inventory.whenReady(signal);
      await changes.until(() => judged, signal);
    },
    start() {
      stopping.signal.addEventListener('abort', inventory.onChange(look));
      inventory.whenReady(stopping.signal).then(look, () => undefined);
    },
    stop() {
      stopping.abort();
      clearTimeout(alarm);
      clearTimeout(gathering);
      changes.close();
    },
  };
}

/** A failed answer after a failed one keeps the time of the first, and the last good answer. */
function continueRun(
  answer: Observation<ProbeAnswer>,
  previous: Observation<ProbeAnswer> | undefined,
): Observation<ProbeAnswer> {
  if (answer.ok || !previous) return answer;
  if (previous.ok) {
    const { value, observedAt } = previous;
    return { ...answer, lastGood: { value, observedAt } };
  }
  return { ...previous, reason: answer.reason };
}
