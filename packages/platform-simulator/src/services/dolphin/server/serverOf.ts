import type { PlatformState, ServiceCall } from '../../types';
import { DolphinServer } from './DolphinServer';
import { Masters, type TaskRunner } from './Masters';

/** The scheduler: what it keeps, and who moves it on. */
export interface DolphinScheduler {
  server: DolphinServer;
  masters: Masters;
}

/** Makes a scheduler with the workflows of the platform in it. */
export function createDolphinScheduler(options: {
  clock: { now(): number };
  runner?: TaskRunner;
}): DolphinScheduler {
  const server = new DolphinServer(options.clock);
  return { server, masters: new Masters(server, options.runner) };
}

/** Schedulers of states that were given none: one each, on the time of whoever asked last. */
const own = new WeakMap<
  PlatformState,
  DolphinScheduler & { told: { now: number } }
>();

function ownOf({ state, now }: ServiceCall): DolphinScheduler {
  const known = own.get(state);
  if (known) {
    known.told.now = now;
    return known;
  }
  const told = { now };
  const made = createDolphinScheduler({ clock: { now: () => told.now } });
  own.set(state, { ...made, told });
  return made;
}

/** The scheduler that a call is for, brought up to the clock. */
export function serverOf(call: ServiceCall): DolphinScheduler {
  const scheduler = call.state.dolphin ?? ownOf(call);
  scheduler.masters.settle();
  return scheduler;
}
