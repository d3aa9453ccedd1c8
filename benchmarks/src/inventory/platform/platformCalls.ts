import type { FaultName } from './faults';

/** What a platform is made from. */
export interface PlatformRequest {
  workloads: number;
  /** Objects in all; default: what the workloads bring. */
  objects?: number;
  seed: number;
  /** Plural names of the only types that are served; default: every type that the simulator knows. */
  only?: readonly string[];
}

/** Where a platform answers. */
export interface PlatformPlace {
  cluster: { url: string; token: string };
  proxy: string;
  objects: number;
  workloads: number;
}

/** One change of a workload; `at` in milliseconds since the epoch, just before the write. */
export interface Edit {
  name: string;
  owner: string;
  at: number;
}

/** Bytes, both directions, since the platform was opened. */
export interface Traffic {
  portal: number;
  peer: number;
}

/** What the process of the platform can be asked. */
export type PlatformCalls = {
  open: { params: PlatformRequest; result: PlatformPlace };
  /** Gives workloads, drawn at random, another owner: one after another, `pauseMs` between two. */
  edit: { params: { count: number; pauseMs: number }; result: Edit[] };
  /** Makes a workload drawn at random unready, or ready again. */
  flip: {
    params: undefined;
    result: { name: string; ready: boolean; at: number };
  };
  /** Owners that edits have given, by workload: what both sides should show. */
  owners: { params: undefined; result: Record<string, string> };
  traffic: { params: undefined; result: Traffic };
  /**
   * Fails in a way, or no longer. With `restart` every connection is cut and the watches' past forgotten, so
   * that readers have to list anew.
   */
  fail: { params: { fault: FaultName; restart: boolean }; result: undefined };
};
