import type { PlatformPlace } from '../platform/platformCalls';

/** What a side is started with. */
export interface SideRequest {
  place: PlatformPlace;
  /** Components or resources that the first sync has to bring. */
  entities: number;
  /** Shortens the portal's pauses between reads, so that a fault of seconds is met as one of minutes would be. */
  hasten?: boolean;
}

/** What a side wrote since it was asked last. */
export interface Written {
  mutations: number;
  added: number;
  removed: number;
  /** Every written entity of a workload, with its owner and when, milliseconds since the epoch. */
  seen: { name: string; owner: string; at: number }[];
}

/** What the stub of the catalog holds. */
export interface Held {
  /** Names of the entities that stand for workloads. */
  names: string[];
  owners: Record<string, string>;
  /** Entities that show a credential which was planted in the cluster. */
  leaks: number;
}

/** What a side has used since its process began. */
export interface Usage {
  /** Milliseconds of processor time, user and system. */
  cpuMs: number;
  residentMiB: number;
  peakMiB: number;
}

/** What the process of a side can be asked. */
export type SideCalls = {
  /** Starts to read; resolves when the first sync is complete, with the milliseconds that it took. */
  start: { params: SideRequest; result: { milliseconds: number } };
  /** One run of the peer's schedule; the portal has no schedule and does nothing. */
  sync: { params: undefined; result: undefined };
  written: { params: undefined; result: Written };
  held: { params: undefined; result: Held };
  usage: { params: undefined; result: Usage };
  /** Reasons why what is held may not be what there is; the peer has none to tell. */
  doubts: { params: undefined; result: string[] };
  /** Milliseconds to index and to group what is known, and how much that is; the portal alone. */
  index: {
    params: undefined;
    result: { indexMs: number; groupMs: number; objects: number };
  };
};
